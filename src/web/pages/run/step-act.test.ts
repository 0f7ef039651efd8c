import { expect, test } from 'vitest'
import type { Effect, Run } from '#contract/run.ts'
import { actOf } from './step-act.ts'

type At = Parameters<typeof actOf>[0]
const after = (step: string, next: readonly Run['steps'][number][] = [{ id: 'update', state: 'skipped' }], effects: readonly Effect[] = []): At => ({
  step,
  steps: [{ id: step, state: 'current' }, ...next],
  effects: [...effects],
})
const done = (key: string): Effect => ({ key, kind: 'incident.open', op: 'do', state: 'done', earlier: [], at: 1, step: 'decide' })
const sets = [{ id: 'a', source: 'am', matchers: [{ name: 'service', op: '=', value: 'wan' }] }]

test.each([
  ['incident', 'run.doIncident'],
  ['attach', 'run.doAttach'],
  ['silence', 'run.doSilence'],
  ['dismiss', 'run.finish'],
  ['', 'run.complete'],
])('a decision says what it does as soon as it is chosen: %s', (decision, act) => {
  expect(actOf(after('decide'), { decision })).toBe(act)
})

test('what was done before is not promised again', () => {
  expect(actOf(after('decide', [], [done('incident')]), { decision: 'incident' })).toBe('run.complete')
  expect(actOf(after('decide', [], [done('silence-a')]), { decision: 'silence', suppression: sets })).toBe('run.finish')
  expect(actOf(after('silence', [{ id: 'implement', state: 'ahead' }], [done('silence-a')]), { suppression: sets })).toBe('run.complete')
})

test('other steps are completed, the last one that is left finishes', () => {
  expect(actOf(after('impact', [{ id: 'decide', state: 'ahead' }]), {})).toBe('run.complete')
  expect(actOf(after('update', []), {})).toBe('run.finish')
  expect(actOf(after('silence', [{ id: 'implement', state: 'ahead' }]), { suppression: sets })).toBe('run.doSilence')
})
