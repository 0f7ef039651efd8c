import { lazy, Suspense, useId, useState } from 'react'
import { createPortal } from 'react-dom'
import type { IconName } from '../../ui/icon/Icon.tsx'
import type { Popup } from '../../ui/popup/use-popup.ts'
import type { Act } from '../../views/view.ts'
import styles from './ThingMenu.module.css'

const MenuDropdown = lazy(() => import('../../ui/popup/MenuDropdown.tsx'))

/** What can be done about a thing, and where on the screen the thing is. */
export interface Asked {
  readonly name: string
  readonly acts: readonly Act[]
  readonly at: { readonly x: number; readonly y: number }
  readonly back: HTMLElement | null
}

const icons: Readonly<Record<string, IconName>> = { triage: 'play', change: 'clock', open: 'right', source: 'external' }

/** The menu of a thing in a picture. It hangs on a point of the window, since most pictures have no button where the thing is. */
export function ThingMenu({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const id = useId()
  // The menu is hung on the point, which has to be there first.
  const [point, setPoint] = useState<HTMLButtonElement | null>(null)
  const { name, acts, at, back } = asked
  const close = (focus: 'back' | 'keep' = 'back'): void => {
    onClose()
    if (focus === 'back') back?.focus({ preventScroll: true })
  }
  const popup: Popup = { id: `hp${id.replace(/\W/g, '')}`, opened: true, loaded: true, trigger: { current: point }, toggle: close, close }
  const entries = acts.map(({ id: act, label, run }) => ({ id: act, label, icon: icons[act], onSelect: run }))
  return createPortal(
    <>
      <button ref={setPoint} type="button" disabled aria-hidden className={styles['point']} style={{ left: at.x, top: at.y }} />
      {point && (
        <Suspense>
          <MenuDropdown popup={popup} items={name === '' ? entries : [{ head: name }, ...entries]} align="start" />
        </Suspense>
      )}
    </>,
    document.fullscreenElement ?? document.body,
  )
}
