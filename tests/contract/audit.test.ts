import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AuditEntry } from '#contract/audit.ts'
import { nobody } from '#core/policy/actor.ts'
import { createAudit } from '#server/audit/audit.ts'
import { checkChain } from '#server/audit/chain.ts'
import { systemClock } from '#server/memory-ports.ts'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { unshared } from '#server/store/access.ts'
import type { AuditDraft } from '#server/store/trail.ts'
import { webCrypto } from '#server/web-crypto.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import { person } from '#tests/support/actors.ts'
import { emptyDoc } from '#tests/support/api-world.ts'
import { silentLog } from '#tests/support/faults.ts'

const admin = person('ada', 'admin')
const ann = person('ann', 'editor', { capabilities: new Set(['dashboards.share']) })
const auditor = person('tom', 'viewer', { capabilities: new Set(['audit.read']) })
const write = (n: number) => ({ 'idempotency-key': `key-${n}-0123456789` })
const linesOf = (body: unknown) => (body as { entries: readonly AuditEntry[] }).entries

describe('the audit of an API', () => {
  test('every change leaves a line with who, what, on what and from where, and no document', async () => {
    const world = await createActingWorld()
    const { body } = await world.as(ann, 'POST', '/api/dashboards', { doc: { ...emptyDoc, title: 'Payments' } }, write(1))
    const { id } = body as { id: string }
    await world.as(ann, 'PUT', `/api/dashboards/${id}`, { doc: { ...emptyDoc, description: 'hush-hush' } }, { 'if-match': '"1"', ...write(2) })
    const shares = [{ to: { kind: 'team', id: 'pay' }, as: 'view' }]
    await world.as(ann, 'PUT', `/api/dashboards/${id}/access`, { shares, template: null }, { 'if-match': '"1"' })
    await world.as(admin, 'PUT', '/api/sources/one/access', { grants: [{ to: { kind: 'everyone' } }] }, { 'if-match': '"0"' })
    await world.as(ann, 'DELETE', `/api/dashboards/${id}`, undefined, { 'if-match': '"2"' })
    const entries = linesOf((await world.as(auditor, 'GET', '/api/audit')).body)
    expect(entries.map((e) => [e.actor.id, e.action, e.object, e.result])).toEqual([
      ['ann', 'dashboard.remove', `dashboard:${id}`, 'done'],
      ['ada', 'source.grant', 'source:one', 'done'],
      ['ann', 'dashboard.share', `dashboard:${id}`, 'done'],
      ['ann', 'dashboard.save', `dashboard:${id}`, 'done'],
      ['ann', 'dashboard.create', `dashboard:${id}`, 'done'],
    ])
    expect(entries[2]).toMatchObject({ network: '10.1.2.0/24', detail: { added: ['team:pay view'], removed: [] } })
    expect(new Set(entries.map((e) => e.requestId)).size).toBe(5)
    expect(JSON.stringify(entries)).not.toContain('hush')
  })

  test('every refusal leaves a line, at the door and at an object; repeated ones are counted', async () => {
    const world = await createActingWorld()
    await world.share('d', { ...unshared, shares: [{ to: { kind: 'everyone' }, as: 'view' }] })
    await world.as(nobody, 'GET', '/api/dashboards')
    await world.as(ann, 'GET', '/api/people?token=hush')
    for (let i = 0; i < 5; i++) await world.as(ann, 'DELETE', '/api/dashboards/d', undefined, { 'if-match': '"1"' })
    await world.api.tick(world.ports.clock.now())
    const entries = linesOf((await world.as(auditor, 'GET', '/api/audit?action=refused')).body)
    expect(entries.map((e) => [e.actor.kind, e.actor.id, e.action, e.object, e.result, e.detail])).toEqual([
      ['person', 'ann', 'refused.removeDashboard', '/api/dashboards/d', 'refused', { code: 'forbidden', again: 4 }],
      ['person', 'ann', 'refused.removeDashboard', '/api/dashboards/d', 'refused', { code: 'forbidden' }],
      ['person', 'ann', 'refused.listPeople', '/api/people', 'refused', { code: 'forbidden' }],
      ['nobody', '', 'refused.listDashboards', '/api/dashboards', 'refused', { code: 'unauthenticated' }],
    ])
  })

  test('a flood of different refusals cannot flood the audit', async () => {
    const world = await createActingWorld()
    for (let i = 0; i < 700; i++) await world.as(nobody, 'GET', `/api/dashboards/d${i}`)
    await world.api.tick(world.ports.clock.now())
    const entries = linesOf((await world.as(auditor, 'GET', '/api/audit?limit=1000')).body)
    expect(entries).toHaveLength(501)
    expect(entries[0]).toMatchObject({ action: 'refused.many', detail: { again: 200 } })
  })

  test('it is found by who, also by name, sealed in the beat of the server, and exported whole as JSON lines', async () => {
    const world = await createActingWorld()
    for (let i = 0; i < 3; i++) await world.as(i === 1 ? admin : ann, 'POST', '/api/dashboards', { doc: emptyDoc }, write(i))
    await world.api.tick(world.ports.clock.now())
    const found = await world.as(auditor, 'GET', '/api/audit?actor=ADA&limit=1')
    expect(linesOf(found.body).map((e) => e.actor.id)).toEqual(['ada'])
    expect(found.body).toMatchObject({ chain: { whole: true, sealed: 3, brokenAt: null } })
    const response = await world.api.fetch(new Request('http://localhost/api/audit/export?actor=ann', { headers: { 'x-actor': 'person:tom' } }))
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => AuditEntry.parse(JSON.parse(line)))
    expect(lines.map((e) => [e.actor.id, e.action])).toEqual([
      ['ann', 'dashboard.create'],
      ['ann', 'dashboard.create'],
    ])
    expect(response.headers.get('content-disposition')).toContain('attachment')
    // That it was taken out is itself recorded.
    expect(linesOf((await world.as(auditor, 'GET', '/api/audit?action=audit.export')).body)).toMatchObject([{ actor: { id: 'tom' }, detail: { actor: 'ann' } }])
  })
})

