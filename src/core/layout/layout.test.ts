import fc from 'fast-check'
import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import { Place } from '#contract/dashboard.ts'
import { derive } from './derive.ts'
import { findSpot } from './find-spot.ts'
import { flow, place, without } from './flow.ts'
import { columnsOf, overlap, readingOrder } from './grid.ts'
import { step } from './step.ts'

const at = (id: string, x: number, y: number, w: number, h: number): Place => ({ id, x, y, w, h })
const cells = (places: readonly Place[]): readonly string[] => places.map((p) => `${p.id} ${p.x},${p.y} ${p.w}x${p.h}`)

const anyPlace = fc.record({ x: fc.nat(14), y: fc.nat(40), w: fc.integer({ min: 1, max: 14 }), h: fc.integer({ min: 1, max: 9 }) })
const anyPlaces = fc.array(anyPlace, { maxLength: 30 }).map((list) => list.map((p, i) => ({ ...p, id: `w${i}` })))
const anyColumns = fc.constantFrom(12, 8, 1)

const clashes = (places: readonly Place[]): number => places.filter((a, i) => places.some((b, j) => j > i && overlap(a, b))).length
const inside = (places: readonly Place[], columns: number): boolean => places.every((p) => p.x >= 0 && p.y >= 0 && p.x + p.w <= columns)

describe('flow', () => {
  test('lets things rise until they rest on something', () => {
    expect(cells(flow([at('a', 0, 5, 6, 4), at('b', 6, 9, 6, 4), at('c', 0, 20, 12, 2)], 12))).toEqual(['a 0,0 6x4', 'b 6,0 6x4', 'c 0,4 12x2'])
  })
  test('never overlaps, never leaves the columns, loses nothing, and doing it twice changes nothing', () => {
    fc.assert(
      fc.property(anyPlaces, anyColumns, (places, columns) => {
        const flowed = flow(places, columns)
        expect(clashes(flowed)).toBe(0)
        expect(inside(flowed, columns)).toBe(true)
        expect(flowed.map((p) => p.id).toSorted()).toEqual(places.map((p) => p.id).toSorted())
        expect(flow(flowed, columns)).toBe(flowed)
      }),
    )
  })
  test('gives the same bytes whatever the order of the list', () => {
    fc.assert(
      fc.property(anyPlaces, anyColumns, fc.infiniteStream(fc.nat(1000)), (places, columns, keys) => {
        const order = new Map(places.map((p) => [p.id, keys.next().value ?? 0]))
        const shuffled = [...places].toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
        expect(JSON.stringify(flow(shuffled, columns))).toBe(JSON.stringify(flow([...places].toReversed(), columns)))
      }),
    )
  })
  test('keeps fields it does not know', () => {
    const odd = { ...at('a', 0, 3, 4, 4), pinned: true }
    expect(flow([odd], 12)).toEqual([{ ...odd, y: 0 }])
  })
})

describe('placing one thing', () => {
  const board = [at('a', 0, 0, 4, 4), at('b', 4, 0, 4, 4), at('c', 8, 0, 4, 4), at('d', 0, 4, 12, 3)]

  test('pushes what is underneath down and lets the rest rise', () => {
    expect(cells(place(board, at('c', 0, 0, 4, 4), 12))).toEqual(['c 0,0 4x4', 'b 4,0 4x4', 'a 0,4 4x4', 'd 0,8 12x3'])
  })
  test('a thing dragged down past its neighbour changes places with it', () => {
    expect(cells(place([at('a', 0, 0, 4, 3), at('b', 0, 3, 4, 4)], at('a', 0, 4, 4, 3), 12))).toEqual(['b 0,0 4x4', 'a 0,4 4x3'])
  })
  test('coming back to the old cell gives the old layout', () => {
    expect(place(board, at('b', 4, 0, 4, 4), 12)).toBe(board)
  })
  test('the moved thing gets its cell unless everything rises, and nothing overlaps', () => {
    fc.assert(
      fc.property(anyPlaces, anyPlace, fc.nat(29), anyColumns, (places, cell, pick, columns) => {
        const id = places[pick]?.id ?? 'new'
        const flowed = flow(places, columns)
        const after = place(flowed, { ...cell, id }, columns)
        const moved = after.find((p) => p.id === id)
        expect(clashes(after)).toBe(0)
        expect(inside(after, columns)).toBe(true)
        expect(after.length).toBe(new Set([...places.map((p) => p.id), id]).size)
        expect(moved?.w).toBe(Math.min(cell.w, columns))
        expect(moved?.x).toBe(Math.min(cell.x, columns - Math.min(cell.w, columns)))
        expect(moved?.y).toBeLessThanOrEqual(cell.y)
        expect(flow(after, columns)).toBe(after)
        expect(JSON.stringify(place([...flowed].toReversed(), { ...cell, id }, columns))).toBe(JSON.stringify(after))
        // It was lifted only because nothing held it down: it rests on something or on the top.
        const rests = (m: Place): boolean => m.y === 0 || after.some((p) => p !== m && p.y + p.h === m.y && p.x < m.x + m.w && m.x < p.x + p.w)
        expect(moved && rests(moved)).toBe(true)
      }),
    )
  })
})

