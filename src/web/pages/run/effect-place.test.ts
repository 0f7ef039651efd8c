import { expect, test } from 'vitest'
import { placeOfEffect } from './effect-place.ts'

test.each([
  ['incident.open', 'INC-1', 'done', 'incident:homeport:INC-1'],
  ['change.record', 'CHG-2', 'done', 'change:homeport:CHG-2'],
  ['incident.attach', 'incident:demo:INC-9', 'done', 'incident:demo:INC-9'],
  ['incident.note', 'incident:homeport:INC-1', 'done', 'incident:homeport:INC-1'],
  // Typed by hand: of another system, which may have no such page here.
  ['incident.attach', 'INC-4', 'done', undefined],
  ['change.record', undefined, 'done', undefined],
  ['change.record', 'CHG-2', 'intent', undefined],
  ['alertmanager.silence', 'ab12', 'done', undefined],
] as const)('%s %s, %s, is read at %s', (kind, ref, state, id) => {
  expect(placeOfEffect({ kind, state, ...(ref !== undefined && { ref }) })).toEqual(id === undefined ? undefined : { page: 'observation', id })
})