describe('a chain somebody tampered with', () => {
  let folder: string
  const draft = (n: number): AuditDraft => ({
    at: n,
    actor: { kind: 'person', id: 'p1', name: 'Ada' },
    action: `a${n}`,
    object: 'o',
    result: 'done',
    network: '',
    requestId: `r${n}`,
    detail: {},
  })

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeport-audit-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Five sealed lines, then whatever SQL somebody with access to the file runs. */
  async function after(tampering: string) {
    const first = await openSqliteStore({ folder, log: silentLog })
    for (let n = 1; n <= 5; n++) await first.trail.write({ audit: draft(n) })
    await createAudit({ store: first, crypto: webCrypto, clock: systemClock }).seal()
    await first.close()
    const file = new DatabaseSync(join(folder, 'homeport.sqlite'))
    file.exec(tampering)
    file.close()
    const again = await openSqliteStore({ folder, log: silentLog })
    const state = await checkChain({ store: again, crypto: webCrypto })
    await again.close()
    return state
  }

  const tamperings: readonly (readonly [string, string, number | null])[] = [
    ['nothing', 'select 1', null],
    ['a line that says something else', `update audit set line = replace(line, '"a3"', '"x"') where seq = 3`, 3],
    ['another time', `update audit set line = replace(line, '"at":2', '"at":9') where seq = 2`, 2],
    ['a line taken out', 'delete from audit where seq = 2', 3],
    ['the first line taken out', 'delete from audit where seq = 1', 2],
    ['the last line taken out', 'delete from audit where seq = 5', 4],
    [
      'two lines in each other’s place',
      'update audit set place = case seq when 2 then 103 when 3 then 102 else place end; update audit set place = place - 100 where place > 100',
      3,
    ],
    ['a hash made up', `update audit set hash = '00' where seq = 4`, 4],
    [
      'a line put in',
      `insert into audit (seq, at, actor, action, object, line, place, hash) values (9, 1, 'x', 'x', 'x', '{}', 6, '00'); update facts set value = '6 00' where name = 'audit.head'`,
      9,
    ],
    ['everything taken out', 'delete from audit', 0],
  ]
  for (const [what, tampering, brokenAt] of tamperings) {
    test(`${what}: ${brokenAt === null ? 'whole' : `broken at ${brokenAt}`}`, async () => {
      expect(await after(tampering)).toMatchObject({ whole: brokenAt === null, brokenAt })
    })
  }
})
