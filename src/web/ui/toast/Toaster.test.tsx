import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Toaster, useToast } from './Toaster.tsx'
import type { Toast } from './Toaster.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function Trigger({ toast }: { readonly toast: Toast }) {
  const show = useToast()
  return <button onClick={() => show(toast)}>show</button>
}
const shown = (toast: Toast): void => {
  render(
    <Toaster>
      <Trigger toast={toast} />
    </Toaster>,
  )
  fireEvent.click(screen.getByText('show'))
}
const wait = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))

test('a result leaves by itself after six seconds', () => {
  shown({ words: 'Saved' })
  wait(5900)
  expect(screen.getByText('Saved')).toBeVisible()
  wait(200)
  expect(screen.queryByText('Saved')).toBeNull()
})

test('it stays while somebody points at it', () => {
  shown({ words: 'Saved' })
  fireEvent.pointerEnter(screen.getByText('Saved'))
  wait(20_000)
  expect(screen.getByText('Saved')).toBeVisible()
})

test('a failure stays until it is put away', () => {
  shown({ words: 'Not saved', tone: 'bad' })
  wait(60_000)
  expect(screen.getByText('Not saved')).toBeVisible()
  fireEvent.click(screen.getByLabelText('Dismiss'))
  expect(screen.queryByText('Not saved')).toBeNull()
})

test('Undo runs once and takes the toast along', () => {
  const run = vi.fn<() => void>()
  shown({ words: 'Removed', action: { label: 'Undo', run } })
  fireEvent.click(screen.getByText('Undo'))
  expect(run).toHaveBeenCalledOnce()
  expect(screen.queryByText('Removed')).toBeNull()
})

test('the same words are not shown twice', () => {
  shown({ words: 'Saved' })
  fireEvent.click(screen.getByText('show'))
  expect(screen.getAllByText('Saved')).toHaveLength(1)
})
