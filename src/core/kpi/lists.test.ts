import { expect, test } from 'vitest'
import type { Observation, ObservationKind } from '#contract/observation.ts'
import { MeasureSpec } from '#contract/query.ts'
import { current } from './current.ts'
import { certificatesFrame, pastDueFrame, slaAtRiskFrame } from './frames/dated.ts'
import { burnFrame } from './frames/services.ts'
import type { KpiSource } from './source.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 8, 1)
const one = (id: string, kind: ObservationKind, it: Partial<Observation> = {}): Observation => ({
  id,
  kind,
  source: 's',
  title: id,
  severity: 'warning',
  status: 'open',
  startedAt: now - 90 * day,
  endedAt: null,
  updatedAt: now,
  depends: [],
  labels: {},
  ...it,
})
const due = (id: string, kind: ObservationKind, at: number, sort = 'vulnerability'): Observation => one(id, kind, { labels: { kind: sort, dueAt: String(at) } })
const sourceOf = (all: readonly Observation[]): KpiSource => ({
  now,
  error: 0,
  demo: false,
  parts: async () => [],
  open: async (kind) => all.filter((o) => o.kind === kind),
  during: async (kind) => all.filter((o) => o.kind === kind),
  services: async () => [],
})
const range = { from: now - day, to: now }
const asked = async (frame: typeof pastDueFrame, all: readonly Observation[]) => {
  const { fields, meta } = await frame({
    source: sourceOf(all),
    spec: MeasureSpec.parse({ measure: 'kpi.pastDue', mode: 'instant' }),
    range,
    zone: 'UTC',
    wishes: new Map(),
  })
  return { titles: fields.find((f) => f.name === 'title')?.values, facts: meta?.facts }
}

test('what a list says is counted is true of every row of it', async () => {
  const findings = [due('old', 'finding', now - day), due('soon', 'finding', now + hour), due('cert', 'finding', now + 40 * day, 'certificate')]
  expect(await asked(pastDueFrame, findings)).toEqual({ titles: ['old'], facts: [{ kpi: 'findingsPastSla', stat: 'count', n: 1 }] })
  expect(await asked(certificatesFrame, findings)).toEqual({ titles: ['cert'], facts: [{ kpi: 'certificatesNext', stat: 'count', n: 1 }] })
  expect((await asked(certificatesFrame, [due('cert', 'finding', now + 400 * day, 'certificate')])).facts).toEqual([
    { kpi: 'certificates', stat: 'count', n: 1 },
  ])
  expect(await asked(slaAtRiskFrame, [due('late', 'ticket', now + 20 * hour)])).toEqual({
    titles: ['late'],
    facts: [{ kpi: 'ticketsDue', stat: 'count', n: 1 }],
  })
})

test('how many alerts nobody has and how long the oldest waits are told of the same alerts', async () => {
  const alerts = [
    one('a', 'alert', { severity: 'warning', startedAt: now - hour }),
    one('b', 'alert', { severity: 'critical', startedAt: now - 2 * hour, owner: 'ann' }),
    one('c', 'alert', { severity: 'info', startedAt: now - 3 * hour }),
  ]
  expect(await current.unownedAlerts.read(sourceOf(alerts))).toEqual({ value: 1, n: 1 })
  expect(await current.oldestUnowned.read(sourceOf(alerts))).toEqual({ value: 3600, n: 1 })
  expect((await current.oldestUnowned.read(sourceOf([]))).value).toBeNull()
  expect((await current.unownedAlerts.read(sourceOf([]))).value).toBe(0)
})

test('burn rates have a column of severities only while one fires', async () => {
  const services = async () => [{ id: 'pay', team: '', site: '', tier: 1, capability: '', objective: 0.99, dependsOn: [] }]
  const names = async (failed: number): Promise<readonly string[]> => {
    const source = { ...sourceOf([]), services, requests: () => ({ valid: 1000, failed }) }
    const { fields } = await burnFrame({ source, spec: MeasureSpec.parse({ measure: 'kpi.burn', mode: 'instant' }), range, zone: 'UTC', wishes: new Map() })
    return fields.map((f) => f.name)
  }
  expect(await names(0)).not.toContain('severity')
  expect(await names(900)).toContain('severity')
})
