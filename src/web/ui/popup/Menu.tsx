import { cloneElement, Suspense } from 'react'
import type { ButtonHTMLAttributes, KeyboardEvent, ReactElement, Ref } from 'react'
import { spoken } from '../../i18n/spoken.ts'
import type { MenuEntry } from './menu-entry.ts'
import { usePopup } from './use-popup.ts'

const MenuDropdown = spoken([], () => import('./MenuDropdown.tsx'))
/** What does not arrive now is asked for again when it opens. */
const fetchAhead = (): void => void MenuDropdown.fetch().catch(() => undefined)

/** What a trigger gets from the popup that hangs on it; `Button` and `IconButton` take it as they are. */
export type TriggerProps = Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'onClick' | 'onPointerEnter' | 'onKeyDown' | 'aria-haspopup' | 'aria-expanded' | 'aria-controls' | 'id'
> & {
  readonly ref?: Ref<HTMLButtonElement>
}

export interface MenuProps {
  /** A button. It keeps its own click handler out: the menu is what it opens. */
  readonly trigger: ReactElement<TriggerProps>
  readonly items: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
  readonly onOpened?: (opened: boolean) => void
}

/** A menu on a button. Its code loads when the pointer comes near or it is opened. */
export function Menu({ trigger, items, align = 'end', onOpened }: MenuProps) {
  const popup = usePopup(undefined, onOpened)
  const openByKey = (event: KeyboardEvent): void => {
    if (popup.opened || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    popup.toggle()
  }
  return (
    <>
      {cloneElement(trigger, {
        ref: popup.trigger,
        id: popup.id,
        onClick: popup.toggle,
        onKeyDown: openByKey,
        onPointerEnter: fetchAhead,
        'aria-haspopup': 'menu',
        'aria-expanded': popup.opened,
        'aria-controls': popup.opened ? `${popup.id}-dropdown` : undefined,
      })}
      {(popup.opened || popup.loaded) && (
        <Suspense>
          <MenuDropdown popup={popup} items={items} align={align} />
        </Suspense>
      )}
    </>
  )
}
