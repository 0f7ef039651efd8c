import { expect, test } from 'vitest'
import type { Dashboard, DashboardRecord, DashboardSummary } from '#contract/dashboard.ts'
import { merge } from '#core/dashboard/merge.ts'
import { widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { unshared } from '#server/store/access.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import type { ActingWorld } from '#tests/support/acting-world.ts'
import { person, tokenWith } from '#tests/support/actors.ts'
import { emptyDoc } from '#tests/support/api-world.ts'
import { widget } from '#tests/support/dashboards.ts'

/** Parts of a dashboard that are for certain people only, through the whole API. */

const olga = person('olga', 'editor')
const sam = person('sam', 'viewer', { roles: ['sre'] })
const vera = person('vera', 'viewer')
const everyone = { to: { kind: 'everyone' as const }, as: 'view' as const }
const rights = { ...unshared, owner: 'olga', shares: [everyone] }
const write = (n: number) => ({ 'idempotency-key': `key-${n}-0123456789` })
const at = (id: string, y: number) => ({ id, x: 0, y, w: 4, h: 4 })

// A document of the contract, written out.
const ruled = {
  ...emptyDoc,
  title: 'Ops',
  sections: [
    {
      id: 's',
      title: '',
      widgets: [widget('a', 'Open'), { ...widget('b', 'Hidden'), visibleTo: { roles: ['sre'] } }, widget('c', 'Below')],
      layouts: { desktop: [at('a', 0), at('b', 4), at('c', 8)] },
    },
    { id: 't', title: 'For pay', widgets: [widget('d', 'Paid')], layouts: { desktop: [at('d', 0)] }, visibleTo: { teams: ['pay'] } },
  ],
} as unknown as Dashboard

async function withRuled(): Promise<ActingWorld> {
  const world = await createActingWorld()
  await world.store.dashboards.create({ id: 'd', doc: ruled, at: 1, origin: 'own', rights })
  return world
}
const docOf = (body: unknown): Dashboard => (body as DashboardRecord).doc
const read = async (world: ActingWorld, actor: typeof olga): Promise<Dashboard> => docOf((await world.as(actor, 'GET', '/api/dashboards/d')).body)
const titles = (doc: Dashboard): readonly string[] => widgetsOf(doc).map((w) => w.title)

test('a reader gets what is for them, closed up; whoever may edit gets all of it', async () => {
  const world = await withRuled()
  expect(await read(world, olga)).toEqual(ruled)
  expect(await read(world, person('ada', 'admin'))).toEqual(ruled)
  const seen = await read(world, vera)
  expect([titles(seen), seen.partial, seen.sections.map((s) => s.id)]).toEqual([['Open', 'Below'], true, ['s']])
  expect(seen.sections[0]?.layouts.desktop).toEqual([at('a', 0), at('c', 4)])
  expect(titles(await read(world, sam))).toEqual(['Open', 'Hidden', 'Below'])
  expect(titles(await read(world, person('pia', 'viewer', { teams: ['pay'] })))).toEqual(['Open', 'Below', 'Paid'])
})

test('a token is a reader like any other, whatever its scopes, unless the dashboard is shared to edit', async () => {
  const world = await withRuled()
  const token = tokenWith('t', 'dashboards:read', 'dashboards:write')
  expect(titles(await read(world, token))).toEqual(['Open', 'Below'])
  await world.store.access.saveDashboard({ id: 'd', rev: 1, rights: { ...rights, shares: [{ ...everyone, as: 'edit' }] } })
  expect(titles(await read(world, token))).toHaveLength(4)
})

test('the list counts the widgets each reader sees', async () => {
  const world = await withRuled()
  const counted = async (actor: typeof olga): Promise<number | undefined> =>
    ((await world.as(actor, 'GET', '/api/dashboards')).body as readonly DashboardSummary[]).find(({ id }) => id === 'd')?.widgets
  expect([await counted(olga), await counted(vera), await counted(sam)]).toEqual([4, 2, 3])
})

test('history is for those who see everything', async () => {
  const world = await withRuled()
  for (const path of ['/api/dashboards/d/revisions', '/api/dashboards/d/revisions/1']) {
    expect((await world.as(sam, 'GET', path)).status).toBe(403)
    expect((await world.as(olga, 'GET', path)).status).toBe(200)
  }
})

test('a save made from a part is refused until it is brought together with the rest, and then nothing is lost', async () => {
  const world = await withRuled()
  const ben = person('ben', 'editor')
  const seen = await read(world, ben)
  const mine = { ...seen, title: 'Renamed', sections: seen.sections.map((s) => ({ ...s, widgets: s.widgets.map((w) => ({ ...w, title: `${w.title}!` })) })) }
  const save = async (doc: Dashboard, n: number) => world.as(ben, 'PUT', '/api/dashboards/d', { doc }, { 'if-match': '"1"', ...write(n) })
  expect((await save(mine, 1)).status).toBe(403)
  // Now they may edit. The revision of the document is the same, and what they have is still a part.
  await world.store.access.saveDashboard({ id: 'd', rev: 1, rights: { ...rights, shares: [everyone, { to: { kind: 'person', id: 'ben' }, as: 'edit' }] } })
  expect(await save(mine, 2)).toMatchObject({ status: 412, body: { code: 'stale' } })
  expect(await read(world, olga)).toEqual(ruled)
  const { doc, conflicts } = merge(seen, mine, await read(world, ben))
  expect(conflicts).toEqual([])
  const saved = await save(doc, 3)
  expect(saved.status).toBe(200)
  expect(titles(docOf(saved.body))).toEqual(['Open!', 'Hidden', 'Below!', 'Paid'])
  const kept = await read(world, olga)
  expect(kept.partial).toBe(undefined)
  expect([widgetNamed(kept, 'b'), kept.sections[1]]).toEqual([widgetNamed(ruled, 'b'), ruled.sections[1]])
})

test('an older revision is restored with its hidden parts and their rules', async () => {
  const world = await withRuled()
  const bare = { ...ruled, sections: [{ ...ruled.sections[0]!, widgets: [widget('a', 'Open')], layouts: { desktop: [at('a', 0)] } }] }
  await world.as(olga, 'PUT', '/api/dashboards/d', { doc: bare }, { 'if-match': '"1"', ...write(1) })
  const old = docOf((await world.as(olga, 'GET', '/api/dashboards/d/revisions/1')).body)
  const restored = await world.as(olga, 'PUT', '/api/dashboards/d', { doc: old }, { 'if-match': '"2"', ...write(2) })
  expect(docOf(restored.body)).toEqual(ruled)
  expect(titles(await read(world, vera))).toEqual(['Open', 'Below'])
})

test('a reader’s copy is whole, holds what they saw and narrows it as before', async () => {
  const world = await withRuled()
  const copier = person('cleo', 'editor', { roles: ['sre'] })
  const { body } = await world.as(copier, 'POST', '/api/dashboards', { doc: await read(world, copier) }, write(1))
  const copy = docOf(body)
  expect([titles(copy), copy.partial, widgetNamed(copy, 'b')?.visibleTo]).toEqual([['Open', 'Hidden', 'Below'], undefined, { roles: ['sre'] }])
  const { id } = body as DashboardRecord
  await world.store.access.saveDashboard({ id, rev: 1, rights: { ...unshared, owner: 'cleo', shares: [everyone] } })
  expect(titles(docOf((await world.as(vera, 'GET', `/api/dashboards/${id}`)).body))).toEqual(['Open', 'Below'])
  // Theirs to save from now on.
  expect((await world.as(copier, 'PUT', `/api/dashboards/${id}`, { doc: copy }, { 'if-match': '"1"', ...write(2) })).status).toBe(200)
})

test('who may no longer edit gets no answer of an earlier save again', async () => {
  const world = await withRuled()
  const shares = [everyone, { to: { kind: 'person' as const, id: 'ben' }, as: 'edit' as const }]
  await world.store.access.saveDashboard({ id: 'd', rev: 1, rights: { ...rights, shares } })
  const ben = person('ben', 'editor')
  const again = () => world.as(ben, 'PUT', '/api/dashboards/d', { doc: ruled }, { 'if-match': '"1"', ...write(9) })
  expect((await again()).status).toBe(200)
  await world.store.access.saveDashboard({ id: 'd', rev: 2, rights })
  const { status, body } = await again()
  expect([status, JSON.stringify(body).includes('Hidden')]).toEqual([403, false])
})

test('what happened to a hidden part is told by the name of the dashboard only', async () => {
  const world = await withRuled()
  const { body: begin } = await world.as(vera, 'GET', '/api/changes')
  const doc = { ...ruled, sections: ruled.sections.map((s) => ({ ...s, widgets: s.widgets.map((w) => ({ ...w, title: 'PlantedTitle' })) })) }
  await world.as(olga, 'PUT', '/api/dashboards/d', { doc }, { 'if-match': '"1"', ...write(1) })
  const { cursor } = begin as { readonly cursor: string }
  const { body } = await world.as(vera, 'GET', `/api/changes?after=${encodeURIComponent(cursor)}`)
  expect(JSON.stringify(body)).not.toContain('PlantedTitle')
})

test('a rule somebody saves that this version cannot read hides instead of showing', async () => {
  const world = await withRuled()
  const doc = { ...ruled, sections: [{ ...ruled.sections[0]!, visibleTo: { shifts: ['night'] } }] } as Dashboard
  expect((await world.as(olga, 'PUT', '/api/dashboards/d', { doc }, { 'if-match': '"1"', ...write(1) })).status).toBe(200)
  expect((await read(world, olga)).sections[0]?.visibleTo).toEqual({ shifts: ['night'] })
  for (const actor of [vera, sam]) expect(titles(await read(world, actor))).toEqual([])
  const bad = { ...ruled, sections: [{ ...ruled.sections[0]!, visibleTo: { roles: 'sre' } }] }
  expect(await world.as(olga, 'PUT', '/api/dashboards/d', { doc: bad }, { 'if-match': '"2"', ...write(2) })).toMatchObject({
    status: 400,
    body: { code: 'invalid', field: 'doc.sections.0.visibleTo.roles' },
  })
})
