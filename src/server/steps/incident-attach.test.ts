import { expect, test } from 'vitest'
import { createMemoryStore } from '#server/store/memory.ts'
import { ada, runState } from '#tests/support/run-states.ts'
import { incidentAttach } from './incident-attach.ts'
import { incidentNote } from './incident-note.ts'
import { describeIncident } from './incident-record.ts'
import type { StepWorld } from './step.ts'

const now = 1_000
const attached = { incident: 'INC-1', alerts: ['b'], commander: 'Ada', channel: '' }
const note = { text: 'Found it', next: null }

/** A run that attached to `ref`, and a store with one incident of ours. */
async function world(ref?: string) {
  const store = createMemoryStore({})
  const effect = {
    key: 'incident',
    kind: 'incident.attach',
    step: 'assign',
    op: 'do',
    input: {},
    state: 'done',
    earlier: [],
    at: now,
    label: undefined,
    confirmedAt: now,
    fault: undefined,
    attempt: undefined,
  } as const
  const run = runState({ id: 'r', ...(ref !== undefined && { effects: [{ ...effect, ref }] }) }, now)
  const it: StepWorld = {
    store,
    clock: { now: () => now, sleep: async () => undefined },
    run,
    key: 'incident',
    by: ada,
    signal: new AbortController().signal,
    silences: () => expect.unreachable(),
    trail: () => ({}),
  }
  const body = { title: 'Queue', alerts: ['a'], services: [], severity: 'high' }
  await store.records.create({ id: 'INC-1', kind: 'incident', madeBy: 'x', at: now, updatedAt: now, body }, describeIncident('INC-1', body, it, now), {})
  return it
}

test('an incident of ours is joined by its number or as an observation, and named as where it can be read', async () => {
  for (const incident of ['INC-1', 'incident:homeport:INC-1']) {
    const it = await world()
    expect(await incidentAttach.call({ ...attached, incident }, undefined, it)).toEqual({ ref: 'incident:homeport:INC-1', label: 'INC-1' })
    expect((await it.store.records.find({ id: 'INC-1' }))?.body).toMatchObject({ alerts: ['a', 'b'], commander: 'Ada' })
    expect(await incidentAttach.find({ ...attached, incident }, it)).toMatchObject([{ ref: 'incident:homeport:INC-1', fits: true }])
  }
})

test('one of another system is named as it was: what was typed leads nowhere here', async () => {
  const it = await world()
  for (const [incident, label] of [
    ['INC-4', 'INC-4'],
    ['incident:demo:INC-9', 'INC-9'],
  ] as const) {
    expect(await incidentAttach.call({ ...attached, incident }, undefined, it)).toEqual({ ref: incident, label })
    expect(await incidentNote.call(note, undefined, await world(incident))).toEqual({ ref: incident, label })
  }
})

test('a word on the timeline goes to the incident that was opened or joined, and is found there again', async () => {
  for (const ref of ['INC-1', 'incident:homeport:INC-1']) {
    const it = await world(ref)
    expect(await incidentNote.call(note, undefined, it)).toEqual({ ref: 'incident:homeport:INC-1', label: 'INC-1' })
    expect((await it.store.records.find({ id: 'INC-1' }))?.body['timeline']).toMatchObject([{ text: 'Found it' }])
    expect(await incidentNote.find(note, it)).toMatchObject([{ ref: 'incident:homeport:INC-1', fits: true }])
  }
})
