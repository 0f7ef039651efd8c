import { expect, test } from 'vitest'
import { person } from '#tests/support/actors.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { silentLog } from '#tests/support/faults.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import { createUrgent } from './urgent.ts'

const source = (kind: string) => ({ id: kind, kind, name: kind, origin: 'builtin', rev: 1, measures: ['events.alert', 'events.incident'] })

test('a source that hangs does not keep the strip waiting, also where others still wait to hear whether anything real speaks', async () => {
  const hung = {
    list: async () => [source('events'), source('demo')],
    standing: async () => '',
    query: () => new Promise(() => undefined),
  } as unknown as Sources // Only what asking uses of them.
  const urgent = createUrgent({ clock: createFakeClock(), log: silentLog }, hung, (_key, make) => make())
  const by = { actor: person('ann', 'editor', { teams: ['pay'] }) } as Asker // Nothing else of an asker is read here.
  const nothing = { candidates: [], find: async () => undefined, told: async () => Promise.reject(new Error('nothing is told')) }
  expect(await urgent(by, nothing)).toEqual({ urgent: [], isUnowned: false })
})
