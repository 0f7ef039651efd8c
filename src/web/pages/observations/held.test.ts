import fc from 'fast-check'
import { expect, test } from 'vitest'
import { held } from './held.ts'

interface Row {
  readonly id: string
  readonly said: number
}
const rows: fc.Arbitrary<readonly Row[]> = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), said: fc.nat(9) }), {
  selector: (it) => it.id,
})
const ids = (all: readonly Row[]): readonly string[] => all.map((it) => it.id)

test('no row that is read ever moves or goes', () => {
  fc.assert(
    fc.property(rows, rows, (shown, next) => {
      fc.pre(shown.length > 0)
      expect(ids(held(shown, next).rows).slice(0, shown.length)).toEqual(ids(shown))
    }),
  )
})

test('a row says the newest about itself', () => {
  fc.assert(
    fc.property(rows, rows, (shown, next) => {
      for (const row of held(shown, next).rows) expect(row.said).toBe((next.find((it) => it.id === row.id) ?? shown.find((it) => it.id === row.id))?.said)
    }),
  )
})

test('everything new is either shown or counted, everything gone is named', () => {
  fc.assert(
    fc.property(rows, rows, (shown, next) => {
      const it = held(shown, next)
      const drawn = new Set(ids(it.rows))
      expect(next.filter((row) => !drawn.has(row.id))).toHaveLength(it.fresh)
      if (shown.length > 0)
        expect([...it.gone].toSorted()).toEqual(
          ids(shown)
            .filter((id) => !ids(next).includes(id))
            .toSorted(),
        )
    }),
  )
})
