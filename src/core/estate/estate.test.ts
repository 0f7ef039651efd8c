import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEstate } from './estate.ts'
import { frozenNow } from './incidents.ts'
import { localTime } from './local-time.ts'
import { callsAt, hostAt, serviceAt, troubleAt } from './metrics.ts'
import { day, hour, minute, week } from './numbers.ts'
import { hashName, mix } from './chance.ts'

const demo = createEstate(7, 'demo')
const lastWeek = { from: frozenNow - week, to: frozenNow }

describe('the estate has the promised content', () => {
  test('44 services, about 130 edges with drift, 9 teams, 6 sites, 90 rules', () => {
    expect(demo.services).toHaveLength(44)
    expect(demo.teams).toHaveLength(9)
    expect(demo.sites).toHaveLength(6)
    expect(demo.rules).toHaveLength(90)
    expect(demo.edges.length).toBeGreaterThanOrEqual(110)
    expect(demo.edges.length).toBeLessThanOrEqual(150)
    const part = (seen: string): number => demo.edges.filter((e) => e.seen === seen).length / demo.edges.length
    expect(part('traced')).toBeGreaterThan(0.05)
    expect(part('declared')).toBeGreaterThan(0.03)
  })

  test('edges are acyclic but for the two declared loops', () => {
    const back = new Set(['card-gateway>payment-router', 'inventory>catalog-api'])
    const edges = demo.edges.filter((e) => !back.has(`${e.from}>${e.to}`))
    const rest = new Map(demo.services.map((s) => [s.id, edges.filter((e) => e.to === s.id).map((e) => e.from)]))
    for (let changed = true; changed;) {
      changed = false
      for (const [id, callers] of rest) {
        if (callers.some((c) => rest.has(c))) continue
        rest.delete(id)
        changed = true
      }
    }
    expect([...rest.keys()]).toEqual([])
  })

  test('24 personas in six languages, fifteen people behind every role but two', () => {
    expect(demo.people.filter((p) => p.persona)).toHaveLength(24)
    expect(new Set(demo.people.filter((p) => p.persona).map((p) => p.locale)).size).toBe(6)
    const counts = Object.entries(Object.groupBy(demo.people, (p) => p.role)).map(([, list]) => list?.length ?? 0)
    expect(counts.filter((n) => n < 10)).toHaveLength(2)
    expect(counts.filter((n) => n >= 15)).toHaveLength(7)
    expect(demo.people.every((p) => p.email.endsWith('.example'))).toBe(true)
  })
})

describe('numbers are a function of seed, entity and tick alone', () => {
  test('a fixed window has the same fingerprint on every platform', () => {
    const lines = demo
      .episodes({ from: frozenNow - 6 * hour, to: frozenNow }, frozenNow)
      .map((e) => `${e.id}|${e.startedAt}|${e.endsAt}|${e.service}|${e.severity}`)
    const signals = demo.services.slice(0, 10).map((s) => JSON.stringify(serviceAt(demo, s.id, frozenNow)))
    const print = [...lines, ...signals].reduce((sum, line) => mix(sum, hashName(line)), 0)
    expect(print).toMatchInlineSnapshot(`760762450`)
  })

  test('asking in any order gives the same answers', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), (order) => {
        const fresh = createEstate(7, 'small')
        const other = createEstate(7, 'small')
        const ask = (e: typeof fresh, k: number): string =>
          JSON.stringify([
            e.episodes({ from: frozenNow - (k + 1) * day, to: frozenNow - k * day }, frozenNow),
            serviceAt(e, 'checkout-api', frozenNow - k * day),
            hostAt(e, 'host-003', frozenNow - k * hour),
          ])
        const one = new Map(order.map((k) => [k, ask(fresh, k)]))
        return [0, 1, 2, 3, 4, 5, 6, 7].every((k) => ask(other, k) === one.get(k))
      }),
      { numRuns: 10 },
    )
  })

  test('another seed is another estate', () => {
    expect(serviceAt(createEstate(8, 'demo'), 'checkout-api', frozenNow)).not.toEqual(serviceAt(demo, 'checkout-api', frozenNow))
  })
})

