import { act, render, screen } from '@testing-library/react'
import { Suspense, useState } from 'react'
import { expect, test } from 'vitest'
import { spoken } from './spoken.ts'

function Count({ by }: { readonly by: number }) {
  const [n, setN] = useState(0)
  return <button onClick={() => setN(n + by)}>{n}</button>
}
const shown = (): string => document.body.textContent

test('a part that is here already is drawn with the rest, and nothing stands in for it', async () => {
  const Part = spoken([], async () => ({ default: Count }))
  await Part.fetch()
  render(
    <Suspense fallback="waiting">
      <Part by={1} />
    </Suspense>,
  )
  expect(shown()).toBe('0')
})

test('a part that is not here yet comes when it is drawn, and keeps what it holds when it is fetched again', async () => {
  const Part = spoken([], async () => ({ default: Count }))
  const page = (by: number) => (
    <Suspense fallback="waiting">
      <Part by={by} />
    </Suspense>
  )
  const { rerender } = render(page(2))
  expect(shown()).toBe('waiting')
  const button = await screen.findByRole('button')
  act(() => button.click())
  await Part.fetch()
  rerender(page(3))
  expect(shown()).toBe('2')
  act(() => button.click())
  expect(shown()).toBe('5')
})

test('a part that did not arrive ahead is asked for again when it is drawn', async () => {
  let asked = 0
  const Part = spoken([], async () => {
    asked += 1
    if (asked === 1) throw new TypeError('no network')
    return { default: Count }
  })
  await expect(Part.fetch()).rejects.toThrow('no network')
  render(
    <Suspense fallback="waiting">
      <Part by={1} />
    </Suspense>,
  )
  expect((await screen.findByRole('button')).textContent).toBe('0')
  expect(asked).toBe(2)
})
