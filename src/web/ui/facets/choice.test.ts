import fc from 'fast-check'
import { expect, test } from 'vitest'
import { howMany, isChosen, toggled } from './choice.ts'
import type { Choice } from './choice.ts'

const name = fc.constantFrom('severity', 'service', 'owner')
const value = fc.constantFrom('', 'critical', 'cart', 'Ada')
const choice: fc.Arbitrary<Choice> = fc
  .array(fc.tuple(name, value))
  .map((pairs) => pairs.reduce<Choice>((all, [n, v]) => (isChosen(all, n, v) ? all : toggled(all, n, v)), {}))

test('toggling twice changes nothing, and once changes exactly that value', () => {
  fc.assert(
    fc.property(choice, name, value, (before, n, v) => {
      const once = toggled(before, n, v)
      expect(isChosen(once, n, v)).toBe(!isChosen(before, n, v))
      expect(Math.abs(howMany(once) - howMany(before))).toBe(1)
      const twice = toggled(once, n, v)
      expect(Object.fromEntries(Object.entries(twice).map(([k, all]) => [k, all.toSorted()]))).toEqual(
        Object.fromEntries(Object.entries(before).map(([k, all]) => [k, all.toSorted()])),
      )
    }),
  )
})
