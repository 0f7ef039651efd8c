import { expect, test } from 'vitest'
import { createPeopleWorld } from '#tests/support/people-world.ts'

const minute = 60_000
const fresh = 'a new and rare sentence'

test('a code lets one person in once, who then sets a password without the one they forgot', async () => {
  const world = createPeopleWorld()
  await world.setUp()
  await world.clock.advance(2 * minute)
  const code = await world.api.accounts.resetCode('Ada.Sample')
  expect(code).toBeDefined()
  const browser = world.browser()
  const entered = await browser.send('POST', '/api/door/setup', { code })
  expect(entered).toMatchObject({ status: 200, body: { login: 'ada.sample', via: 'setup', hasPassword: true } })
  expect((await world.browser().send('POST', '/api/door/setup', { code })).status).toBe(403)
  expect((await browser.send('PUT', '/api/me/password', { next: fresh })).status).toBe(200)
  const again = world.browser()
  expect((await again.send('POST', '/api/door/sign-in', { login: 'ada.sample', password: fresh })).status).toBe(200)
  // Now it is a password like any other.
  expect((await again.send('PUT', '/api/me/password', { next: 'yet another rare sentence' })).body).toMatchObject({ code: 'invalid', field: 'current' })
  const { body } = await again.send('GET', '/api/audit')
  expect(body).toMatchObject({
    entries: expect.arrayContaining([expect.objectContaining({ action: 'person.resetCode', actor: expect.objectContaining({ kind: 'system' }) })]),
  })
})

test('a code ends after half an hour, is replaced by the next, and there is none for who may not come in', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const enter = async (code: string | undefined) => (await world.browser().send('POST', '/api/door/setup', { code })).status
  const first = await world.api.accounts.resetCode('ada.sample')
  const second = await world.api.accounts.resetCode('ada.sample')
  expect(await enter(first)).toBe(403)
  await world.clock.advance(30 * minute)
  expect(await enter(second)).toBe(403)
  expect(await world.api.accounts.resetCode('nobody')).toBeUndefined()
  await world.browser().send('POST', '/api/door/sign-in', { login: 'ada.sample', password: 'a long and rare sentence' })
  await ada.send('POST', '/api/me/proof', { password: 'a long and rare sentence' })
  const bob = (await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password: 'another rare sentence', roles: [] })).body
  const his = await world.api.accounts.resetCode('bob')
  expect((await ada.send('PUT', `/api/people/${String(bob['id'])}`, { disabled: true }, { 'if-match': '"1"' })).status).toBe(200)
  expect([await enter(his), await world.api.accounts.resetCode('bob')]).toEqual([403, undefined])
  expect(await createPeopleWorld({ door: { local: false } }, { store: world.store }).api.accounts.resetCode('ada.sample')).toBeUndefined()
})

test('who came in with a code long ago is asked for the password they have', async () => {
  const world = createPeopleWorld()
  await world.setUp()
  const browser = world.browser()
  await browser.send('POST', '/api/door/setup', { code: await world.api.accounts.resetCode('ada.sample') })
  await world.clock.advance(6 * minute)
  expect((await browser.send('PUT', '/api/me/password', { next: fresh })).body).toMatchObject({ code: 'invalid', field: 'current' })
})
