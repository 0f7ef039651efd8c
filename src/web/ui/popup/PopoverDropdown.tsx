import { Popover } from '@mantine/core'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { cls } from '../cls.ts'
import { Borrowed } from './Borrowed.tsx'
import { Island } from './Island.tsx'
import type { Popup } from './use-popup.ts'
import styles from './Popup.module.css'

interface PopoverDropdownProps {
  readonly popup: Popup
  readonly label: string
  readonly align: 'start' | 'end'
  readonly flush: boolean
  readonly children: (close: () => void) => ReactNode
}

export default function PopoverDropdown({ popup, label, align, flush, children }: PopoverDropdownProps) {
  const dropdown = useRef<HTMLDivElement>(null)
  return (
    <Island>
      <Popover
        opened={popup.opened}
        onChange={(next) => !next && popup.close(dropdown.current?.contains(document.activeElement) ? 'back' : 'keep')}
        id={popup.id}
        position={`bottom-${align}`}
        offset={4}
        trapFocus
        withRoles={false}
        transitionProps={{ duration: 0 }}
        classNames={{ dropdown: cls(styles['dropdown'], styles['panel'], flush && styles['flush']) }}
      >
        <Popover.Target>
          <Borrowed element={popup.trigger.current} />
        </Popover.Target>
        {/* A <dialog> would lie in the top layer, over the menus and lists that open from it. */}
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
        <Popover.Dropdown ref={dropdown} role="dialog" aria-label={label} id={`${popup.id}-dropdown`} tabIndex={-1}>
          {children(() => popup.close())}
        </Popover.Dropdown>
      </Popover>
    </Island>
  )
}
