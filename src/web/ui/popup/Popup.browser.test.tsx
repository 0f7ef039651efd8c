import { cleanup, configure, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { Button } from '../Button.tsx'
import { Confirm } from './Confirm.tsx'
import { Menu } from './Menu.tsx'
import type { MenuEntry } from './menu-entry.ts'
import { Popover } from './Popover.tsx'

// The popup's code is fetched when it first opens, which takes its time on a cold server.
configure({ asyncUtilTimeout: 20_000 })
afterEach(cleanup)

/** Focus may follow a frame later. */
async function hasFocus(element: HTMLElement): Promise<void> {
  await expect.poll(() => document.activeElement).toBe(element)
}

const menu = (items: readonly MenuEntry[]) => render(<Menu trigger={<Button>Tools</Button>} items={items} />)

test('a menu opens by key on its first item, and Escape gives focus back', async () => {
  const person = userEvent.setup()
  menu([
    { id: 'a', label: 'First' },
    { id: 'b', label: 'Second' },
  ])
  await person.tab()
  await person.keyboard('{ArrowDown}')
  const first = await screen.findByRole('menuitem', { name: 'First' })
  await hasFocus(first)
  await person.keyboard('{ArrowDown}')
  await hasFocus(screen.getByRole('menuitem', { name: 'Second' }))
  await person.keyboard('{Escape}')
  await expect.poll(() => screen.queryByRole('menu')).toBeNull()
  await hasFocus(screen.getByRole('button', { name: 'Tools' }))
})

test('choosing runs the item once and closes', async () => {
  const person = userEvent.setup()
  const onSelect = vi.fn<() => void>()
  menu([{ id: 'a', label: 'Go', onSelect }])
  await person.click(screen.getByRole('button', { name: 'Tools' }))
  await person.click(await screen.findByRole('menuitem', { name: 'Go' }))
  expect(onSelect).toHaveBeenCalledOnce()
  await expect.poll(() => screen.queryByRole('menu')).toBeNull()
})

test('an item that cannot be chosen says why and does nothing', async () => {
  const person = userEvent.setup()
  const onSelect = vi.fn<() => void>()
  menu([{ id: 'a', label: 'Remove', off: 'Built in', onSelect }])
  await person.click(screen.getByRole('button', { name: 'Tools' }))
  const item = await screen.findByRole('menuitem', { name: /Remove/ })
  expect(item.textContent).toContain('Built in')
  item.click()
  expect(onSelect).not.toHaveBeenCalled()
})

test('a choice tells which one is chosen', async () => {
  const person = userEvent.setup()
  menu([
    { id: 'a', label: 'Light', checked: false },
    { id: 'b', label: 'Dark', checked: true },
  ])
  await person.click(screen.getByRole('button', { name: 'Tools' }))
  expect(await screen.findByRole('menuitemcheckbox', { name: 'Dark' })).toBeChecked()
  expect(screen.getByRole('menuitemcheckbox', { name: 'Light' })).not.toBeChecked()
})

test('a click on the trigger opens a panel and the next one closes it', async () => {
  const person = userEvent.setup()
  render(
    <Popover trigger={<Button>When</Button>} label="Time range">
      {(close) => <Button onClick={close}>Done</Button>}
    </Popover>,
  )
  const trigger = screen.getByRole('button', { name: 'When' })
  await person.click(trigger)
  expect(await screen.findByRole('dialog', { name: 'Time range' })).toBeVisible()
  expect(trigger).toHaveAttribute('aria-expanded', 'true')
  await person.click(trigger)
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  await person.click(trigger)
  await person.click(await screen.findByRole('button', { name: 'Done' }))
  await hasFocus(trigger)
})

test('a question names the thing, and closing gives focus back', async () => {
  const person = userEvent.setup()
  const onConfirm = vi.fn<() => void>()
  function Asking() {
    const [opened, setOpened] = useState(false)
    return (
      <>
        <Button onClick={() => setOpened(true)}>Remove it</Button>
        <Confirm opened={opened} title="Remove Payments?" words="It is gone." action="Remove" onConfirm={onConfirm} onClose={() => setOpened(false)} />
      </>
    )
  }
  render(<Asking />)
  await person.click(screen.getByRole('button', { name: 'Remove it' }))
  expect(await screen.findByRole('dialog', { name: 'Remove Payments?' })).toBeVisible()
  await person.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(onConfirm).not.toHaveBeenCalled()
  await hasFocus(screen.getByRole('button', { name: 'Remove it' }))
})
