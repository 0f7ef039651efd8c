import { expect, test } from 'vitest'
import type { OwnRecord } from '#server/store/records.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { filter, observation, t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const record = (id: string, madeBy: string): Omit<OwnRecord, 'rev'> => ({ id, kind: 'change', madeBy, at: t0, updatedAt: t0, body: { title: id } })
const seen = (id: string, updatedAt = t0, status = 'draft') =>
  observation({ id: `change:homeport:${id}`, kind: 'change', source: 'homeport', status, updatedAt })

export function recordLaws(subject: Subject): void {
  test('numbers of a kind count up and nobody gets one twice', async () => {
    const { records } = subject.store()
    const numbers = await Promise.all(Array.from({ length: 20 }, () => records.number('change')))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(await records.number('incident')).toBe(1)
    expect(await (await subject.reopen()).records.number('change')).toBe(21)
  })

  test('a record and its observation are written together, and only once for the effect that makes them', async () => {
    const { records, observations } = subject.store()
    const made = await records.create(record('CHG-1', 'run/change'), seen('CHG-1'))
    expect(made).toEqual({ ...record('CHG-1', 'run/change'), rev: 1 })
    expect(await records.find({ madeBy: 'run/change' })).toEqual(made)
    expect(await records.find({ id: 'CHG-1' })).toEqual(made)
    expect(await records.find({ id: 'CHG-9' })).toBeUndefined()
    expect((await faultFrom(records.create(record('CHG-2', 'run/change'), seen('CHG-2')))).code).toBe('exists')
    expect((await observations.find(filter())).rows.map(({ id }) => id)).toEqual(['change:homeport:CHG-1'])
  })

  test('saving brings both on; an older revision changes neither', async () => {
    const { records, observations } = subject.store()
    await records.create(record('CHG-1', 'm'), seen('CHG-1'))
    const saved = await records.save({ id: 'CHG-1', rev: 1, body: { title: 'new' }, updatedAt: t0 + 1 }, seen('CHG-1', t0 + 1, 'scheduled'))
    expect(saved).toMatchObject({ rev: 2, body: { title: 'new' }, madeBy: 'm' })
    const late = records.save({ id: 'CHG-1', rev: 1, body: {}, updatedAt: t0 + 2 }, seen('CHG-1', t0 + 2, 'closed'))
    expect(await faultFrom(late)).toEqual({ code: 'stale', detail: 'rev 2, not 1' })
    expect((await observations.find(filter())).rows[0]?.status).toBe('scheduled')
    expect((await faultFrom(records.save({ id: 'no', rev: 1, body: {}, updatedAt: t0 }, seen('no')))).code).toBe('not_found')
  })

  test('who acknowledges an alert first stands', async () => {
    const { records } = subject.store()
    const ack = (alert: string, name: string) => ({ alert, by: { id: name, name }, at: t0, run: `run-${name}`, note: '' })
    await records.acknowledge([ack('a', 'ada'), ack('b', 'ada')])
    await records.acknowledge([ack('b', 'bob'), ack('c', 'bob')])
    await records.acknowledge([])
    expect((await records.acknowledged(['c', 'b', 'none', 'a'])).map(({ alert, by }) => `${alert} ${by.name}`)).toEqual(['c bob', 'b ada', 'a ada'])
    expect(await records.acknowledged([])).toEqual([])
  })
}
