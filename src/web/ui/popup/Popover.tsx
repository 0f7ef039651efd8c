import { cloneElement, Suspense } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { spoken } from '../../i18n/spoken.ts'
import type { TriggerProps } from './Menu.tsx'
import { usePopup } from './use-popup.ts'

const PopoverDropdown = spoken([], () => import('./PopoverDropdown.tsx'))
/** What does not arrive now is asked for again when it opens. */
const fetchAhead = (): void => void PopoverDropdown.fetch().catch(() => undefined)

export interface PopoverProps {
  readonly trigger: ReactElement<TriggerProps>
  /** Name of what opens. */
  readonly label: string
  /** Drawn when open. `close` gives focus back to the trigger. */
  readonly children: (close: () => void) => ReactNode
  readonly align?: 'start' | 'end'
  /** Set to open it from elsewhere too. */
  readonly opened?: boolean
  readonly onOpened?: (opened: boolean) => void
  /** Inner padding; without it the content brings its own. */
  readonly flush?: boolean
}

/** A small panel on a button: focus goes in and comes back, Escape and a click outside close it. */
export function Popover({ trigger, label, children, align = 'end', opened, onOpened, flush = false }: PopoverProps) {
  const popup = usePopup(opened, onOpened)
  return (
    <>
      {cloneElement(trigger, {
        ref: popup.trigger,
        onClick: popup.toggle,
        onPointerEnter: fetchAhead,
        'aria-haspopup': 'dialog',
        'aria-expanded': popup.opened,
        'aria-controls': popup.opened ? `${popup.id}-dropdown` : undefined,
      })}
      {(popup.opened || popup.loaded) && (
        <Suspense>
          <PopoverDropdown popup={popup} label={label} align={align} flush={flush}>
            {children}
          </PopoverDropdown>
        </Suspense>
      )}
    </>
  )
}
