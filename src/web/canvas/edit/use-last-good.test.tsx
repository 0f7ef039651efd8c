import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useLastGood } from './use-last-good.ts'

test('while there is no value the last one stays, and something else begins anew', () => {
  const { result, rerender } = renderHook(({ value, of }: { value: string | undefined; of: string }) => useLastGood(value, of), {
    initialProps: { value: undefined as string | undefined, of: 'a' },
  })
  const seen = [result.current]
  for (const [value, of] of [
    ['one', 'a'],
    [undefined, 'a'],
    ['two', 'a'],
    [undefined, 'a'],
    [undefined, 'b'],
    [undefined, 'a'],
  ] as const) {
    // prettier-ignore
    rerender({ value, of })
    seen.push(result.current)
  }
  expect(seen).toEqual([undefined, 'one', 'one', 'two', 'two', undefined, 'two'])
})
