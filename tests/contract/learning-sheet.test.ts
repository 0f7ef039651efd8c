import { expect, test } from 'vitest'
import type { LearningSheet } from '#contract/learning-sheet.ts'
import { api } from '#contract/api.ts'
import { rules } from '#core/policy/rules.ts'
import type { Rule } from '#core/policy/rules.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'

async function world() {
  const it = createPeopleWorld()
  const ada = await it.setUp()
  const sheet = (await ada.send('GET', '/api/learned/sheet')).body as unknown as LearningSheet // the laws of endpoints prove its form
  return { ...it, ada, sheet }
}

test('the sheet names every field that is stored of somebody, and none that is not', async () => {
  const { ada, sheet } = await world()
  await ada.send('PUT', '/api/learned', { noticed: true })
  const minute = Math.floor(1_800_000_000_000 / 60_000)
  const signal = {
    id: 'signal-0001',
    kind: 'switch',
    item: 'page:sources',
    from: 'page:dashboards',
    via: 'navigation',
    minute,
    step: 'a',
    view: 'grid',
    shape: 'series',
  }
  await ada.send('POST', '/api/signals', { signals: [signal] })
  const { inWords: _, signals, settings, ...row } = (await ada.send('GET', '/api/learned/export')).body as Record<string, unknown>
  const kept = [...Object.keys(row), ...Object.keys(settings as object).map((name) => `settings.${name}`)]
  expect(sheet.person.map((it) => it.field).toSorted()).toEqual(kept.toSorted())
  expect(sheet.signal.map((it) => it.field).toSorted()).toEqual(Object.keys((signals as readonly object[])[0] ?? {}).toSorted())
  expect(sheet.signal.filter((it) => it.required).map((it) => it.field)).toEqual(['id', 'kind', 'item', 'via', 'minute'])
})

test('the sheet names every address of learning and nobody but oneself gets at what is one’s own', async () => {
  const { sheet } = await world()
  const named = new Set(sheet.access.map((it) => it.endpoint))
  const ofLearning = Object.values(api).filter(({ path }) => /^\/api\/(learned|signals|strip|proposal|stays|kept-queries|roles\/:id\/(seeds|paths))/.test(path))
  expect(ofLearning.map((it) => it.name).filter((name) => !named.has(name))).toEqual([])
  for (const { endpoint, shows, path } of sheet.access) {
    const rule: Rule = rules[endpoint as keyof typeof rules]
    // What is one's own has no place for anybody else's name, and no token gets at it.
    if (shows === 'self') expect([path, rule.who, rule.scope]).toEqual([path.replace(/:(?!id\b)\w+/, ''), 'signedIn', undefined])
    if (shows === 'self' && path.includes(':id')) expect(path).toMatch(/^\/api\/(?:proposal|stays|kept-queries)\/:id$/)
    if (shows === 'order') expect(rule.who).toBe('capability')
  }
})

test('the days on the sheet are those the server keeps to', async () => {
  const { ada, sheet, clock, store, api: server } = await world()
  await ada.send('PUT', '/api/learned', { noticed: true })
  const now = clock.now()
  await ada.send('POST', '/api/signals', {
    signals: [{ id: 'signal-0001', kind: 'open', item: 'page:sources', via: 'navigation', minute: Math.floor(now / 60_000) }],
  })
  const [person = expect.unreachable()] = await store.learning.people()
  const { key } = (await store.learning.find(person)) ?? expect.unreachable()
  const count = async (): Promise<number> => (await store.learning.signals(key, 0)).length
  await clock.advance(sheet.retention.signalsDays * 86_400_000 - 3_600_000)
  await server.tick(clock.now())
  expect(await count()).toBe(1)
  await clock.advance(3 * 3_600_000)
  await server.tick(clock.now())
  expect(await count()).toBe(0)
})