describe('things happen for a reason', () => {
  test('one SEV2 is open at the frozen moment and its service is in trouble', () => {
    const open = demo.incidents({ from: frozenNow - day, to: frozenNow }, frozenNow).filter((i) => i.resolvedAt > frozenNow && i.sev <= 2)
    expect(open.map((i) => i.id)).toEqual(['INC-2036'])
    expect(troubleAt(demo, 'payment-router', frozenNow)).toBeGreaterThan(0.5)
    expect(serviceAt(demo, 'payment-router', frozenNow).errorRatio).toBeGreaterThan(0.1)
    expect(serviceAt(demo, 'checkout-api', frozenNow).errorRatio).toBeGreaterThan(serviceAt(demo, 'checkout-api', frozenNow - 3 * hour).errorRatio * 3)
  })

  test('incidents caused by a change start within 45 minutes of its end', () => {
    const span = { from: frozenNow - 26 * week, to: frozenNow }
    const changes = new Map(demo.changes({ from: span.from - week, to: span.to }).map((c) => [c.id + c.service, c]))
    const caused = demo.incidents(span, frozenNow).filter((i) => i.changeId !== undefined)
    expect(caused.length).toBeGreaterThan(10)
    for (const incident of caused) {
      const change = changes.get(`${incident.changeId}${incident.service}`)
      expect(change?.failed).toBe(true)
      expect(incident.startedAt - (change?.actualEnd ?? 0)).toBeLessThanOrEqual(45 * minute)
    }
  })

  test('the weekly funnel stays in its bounds', () => {
    const alerts = demo.episodes(lastWeek, frozenNow)
    expect(alerts.length).toBeGreaterThan(3500)
    expect(alerts.length).toBeLessThan(4900)
    const events = alerts.reduce((sum, a) => sum + (Math.min(a.endsAt, frozenNow) - a.startedAt) / minute, 0)
    expect(events).toBeGreaterThan(35_000)
    expect(events).toBeLessThan(75_000)
    const weeks = 20
    const incidents = demo.incidents({ from: frozenNow - weeks * week, to: frozenNow }, frozenNow)
    expect(incidents.filter((i) => i.sev < 5).length / weeks).toBeGreaterThan(2)
    expect(incidents.filter((i) => i.sev < 5).length / weeks).toBeLessThan(9)
    expect(incidents.filter((i) => i.sev === 5).length / weeks).toBeGreaterThan(25)
    const noisy = new Set(demo.rules.slice(0, 5).map((r) => r.id))
    const share = alerts.filter((a) => noisy.has(a.rule)).length / alerts.length
    expect(share).toBeGreaterThan(0.45)
    expect(share).toBeLessThan(0.75)
  })

  test('nothing but a planned change lies in the future, and every alert has a service', () => {
    const ids = new Set(demo.services.map((s) => s.id))
    const span = { from: frozenNow - day, to: frozenNow + week }
    for (const e of demo.episodes(span, frozenNow)) {
      expect(e.startedAt).toBeLessThanOrEqual(frozenNow)
      expect(ids.has(e.service)).toBe(true)
    }
    expect(demo.tickets(span, frozenNow).every((t) => t.openedAt <= frozenNow)).toBe(true)
    expect(demo.runs(span, frozenNow).every((r) => r.startedAt <= frozenNow)).toBe(true)
    expect(demo.changes(span).some((c) => c.plannedStart > frozenNow)).toBe(true)
  })

  test('two certificates run out within 14 days', () => {
    const soon = demo.findings(frozenNow).filter((f) => f.kind === 'certificate' && f.dueAt < frozenNow + 14 * day)
    expect(soon).toHaveLength(2)
    expect(demo.findings(frozenNow).filter((f) => f.kind === 'vulnerability' && f.fixedAt > frozenNow).length).toBeGreaterThan(50)
  })

  test('every call between services has numbers, and the failing part is where the incident is', () => {
    const calls = callsAt(demo, frozenNow)
    const worst = calls.toSorted((a, b) => b.errorRatio - a.errorRatio)[0]
    expect(worst?.to).toBe('payment-router')
    expect(calls.filter((c) => c.seen === 'declared').every((c) => c.rate === 0)).toBe(true)
  })
})

describe('clocks of the sites', () => {
  test('offsets follow daylight saving on the day it changes', () => {
    expect(localTime('Europe/Berlin', Date.UTC(2026, 2, 29, 0, 30)).hour).toBe(1.5)
    expect(localTime('Europe/Berlin', Date.UTC(2026, 2, 29, 1, 30)).hour).toBe(3.5)
    expect(localTime('America/New_York', Date.UTC(2026, 10, 1, 5, 30)).hour).toBe(1.5)
    expect(localTime('America/New_York', Date.UTC(2026, 10, 1, 6, 30)).hour).toBe(1.5)
    expect(localTime('Asia/Kolkata', Date.UTC(2026, 0, 1, 0, 0)).hour).toBe(5.5)
    expect(localTime('UTC', frozenNow).weekday).toBe(2)
  })
})
