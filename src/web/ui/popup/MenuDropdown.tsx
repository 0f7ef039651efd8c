import { Menu } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { Icon } from '../icon/Icon.tsx'
import { Kbd } from '../Kbd.tsx'
import { Borrowed } from './Borrowed.tsx'
import { Island } from './Island.tsx'
import type { MenuAction, MenuEntry } from './menu-entry.ts'
import type { Popup } from './use-popup.ts'
import styles from './Popup.module.css'

function choose(item: MenuAction, popup: Popup): void {
  popup.close(item.href ? 'keep' : 'back')
  if (item.href) navigate(item.href)
  item.onSelect?.()
}

function Words({ item }: { readonly item: MenuAction }) {
  return (
    <>
      <span className={styles['tick']}>{item.checked ? <Icon name="check" size={14} /> : item.icon && <Icon name={item.icon} />}</span>
      <span className={styles['label']}>
        {item.label}
        {(item.off ?? item.hint) && <span className={styles['hint']}>{item.off ?? item.hint}</span>}
      </span>
      {item.keys && <Kbd>{item.keys}</Kbd>}
    </>
  )
}

function Entry({ item, popup }: { readonly item: MenuAction; readonly popup: Popup }) {
  const run = (): void => {
    if (item.off === undefined) choose(item, popup)
  }
  if (item.checked !== undefined)
    return (
      <Menu.CheckboxItem checked={item.checked} onChange={run} closeMenuOnClick={false} checkIcon={false}>
        <Words item={item} />
      </Menu.CheckboxItem>
    )
  return (
    <Menu.Item {...(item.off !== undefined && { 'data-disabled': true, 'aria-disabled': true })} onClick={run} closeMenuOnClick={false}>
      <Words item={item} />
    </Menu.Item>
  )
}

/** A line may be called like the entry below it. */
const keyOf = (item: MenuEntry): string => ('id' in item ? item.id : 'line' in item ? `line ${item.line}` : `head ${item.head}`)

export default function MenuDropdown({
  popup,
  items,
  align,
}: {
  readonly popup: Popup
  readonly items: readonly MenuEntry[]
  readonly align: 'start' | 'end'
}) {
  const dropdown = useRef<HTMLDivElement>(null)
  const { opened } = popup
  useEffect(() => {
    if (!opened) return undefined
    const frame = requestAnimationFrame(() => dropdown.current?.querySelector<HTMLElement>('[data-menu-item][aria-checked="true"], [data-menu-item]')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [opened])
  return (
    <Island>
      <Menu
        opened={opened}
        onChange={(next) => !next && popup.close(dropdown.current?.contains(document.activeElement) ? 'back' : 'keep')}
        id={popup.id}
        position={`bottom-${align}`}
        offset={4}
        trapFocus={false}
        returnFocus={false}
        withInitialFocusPlaceholder={false}
        clickOutsideEvents={['mousedown', 'touchstart']}
        transitionProps={{ duration: 0 }}
        classNames={{
          dropdown: styles['dropdown'],
          item: styles['item'],
          itemLabel: styles['row'],
          itemIndicator: styles['indicator'],
          label: styles['head'],
          divider: styles['line'],
        }}
      >
        <Menu.Target>
          <Borrowed element={popup.trigger.current} />
        </Menu.Target>
        <Menu.Dropdown ref={dropdown} onKeyDown={(event) => event.key === 'Tab' && popup.close('back')}>
          {items.map((item) =>
            'id' in item ? (
              <Entry key={item.id} item={item} popup={popup} />
            ) : 'line' in item ? (
              <Menu.Divider key={keyOf(item)} />
            ) : (
              <Menu.Label key={keyOf(item)}>{item.head}</Menu.Label>
            ),
          )}
        </Menu.Dropdown>
      </Menu>
    </Island>
  )
}
