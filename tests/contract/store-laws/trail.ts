import { expect, test } from 'vitest'
import type { SourceConfig } from '#contract/source.ts'
import { ServerFault } from '#server/fault.ts'
import type { Store } from '#server/store/store.ts'
import type { AuditDraft, Trail } from '#server/store/trail.ts'
import { dashboard, observation, t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const source = (id: string): SourceConfig => ({ id, kind: 'prometheus', name: id, config: {} })

const draft = (action: string): AuditDraft => ({
  at: t0,
  actor: { kind: 'person', id: 'p1', name: 'Ada' },
  action,
  object: 'dashboard:a',
  result: 'done',
  network: '10.0.0.0/24',
  requestId: 'r1',
  detail: { widgets: 3 },
})

const trail = (id: string, rev?: number): Trail => ({
  audit: draft('dashboard.save'),
  changes: [{ topic: 'dashboard', id, ...(rev !== undefined && { rev }) }],
})

const names = async (store: Store, after: string): Promise<readonly string[]> =>
  (await store.outbox.read(after, 1000)).changes.map((c) => `${c.topic} ${c.id}${c.rev === undefined ? '' : ` ${c.rev}`}`)

const head = async (store: Store): Promise<string> => (await store.outbox.read(undefined, 10)).cursor

export function trailLaws(subject: Subject): void {
  test('every change leaves its trail, in the order of the changes', async () => {
    const store = subject.store()
    const start = await head(store)
    await store.dashboards.create({ id: 'a', doc: dashboard('A'), at: t0, origin: 'own' }, trail('a', 1))
    await store.dashboards.save({ id: 'a', rev: 1, doc: dashboard('A2'), at: t0 }, trail('a', 2))
    await store.dashboards.remove({ id: 'a', rev: 2, at: t0 }, trail('a'))
    await store.dashboards.removeByOrigin('demo', { changes: [{ topic: 'demo', id: '' }] })
    const { rev } = await store.sources.create(source('s'), 'ui', t0, undefined, { changes: [{ topic: 'source', id: 's' }] })
    await store.sources.save(source('s'), rev, t0, undefined, { changes: [{ topic: 'source', id: 's', rev: 2 }] })
    await store.sources.remove('s', rev + 1, { changes: [{ topic: 'source', id: 's' }] })
    await store.observations.put([observation({ id: 'o' })], { changes: [{ topic: 'observation', id: 'events' }] })
    await store.observations.removeBySource('events', { changes: [{ topic: 'observation', id: 'events' }] })
    await store.facts.write('f', '1', { changes: [{ topic: 'role', id: '' }] })
    await store.trail.write({ audit: draft('session.begin'), changes: [{ topic: 'session', id: 'p1' }] })
    expect(await names(store, start)).toEqual([
      'dashboard a 1',
      'dashboard a 2',
      'dashboard a',
      'demo ',
      'source s',
      'source s 2',
      'source s',
      'observation events',
      'observation events',
      'role ',
      'session p1',
    ])
  })

  test('a change that is refused leaves neither itself nor a trail', async () => {
    const store = subject.store()
    await store.dashboards.create({ id: 'a', doc: dashboard('A'), at: t0, origin: 'own' })
    const { rev } = await store.sources.create(source('s'), 'ui', t0)
    const start = await head(store)
    const refused = [
      () => store.dashboards.create({ id: 'a', doc: dashboard('B'), at: t0, origin: 'own' }, trail('a')),
      () => store.dashboards.save({ id: 'a', rev: 7, doc: dashboard('B'), at: t0 }, trail('a')),
      () => store.dashboards.remove({ id: 'a', rev: 7, at: t0 }, trail('a')),
      () => store.sources.create(source('s'), 'ui', t0, undefined, trail('s')),
      () => store.sources.save(source('s'), rev + 1, t0, undefined, trail('s')),
      () => store.sources.remove('s', rev + 1, trail('s')),
    ]
    for (const act of refused) await expect(act()).rejects.toBeInstanceOf(ServerFault)
    expect(await names(store, start)).toEqual([])
    expect((await store.dashboards.read('a')).doc.title).toBe('A')
  })

  test('a write that is sent again under its key leaves one trail', async () => {
    const store = subject.store()
    const start = await head(store)
    const write = { key: 'k', bodyHash: 'h' }
    for (let i = 0; i < 3; i++) await store.dashboards.create({ id: 'a', doc: dashboard('A'), at: t0, origin: 'own', write }, trail('a', 1))
    expect(await names(store, start)).toEqual(['dashboard a 1'])
  })

  test('reading goes on from where it stopped, page by page, and survives the store being opened again', async () => {
    const store = subject.store()
    let cursor = await head(store)
    for (let i = 0; i < 5; i++) await store.trail.write({ changes: [{ topic: 'dashboard', id: `d${i}` }] })
    const again = await subject.reopen()
    await again.trail.write({ changes: [{ topic: 'dashboard', id: 'd5' }] })
    const seen: string[] = []
    for (let more = true; more;) {
      const page = await again.outbox.read(cursor, 2)
      expect(page.reset).toBe(false)
      seen.push(...page.changes.map((c) => c.id))
      ;({ cursor, more } = page)
    }
    expect(seen).toEqual(['d0', 'd1', 'd2', 'd3', 'd4', 'd5'])
    expect(await again.outbox.read(cursor, 2)).toEqual({ changes: [], cursor, reset: false, more: false })
  })

  test('a cursor that is too old, from elsewhere or no cursor at all begins anew at the newest row', async () => {
    const store = subject.store()
    const old = await head(store)
    for (let i = 0; i < 3; i++) await store.trail.write({ changes: [{ topic: 'dashboard', id: `d${i}` }] })
    await store.outbox.prune(0)
    const newest = await head(store)
    for (const cursor of [old, '999999999999.999999999', 'nonsense', '', '1.1.1', '-1.5']) {
      expect([cursor, await store.outbox.read(cursor, 10)]).toEqual([cursor, { changes: [], cursor: newest, reset: true, more: false }])
    }
    await store.trail.write({ changes: [{ topic: 'dashboard', id: 'after' }] })
    expect(await names(store, newest)).toEqual(['dashboard after'])
  })

  test('a reader is told how far behind it is, and how old what it has not read is', async () => {
    const store = subject.store()
    const start = await head(store)
    expect(await store.outbox.behind(start)).toEqual({ rows: 0, ageMs: 0, readableMs: 0 })
    const began = Date.now()
    for (let i = 0; i < 3; i++) await store.trail.write({ changes: [{ topic: 'dashboard', id: `d${i}` }] })
    await new Promise((later) => setTimeout(later, 120))
    const behind = await store.outbox.behind(start)
    expect(behind.rows).toBe(3)
    expect(behind.ageMs).toBeGreaterThanOrEqual(100)
    expect(behind.ageMs).toBeLessThanOrEqual(Date.now() - began + 50)
    expect(behind.readableMs).toBeGreaterThanOrEqual(100)
    const { cursor } = await store.outbox.read(start, 2)
    expect((await store.outbox.behind(cursor)).rows).toBe(1)
    expect(await store.outbox.behind(await head(store))).toEqual({ rows: 0, ageMs: 0, readableMs: 0 })
    expect(await store.outbox.behind('nonsense')).toEqual({ rows: 0, ageMs: 0, readableMs: 0 })
  })

  test('what is younger is kept when older is forgotten', async () => {
    const store = subject.store()
    const start = await head(store)
    await store.trail.write({ changes: [{ topic: 'dashboard', id: 'd' }] })
    await store.outbox.prune(3_600_000)
    expect(await names(store, start)).toEqual(['dashboard d'])
  })

  test('many writers at once: a reader that follows them hears every change once', async () => {
    const store = subject.store()
    let cursor = await head(store)
    const seen: string[] = []
    let writing = true
    const follow = async (): Promise<void> => {
      for (let last = false; ;) {
        const page = await store.outbox.read(cursor, 7)
        seen.push(...page.changes.map((c) => c.id))
        cursor = page.cursor
        if (page.changes.length > 0) continue
        if (last) return
        last = !writing
      }
    }
    const reader = follow()
    const write = async (writer: number): Promise<void> => {
      for (let i = 0; i < 20; i++) await store.trail.write({ changes: [{ topic: 'dashboard', id: `${writer}-${i}` }] })
    }
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)))
    writing = false
    await reader
    expect(seen).toHaveLength(160)
    expect(new Set(seen).size).toBe(160)
  })

  test('a hint comes with own changes, not with refused ones, until it is no longer wanted', async () => {
    const store = subject.store()
    let hints = 0
    const stop = store.outbox.onHint(() => hints++)
    await store.dashboards.create({ id: 'a', doc: dashboard('A'), at: t0, origin: 'own' }, trail('a'))
    expect(hints).toBeGreaterThan(0)
    stop()
    const before = hints
    await store.trail.write({ changes: [{ topic: 'dashboard', id: 'a' }] })
    expect(hints).toBe(before)
  })
}
