import { expect, test } from 'vitest'
import { person, tokenWith } from '#tests/support/actors.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import { unshared } from '#server/store/access.ts'

const ada = person('ada', 'viewer')
const root = person('root', 'admin')
const path = '/api/dashboards/board/layer'
const hide = (widget: string) => ({ base: 1, operations: [{ do: 'hide', widget }] })
const write = (rev: number, key: string) => ({ 'if-match': `"${rev}"`, 'idempotency-key': `key-${key}-0123456789` })
const toAda = { ...unshared, owner: 'olga', shares: [{ to: { kind: 'person' as const, id: 'ada' }, as: 'view' as const }] }

test('everybody arranges for themselves: nobody reads or changes another person’s layer, admins included', async () => {
  const world = await createActingWorld()
  await world.share('board', toAda)
  expect((await world.as(ada, 'PUT', path, hide('w1'), write(0, 'a'))).body).toMatchObject({ rev: 1, operations: [{ do: 'hide', widget: 'w1' }], lost: [] })
  expect((await world.as(root, 'GET', path)).body).toMatchObject({ rev: 0, operations: [] })
  expect((await world.as(root, 'PUT', path, hide('w2'), write(0, 'r'))).status).toBe(200)
  expect((await world.as(ada, 'GET', path)).body).toMatchObject({ rev: 1, operations: [{ do: 'hide', widget: 'w1' }] })
  const told = await world.as(root, 'GET', '/api/audit')
  expect(JSON.stringify(told.body)).not.toContain('w1')
})

test('a layer over what somebody may no longer read stays, and is not served until they may again', async () => {
  const world = await createActingWorld()
  await world.share('board', toAda)
  await world.as(ada, 'PUT', path, hide('w1'), write(0, 'a'))
  await world.store.access.saveDashboard({ id: 'board', rev: 1, rights: { ...toAda, shares: [] } })
  expect((await world.as(ada, 'GET', path)).status).toBe(404)
  expect((await world.as(ada, 'PUT', path, hide('w2'), write(1, 'b'))).status).toBe(404)
  await world.store.access.saveDashboard({ id: 'board', rev: 2, rights: toAda })
  expect((await world.as(ada, 'GET', path)).body).toMatchObject({ rev: 1, operations: [{ do: 'hide', widget: 'w1' }] })
})

test('two devices: the later save over an old revision is stale, the same save again is not', async () => {
  const world = await createActingWorld()
  await world.share('board', toAda)
  const first = await world.as(ada, 'PUT', path, hide('w1'), write(0, 'a'))
  expect((await world.as(ada, 'PUT', path, hide('w2'), write(0, 'b'))).body).toMatchObject({ code: 'stale' })
  expect((await world.as(ada, 'PUT', path, hide('w1'), write(0, 'a'))).body).toEqual(first.body)
  expect((await world.as(ada, 'PUT', path, hide('w3'), write(0, 'a'))).body).toMatchObject({ code: 'key_reused' })
  expect((await world.as(ada, 'DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(200)
  expect((await world.as(ada, 'GET', path)).body).toMatchObject({ rev: 2, operations: [] })
})

test('a thousand operations about one thing are kept as one, too many things are refused, and a token arranges nothing', async () => {
  const world = await createActingWorld()
  await world.share('board', toAda)
  const fold = Array.from({ length: 500 }, (_, i) => ({ do: 'fold', section: 'main', folded: i % 2 === 0 }))
  expect((await world.as(ada, 'PUT', path, { base: 1, operations: fold }, write(0, 'a'))).body).toMatchObject({
    operations: [{ do: 'fold', section: 'main', folded: false }],
  })
  const many = Array.from({ length: 601 }, (_, i) => ({ do: 'hide', widget: `w${i}` }))
  expect((await world.as(ada, 'PUT', path, { base: 1, operations: many }, write(1, 'b'))).body).toMatchObject({ code: 'invalid' })
  expect((await world.as(tokenWith('t', 'dashboards:read', 'dashboards:write'), 'GET', path)).status).toBe(403)
})

test('only the person’s own other tabs hear of it', async () => {
  const world = await createActingWorld()
  await world.share('board', toAda)
  const { cursor } = (await world.as(ada, 'GET', '/api/changes')).body as { readonly cursor: string }
  await world.as(ada, 'PUT', path, hide('w1'), write(0, 'a'))
  const heard = async (by: typeof ada) => ((await world.as(by, 'GET', `/api/changes?after=${cursor}`)).body as { readonly changes: unknown }).changes
  expect(await heard(ada)).toMatchObject([{ topic: 'layer', id: 'ada/board', rev: 1 }])
  expect(await heard(root)).toEqual([])
})

test('a person lands where they chose, and may only choose what they may read; admins choose for the organisation', async () => {
  const world = createPeopleWorld()
  const admin = await world.setUp()
  const made = await admin.send(
    'POST',
    '/api/dashboards',
    { doc: { v: 1, title: 'Mine', sections: [{ id: 'm', title: '', widgets: [], layouts: { desktop: [] } }], time: { range: { from: 'now-1h', to: 'now' } } } },
    { 'idempotency-key': 'key-0123456789' },
  )
  const id = String(made.body['id'])
  expect((await admin.send('PUT', '/api/me', { landing: id })).body).toMatchObject({ landing: id })
  expect((await admin.send('PUT', '/api/me', { landing: 'nowhere' })).status).toBe(404)
  expect((await admin.send('PUT', '/api/me', { landing: null })).body).toMatchObject({ landing: null })
  expect((await admin.send('PUT', '/api/organisation', { landing: id })).body).toEqual({ landing: id })
  expect((await admin.send('GET', '/api/organisation')).body).toEqual({ landing: id })
})
