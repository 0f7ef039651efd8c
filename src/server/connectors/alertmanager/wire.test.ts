import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServerFault } from '../../fault.ts'
import { observationOf, overlaps } from './alerts.ts'
import { readAlert, readAlerts, readGroups, readReply, readSilences, readVersion } from './wire.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const raw = {
  labels: { alertname: 'HighErr', service: 'pay', severity: 'page' },
  annotations: { summary: 'too many errors' },
  startsAt: '2026-11-21T11:00:00.123Z',
  endsAt: '2026-11-21T12:04:00Z',
  fingerprint: 'b509dbc1b6f20ee9',
  generatorURL: 'http://prom/graph',
  receivers: [{ name: 'all' }],
  status: { state: 'active', silencedBy: [], inhibitedBy: [] },
}

test('a firing alert has no end, although Alertmanager writes one', () => {
  expect(observationOf(readAlert(raw), 'am', now)).toMatchObject({
    id: `alert:alertmanager:b509dbc1b6f20ee9-${Date.parse(raw.startsAt)}`,
    title: 'too many errors',
    severity: 'critical',
    status: 'firing',
    endedAt: null,
    service: 'pay',
    link: 'http://prom/graph',
  })
})

test('one that has ended keeps its end; silenced and inhibited ones say so; a link that is no web address is dropped', () => {
  const over = observationOf(readAlert({ ...raw, endsAt: '2026-11-21T11:30:00Z', generatorURL: 'javascript:alert(1)' }), 'am', now)
  expect(over).toMatchObject({ endedAt: Date.parse('2026-11-21T11:30:00Z'), link: undefined })
  const suppressed = (status: object) =>
    observationOf(readAlert({ ...raw, status: { state: 'suppressed', silencedBy: [], inhibitedBy: [], ...status } }), 'am', now).status
  expect(suppressed({ silencedBy: ['x'] })).toBe('silenced')
  expect(suppressed({ inhibitedBy: ['x'] })).toBe('suppressed')
})

test('an alert a minute ahead of our clock is shown while now is looked at, and not in the past', () => {
  const ahead = { startedAt: now + 60_000, endedAt: null }
  expect(overlaps(ahead, { from: now - 3_600_000, to: now }, now)).toBe(true)
  expect(overlaps(ahead, { from: now - 7_200_000, to: now - 3_600_000 }, now)).toBe(false)
})

const reply = (status: number, text: string) => ({ status, text, contentType: 'application/json' })
const faultOf = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error instanceof ServerFault ? error.fault : error
  }
}

test.each([
  [400, '"bad matcher format: x"', { code: 'source_query', detail: 'bad matcher format: x' }],
  [422, '{"code":601,"message":"id in path must be of type uuid"}', { code: 'source_query', detail: 'id in path must be of type uuid' }],
  [404, 'nothing here', { code: 'source_query', detail: 'http 404' }],
  [503, '"starting"', { code: 'source_down', detail: 'starting' }],
  [200, '[{"labels":', { code: 'source_invalid', detail: 'not JSON' }],
])('status %i with %s is %j', (status, text, fault) => {
  expect(faultOf(() => readReply(reply(status, text)))).toEqual(fault)
})

test('the version is all that leaves the status', () => {
  expect(readVersion({ versionInfo: { version: '0.25.0' }, config: { original: 'password: x' } })).toBe('0.25.0')
})

test('whatever arrives is read or refused as invalid, never a crash', () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.array(fc.record({ labels: fc.jsonValue(), alerts: fc.jsonValue(), status: fc.jsonValue(), fingerprint: fc.jsonValue() })),
  )
  fc.assert(
    fc.property(odd, (body) => {
      for (const read of [readAlerts, readGroups, readSilences, readVersion]) {
        const outcome = faultOf(() => read(body))
        expect(outcome instanceof Error).toBe(false)
      }
    }),
  )
})
