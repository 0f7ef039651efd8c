import fc from 'fast-check'
import { expect, test } from 'vitest'
import { facetNames, sortNames } from '#contract/observations.ts'
import type { Choice } from '#web/ui/facets/choice.ts'
import { listKinds } from './kinds.ts'
import { readLook, writeLook } from './list-address.ts'
import type { ListLook } from './list-address.ts'

const values = fc.uniqueArray(fc.string({ maxLength: 12, unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
const look: fc.Arbitrary<ListLook> = fc.record({
  q: fc.string({ maxLength: 20 }).filter((q) => q === '' || q.trim() !== ''),
  choice: fc.dictionary(fc.constantFrom(...facetNames), values).map((it): Choice => ({ ...it })),
  show: fc.constantFrom('open' as const, 'all' as const),
  sort: fc.constantFrom(...sortNames),
  down: fc.boolean(),
})
const own = fc.constantFrom(...Object.values(listKinds))

test('a look comes back from its own address, and the range in it stays', () => {
  fc.assert(
    fc.property(look, own, (it, kind) => {
      const search = writeLook('from=now-1h&to=now&zone=UTC', it, kind)
      expect(readLook(search, kind)).toEqual(it)
      expect(new URLSearchParams(search).get('from')).toBe('now-1h')
    }),
  )
})

test('what is the list’s own is not in the address', () => {
  expect(writeLook('', readLook('', listKinds.alerts), listKinds.alerts)).toBe('')
})

test('what cannot be read is the list’s own', () => {
  expect(readLook('sort=colour&show=some&mood=bad', listKinds.changes)).toEqual(readLook('', listKinds.changes))
})