test('a new thing goes to the first free cell and disturbs nobody', () => {
  expect(findSpot([at('a', 0, 0, 4, 4), at('b', 8, 0, 4, 4)], { w: 4, h: 3 }, 12)).toEqual({ x: 4, y: 0, w: 4, h: 3 })
  expect(findSpot([], { w: 20, h: 3 }, 12)).toEqual({ x: 0, y: 0, w: 12, h: 3 })
  fc.assert(
    fc.property(anyPlaces, anyPlace, anyColumns, (places, size, columns) => {
      const flowed = flow(places, columns)
      const spot = { id: 'new', ...findSpot(flowed, size, columns) }
      const after = flow([...flowed, spot], columns)
      expect(clashes([...flowed, spot])).toBe(0)
      expect(after).toEqual(readingOrder([...flowed, spot]))
    }),
  )
})

test('taking one away leaves the others in order', () => {
  expect(cells(without([at('a', 0, 0, 6, 4), at('b', 6, 0, 6, 4), at('c', 0, 4, 6, 4)], 'a', 12))).toEqual(['c 0,0 6x4', 'b 6,0 6x4'])
})

describe('layouts nobody arranged', () => {
  test('a phone shows one column in reading order', () => {
    const phone = derive([at('b', 6, 0, 6, 4), at('c', 0, 4, 12, 14), at('a', 0, 0, 6, 4)], 'phone')
    expect(cells(phone)).toEqual(['a 0,0 1x4', 'b 0,4 1x4', 'c 0,8 1x9'])
  })
  test('a tablet keeps four in a row, and makes two rows of three that would be too narrow', () => {
    const four = derive(
      [0, 3, 6, 9].map((x) => at(`s${x}`, x, 0, 3, 3)),
      'tablet',
    )
    expect(cells(four)).toEqual(['s0 0,0 2x3', 's3 2,0 2x3', 's6 4,0 2x3', 's9 6,0 2x3'])
    const three = derive(
      [0, 4, 8].map((x) => at(`c${x}`, x, 0, 4, 6)),
      'tablet',
    )
    expect(cells(three)).toEqual(['c0 0,0 4x6', 'c4 4,0 4x6', 'c8 0,6 8x6'])
    expect(cells(derive([at('g', 0, 0, 7, 6), at('t', 7, 0, 5, 6)], 'tablet'))).toEqual(['g 0,0 5x6', 't 5,0 3x6'])
  })
  test('are valid, complete, free of overlaps and already flowed', () => {
    fc.assert(
      fc.property(anyPlaces, fc.constantFrom('tablet' as const, 'phone' as const), (places, breakpoint) => {
        const desktop = flow(places, 12)
        const derived = derive(desktop, breakpoint)
        expect(derived.every((p) => z.safeParse(Place, p).success)).toBe(true)
        expect(clashes(derived)).toBe(0)
        expect(inside(derived, columnsOf[breakpoint])).toBe(true)
        expect(derived.length).toBe(desktop.length)
        expect(flow(derived, columnsOf[breakpoint])).toEqual(derived)
      }),
    )
  })
})

describe('a keyboard step', () => {
  const board = [at('a', 0, 0, 6, 4), at('b', 6, 0, 6, 4), at('c', 0, 4, 6, 6), at('d', 0, 10, 6, 2)]

  test('down goes past the neighbour below and up comes back', () => {
    const down = step(board, 'a', 'down', 12)
    expect(cells(down)).toEqual(['c 0,0 6x6', 'b 6,0 6x4', 'a 0,6 6x4', 'd 0,10 6x2'])
    expect(cells(step(down, 'a', 'up', 12))).toEqual(cells(readingOrder(board)))
  })
  test('a step that leads nowhere gives back the same list', () => {
    expect(step(board, 'd', 'down', 12)).toBe(board)
    expect(step(board, 'a', 'up', 12)).toBe(board)
    expect(step(board, 'a', 'left', 12)).toBe(board)
    expect(step(board, 'nobody', 'left', 12)).toBe(board)
  })
  test('resizes by one cell, never below the least size, and at the edge grows the other way', () => {
    expect(step(board, 'a', 'shorter', 12, { w: 3, h: 4 })).toBe(board)
    expect(cells(step(board, 'a', 'taller', 12)).at(0)).toBe('a 0,0 6x5')
    expect(cells(step([at('b', 6, 0, 6, 4)], 'b', 'wider', 12))).toEqual(['b 5,0 7x4'])
  })
  test('every thing can be brought to the top and to the bottom of its columns', () => {
    fc.assert(
      fc.property(anyPlaces, fc.nat(29), (places, pick) => {
        const id = places[pick]?.id
        if (!id) return
        let now = flow(places, 12)
        for (let i = 0; i < 200; i += 1) {
          const next = step(now, id, 'up', 12)
          if (next === now) break
          now = next
        }
        expect(now.find((p) => p.id === id)?.y).toBe(0)
      }),
    )
  })
})
