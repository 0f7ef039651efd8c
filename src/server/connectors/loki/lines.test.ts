import { expect, test } from 'vitest'
import { linesFrame } from './lines.ts'

const stream = (labels: Record<string, string>, ...values: (readonly [string, string])[]) => ({ stream: labels, values })
const at = (ms: number, ns: number): string => String(BigInt(ms) * 1_000_000n + BigInt(ns))

test('lines a nanosecond apart keep their order', () => {
  const frame = linesFrame([stream({}, [at(5, 1), 'a'], [at(5, 3), 'c']), stream({}, [at(5, 2), 'b'])], 10, {})
  expect(frame.fields.find((f) => f.name === 'line')?.values).toEqual(['c', 'b', 'a'])
})

test('a level nobody knows is information, and no level at all is none', () => {
  const levels = (labels: Record<string, string>) => linesFrame([stream(labels, [at(1, 0), 'x'])], 10, {}).fields.find((f) => f.role === 'severity')?.values
  expect(levels({ level: 'LOUD' })).toEqual(['info'])
  expect(levels({ severity: 'Crit' })).toEqual(['critical'])
  expect(levels({ app: 'a' })).toBeUndefined()
})

test('a line as long as a book is cut', () => {
  const [line] = linesFrame([stream({}, [at(1, 0), 'x'.repeat(50_000)])], 10, {}).fields.find((f) => f.name === 'line')?.values ?? []
  expect(String(line).length).toBe(4001)
})
