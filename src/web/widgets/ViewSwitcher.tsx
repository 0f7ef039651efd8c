import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { LensContext } from '#core/frame/lens.ts'
import { rowCount } from '#core/frame/shapes.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icon/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import type { Look } from './acts.ts'
import { lookFrom, shelfOf } from './looks.ts'
import type { LookShelf, OfferedLook } from './looks.ts'
import { useViewName } from './OtherFaces.tsx'
import { Thumbnail } from './Thumbnail.tsx'
import { allViews, viewOf } from './view-of.ts'
import styles from './ViewSwitcher.module.css'

export interface ViewSwitcherProps {
  readonly widget: Widget
  /** The answer already here; undefined while there is none. */
  readonly frame: Frame | undefined
  readonly context: LensContext
  /** Shows a look on the widget without keeping it; undefined puts it back. */
  readonly onTry: (look: Look | undefined) => void
  readonly onKeep: (look: Look) => void
  readonly onClose: () => void
}

const columns = 3
const firstLooks = 6
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }
const noShelf: LookShelf = { looks: [], refused: [] }

/** The same data as other views, drawn from what is already here: opening and switching ask nobody. */
export function ViewSwitcher({ widget, frame, context, onTry, onKeep, onClose }: ViewSwitcherProps) {
  const text = useText()
  const [all, setAll] = useState(false)
  // What is on offer stays the same while the switcher is open, also when a refresh brings new data.
  const [shelf] = useState(() => (frame && rowCount(frame) > 0 ? shelfOf(frame, widget, allViews, context) : noShelf))
  const room = Math.max(shelf.looks.filter((l) => l.first || l.current).length, firstLooks - shelf.refused.length)
  const looks = all ? shelf.looks : shelf.looks.slice(0, room)
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      looks.findIndex((l) => l.current),
    ),
  )
  const list = useRef<HTMLDivElement>(null)
  const rtl = useRef(false)

  useEffect(() => {
    const { current } = list
    rtl.current = current !== null && getComputedStyle(current).direction === 'rtl'
    current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
  }, [])

  const go = (next: number): void => {
    const look = looks[next]
    if (!look) return
    setAt(next)
    onTry(look.current ? undefined : lookFrom(look, widget))
    list.current?.querySelectorAll<HTMLElement>('[role="option"]:not([aria-disabled])')[next]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    const look = looks[at]
    if (step !== undefined) {
      event.preventDefault()
      const along = Math.abs(step) === 1 && rtl.current ? -step : step
      go(Math.min(looks.length - 1, Math.max(0, at + along)))
    } else if ((event.key === 'Enter' || event.key === ' ') && look) {
      event.preventDefault()
      onKeep(lookFrom(look, widget))
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
  }
  return (
    <div className={styles['switcher']}>
      <div className={styles['head']}>
        <h2>{text('switcher.title')}</h2>
        <span>{text('switcher.here')}</span>
      </div>
      {looks.length === 0 && <p className={styles['none']}>{text('switcher.none')}</p>}
      {/* One tab stop; the arrows go from look to look. */}
      <div ref={list} role="listbox" aria-label={text('switcher.title')} className={styles['looks']} tabIndex={-1} onKeyDown={onKeyDown}>
        {looks.map((look, i) => (
          <LookOption key={look.key} look={look} widget={widget} context={context} at={i === at} onKeep={() => onKeep(lookFrom(look, widget))} />
        ))}
        {shelf.refused.map(({ view, refusal }) => (
          <Refused key={view} view={view} reason={text(`refusal.${refusal}`)} />
        ))}
      </div>
      <div className={styles['foot']}>
        <span>
          <Kbd>←</Kbd> <Kbd>→</Kbd> {text('switcher.try')}
        </span>
        <span>
          <Kbd>Enter</Kbd> {text('switcher.keep')}
        </span>
        <span>
          <Kbd>Esc</Kbd> {text('switcher.back')}
        </span>
        {!all && shelf.looks.length > looks.length && (
          <Button kind="quiet" size="small" className={styles['more']} onClick={() => setAll(true)}>
            {text('switcher.more', { count: shelf.looks.length - looks.length })}
          </Button>
        )}
      </div>
    </div>
  )
}

interface LookOptionProps {
  readonly look: OfferedLook
  readonly widget: Widget
  readonly context: LensContext
  readonly at: boolean
  readonly onKeep: () => void
}

function LookOption({ look, widget, context, at, onKeep }: LookOptionProps) {
  const text = useText()
  const name = useViewName()(look.view)
  const view = viewOf(look.view)
  const rows = rowCount(look.frame)
  const how = look.how ? text(look.how, look.args) : look.current && look.lenses.length > 0 ? text('switcher.asItIs') : text('switcher.plain', { rows })
  const options = useMemo(() => (look.current ? widget.view.options : {}), [look, widget.view.options])
  return (
    // Keys are the list's: the roving focus stands on the option.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div role="option" aria-selected={look.current} tabIndex={at ? 0 : -1} className={styles['look']} data-current={look.current || undefined} onClick={onKeep}>
      <div className={styles['picture']} aria-hidden>
        {view && <Thumbnail view={view} frame={look.frame} options={options} widget={widget} context={context} />}
      </div>
      <div className={styles['caption']}>
        {view && <Icon name={view.icon} size={14} />}
        <span className={styles['name']}>{name}</span>
        {look.current && <Icon name="check" size={14} />}
        <span className={styles['how']}>{how}</span>
      </div>
    </div>
  )
}

function Refused({ view, reason }: { readonly view: string; readonly reason: string }) {
  const name = useViewName()(view)
  return (
    <div role="option" aria-selected={false} aria-disabled className={styles['look']} data-refused>
      <div className={styles['picture']} aria-hidden>
        <Icon name="lock" size={20} />
      </div>
      <div className={styles['caption']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['how']}>{reason}</span>
      </div>
    </div>
  )
}
