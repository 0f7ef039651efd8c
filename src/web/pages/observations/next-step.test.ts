import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { ObservationRow } from '#contract/observations.ts'
import { Subject } from '#contract/run.ts'
import type { RunCard } from '#contract/run.ts'
import { isAbout, nextStep, serviceText, subjectText } from './next-step.ts'

const row: ObservationRow = {
  id: 'alert:demo:1',
  kind: 'alert',
  title: 'Disk full',
  severity: 'critical',
  status: 'firing',
  service: 'cart',
  site: 'fra',
  team: null,
  owner: null,
  source: 'Events',
  start: 1,
  end: null,
  depends: [],
  facts: {},
}
const card = (it: Partial<RunCard>): RunCard => ({ id: 'r', state: 'open', mine: 'own', about: '', ...it }) as RunCard // Only what is read.

describe('the next thing to do', () => {
  test('is going on with work that was begun, before anything else', () => {
    expect(nextStep(row, false, [card({})], true)).toMatchObject({ do: 'continue', run: { id: 'r' } })
    expect(nextStep(row, true, [card({ mine: 'help' })], false)).toMatchObject({ do: 'continue' })
  })
  test('is triage of what burns, unless others do it or one may not', () => {
    expect(nextStep(row, false, [card({ mine: 'watch' }), card({ state: 'done' })], true).do).toBe('triage')
    expect(nextStep(row, false, [], false)).toEqual({ do: 'service', service: 'cart' })
  })
  test('is looking at the service of what is over, and nothing where there is none', () => {
    expect(nextStep(row, true, [], true)).toEqual({ do: 'service', service: 'cart' })
    expect(nextStep({ ...row, service: null }, true, [], true)).toEqual({ do: 'none' })
  })
  test('is planning another change on the service of a change', () => {
    expect(nextStep({ ...row, kind: 'change' }, true, [], true).do).toBe('change')
  })
})

test('what a run starts from is what runs take', () => {
  for (const text of [subjectText(row), subjectText({ ...row, kind: 'incident', title: 'x'.repeat(1000), service: null }), serviceText('cart')])
    expect(z.safeParse(Subject, JSON.parse(text)).success).toBe(true)
})

test('a run is about what it came from and the record it made, and not about others', () => {
  expect(isAbout({ subject: 'alert:demo:1', about: '' }, 'alert:demo:1')).toBe(true)
  expect(isAbout({ about: 'INC-3' }, 'incident:homeport:INC-3')).toBe(true)
  expect(isAbout({ about: 'INC-3' }, 'incident:homeport:INC-33')).toBe(false)
  expect(isAbout({ about: 'cart' }, 'alert:x:cart')).toBe(false)
})
