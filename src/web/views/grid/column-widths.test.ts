import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitWidths } from './column-widths.ts'
import type { WidthWish } from './column-widths.ts'

const wish = (id: string, natural: number, elastic = true, chosen?: number): WidthWish => ({ id, natural, elastic, ...(chosen !== undefined && { chosen }) })

test('what is left goes to the texts, most of it to the first', () => {
  expect(fitWidths([wish('name', 100), wish('site', 50), wish('n', 50, false)], 260, 10)).toEqual([140, 70, 50])
})

test('numbers keep their room, texts give it', () => {
  const [name, n] = fitWidths([wish('name', 300), wish('n', 80, false)], 300, 10)
  expect(n).toBe(80)
  expect(name).toBe(220)
})

test('a text is never cut to a guess: what does not fit is scrolled to', () => {
  expect(fitWidths([wish('title', 300), wish('status', 100), wish('service', 140)], 300, 10)).toEqual([200, 100, 108])
})

test('where room lacks, bars give theirs before any text or number does', () => {
  const bar: WidthWish = { ...wish('share', 160, false), adorns: 72 }
  expect(fitWidths([wish('name', 100), bar], 260, 10)).toEqual([100, 160])
  expect(fitWidths([wish('name', 100), bar], 240, 10)).toEqual([100, 140])
  // What would be left of the bar says nothing: it goes, and its room with it.
  expect(fitWidths([wish('name', 100), bar], 200, 10)).toEqual([112, 88])
  expect(fitWidths([wish('name', 100), bar], 150, 10)).toEqual([100, 88])
})

test('dragged columns stay as they are and the last takes the rest', () => {
  expect(fitWidths([wish('a', 100, true, 200), wish('b', 100, true, 60), wish('c', 80, false, 80)], 400, 10)).toEqual([200, 60, 140])
  expect(fitWidths([wish('a', 100, true, 500), wish('b', 100, true, 60)], 400, 10)).toEqual([500, 60])
})

test('widths always fill the room, and go beyond it only when nothing can give', () => {
  const wishes = fc.array(fc.record({ natural: fc.integer({ min: 60, max: 340 }), elastic: fc.boolean() }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(wishes, fc.integer({ min: 100, max: 2000 }), (list, room) => {
      const widths = fitWidths(
        list.map((w, i) => wish(String(i), w.natural, w.elastic)),
        room,
        10,
      )
      const sum = widths.reduce((a, b) => a + b, 0)
      expect(sum).toBeGreaterThanOrEqual(room - 0.01)
      expect(widths.every((px) => px >= 48)).toBe(true)
      list.forEach((w, i) => {
        if (!w.elastic) expect(widths[i]).toBeGreaterThanOrEqual(w.natural)
      })
    }),
  )
})

test('no columns need no room', () => {
  expect(fitWidths([], 300, 10)).toEqual([])
})
