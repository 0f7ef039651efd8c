import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { createDashboard, readDashboard, saveDashboard } from '#contract/dashboard.ts'
import { merge } from '#core/dashboard/merge.ts'
import { widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { createWorld } from '#tests/support/api-world.ts'
import { widget } from '#tests/support/dashboards.ts'
import { ApiFault } from '../../api/api-fault.ts'
import { call, newKey } from '../../api/call.ts'
import { changesOf, newDraft } from './draft.ts'
import { browserKeep } from './keep.ts'
import { readDraft } from './read-draft.ts'
import { createSession } from './session.ts'
import type { EditSession, SessionPorts } from './session.ts'
import type { Tabs, TabWord } from './tabs.ts'

const aKey = crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
const testKeep = () => browserKeep(`test-${newKey()}`, { person: 'ada', keys: async () => [await aKey] })

/** Tabs of one browser that hear each other at once and take turns as the lock says. */
function createBrowser() {
  const listeners = new Map<symbol, Set<(word: TabWord) => void>>()
  const turns = new Map<string, Promise<unknown>>()
  const tab = (): Tabs => {
    const me = Symbol('tab')
    listeners.set(me, new Set())
    return {
      tell: (word) => listeners.forEach((set, who) => who !== me && set.forEach((hear) => hear(word))),
      listen: (hear) => {
        listeners.get(me)?.add(hear)
        return () => void listeners.get(me)?.delete(hear)
      },
      alone: (name, run) => {
        const turn = (turns.get(name) ?? Promise.resolve()).then(run, run)
        turns.set(name, turn)
        return turn
      },
    }
  }
  return { tab, keep: testKeep() }
}

const realFetch = globalThis.fetch
const open: EditSession[] = []
afterEach(() => {
  open.splice(0).forEach((session) => session.close())
  globalThis.fetch = realFetch
})

/** The real API in this process; `faults` says for each PUT what the network does to it. */
async function createPlace(faults: ('ok' | 'loseRequest' | 'loseReply')[] = []) {
  const { api } = createWorld()
  const puts: string[] = []
  globalThis.fetch = async (input, init) => {
    const request = new Request(new URL(input instanceof Request ? input.url : input, 'http://localhost'), init)
    if (request.method !== 'PUT') return api.fetch(request)
    puts.push(request.headers.get('idempotency-key') ?? '')
    const fate = faults.shift() ?? 'ok'
    if (fate === 'loseRequest') throw new TypeError('network')
    const reply = await api.fetch(request)
    if (fate === 'loseReply') throw new TypeError('network')
    return reply
  }
  const doc = {
    v: 1 as const,
    title: 'Board',
    sections: [
      {
        id: 'm',
        title: '',
        widgets: [widget('a', 'A'), widget('b', 'B')],
        layouts: {
          desktop: [
            { id: 'a', x: 0, y: 0, w: 4, h: 4 },
            { id: 'b', x: 4, y: 0, w: 4, h: 4 },
          ],
        },
      },
    ],
    variables: [],
    time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
  }
  const { data: record } = await call(createDashboard, { input: { doc } })
  const read = async (): Promise<DashboardRecord> => (await call(readDashboard, { params: { id: record.id } })).data
  return { record, read, puts }
}

function start(record: DashboardRecord, browser: ReturnType<typeof createBrowser>, from = newDraft(record), more: Partial<SessionPorts> = {}): EditSession {
  const session = createSession(from, {
    keep: browser.keep,
    tabs: browser.tab(),
    put: async ({ id, rev, doc, key }, signal) =>
      (await call(saveDashboard, { params: { id }, ifMatch: rev, input: { doc }, idempotencyKey: key, signal })).data,
    read: async (id) => (await call(readDashboard, { params: { id } })).data,
    sleep: (_ms, signal) => new Promise((resolve, reject) => (signal.aborted ? reject(signal.reason) : setTimeout(resolve, 0))),
    random: () => 0,
    now: () => 1000,
    newKey,
    onPublished: () => undefined,
    ...more,
  })
  open.push(session)
  return session
}
const rename = (id: string, title: string) => ({ do: 'setWidget', id, prop: 'title', value: title }) as const
const titleOf = (session: EditSession, id: string): string | undefined => widgetNamed(session.store.getState().draft.doc, id)?.title

test('an edit is on this device before the server hears of anything', async () => {
  const { record, puts } = await createPlace()
  const browser = createBrowser()
  const session = start(record, browser)
  session.edit(rename('a', 'CPU'))
  await session.settled()
  expect(session.store.getState().save).toEqual({ is: 'kept', at: 1000 })
  const kept = readDraft(await browser.keep.read(record.id))
  expect(kept && widgetNamed(kept.doc, 'a')?.title).toBe('CPU')
  expect(puts).toEqual([])
})

test('after a reload the draft and its history are there, and undo goes on', async () => {
  const { record } = await createPlace()
  const browser = createBrowser()
  const before = start(record, browser)
  before.edit(rename('a', 'CPU'))
  before.edit(rename('b', 'Memory'))
  await before.settled()
  before.close()
  const kept = readDraft(await browser.keep.read(record.id))
  const after = start(record, browser, kept)
  expect(titleOf(after, 'b')).toBe('Memory')
  after.undo()
  after.undo()
  expect(after.store.getState().draft.doc).toEqual(record.doc)
})

test('publishing saves for everybody and leaves a clean draft', async () => {
  const { record, read } = await createPlace()
  const session = start(record, createBrowser())
  session.edit(rename('a', 'CPU'))
  await session.publish()
  expect(session.store.getState().save).toEqual({ is: 'saved', at: 1000 })
  expect(changesOf(session.store.getState().draft)).toEqual([])
  const now = await read()
  expect(now.rev).toBe(record.rev + 1)
  expect(widgetNamed(now.doc, 'a')?.title).toBe('CPU')
})

test('a lost reply does not make a person meet themselves: the same key goes out again', async () => {
  const { record, read, puts } = await createPlace(['loseReply', 'loseRequest', 'ok'])
  const session = start(record, createBrowser())
  session.edit(rename('a', 'CPU'))
  await session.publish()
  expect(session.store.getState().meeting).toBeUndefined()
  expect(new Set(puts).size).toBe(1)
  expect(puts).toHaveLength(3)
  expect((await read()).rev).toBe(record.rev + 1)
})

test('a save cut off by a crash is finished after the restart, with the key it was frozen with', async () => {
  const { record, read, puts } = await createPlace(['loseReply'])
  const browser = createBrowser()
  const crashed = start(record, browser, newDraft(record), {
    sleep: (_ms, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  })
  crashed.edit(rename('a', 'CPU'))
  const publishing = crashed.publish()
  await expect.poll(() => crashed.store.getState().save.is).toBe('waiting')
  crashed.close()
  await publishing
  const restarted = start(record, browser, readDraft(await browser.keep.read(record.id)))
  await expect.poll(() => restarted.store.getState().save.is).toBe('saved')
  expect(new Set(puts).size).toBe(1)
  expect((await read()).rev).toBe(record.rev + 1)
})

test('two people: the later one is shown what the earlier one did, and both changes end up published', async () => {
  const { record, read } = await createPlace()
  const ada = start(record, createBrowser())
  const ben = start(record, createBrowser())
  ada.edit(rename('a', 'Ada'))
  await ada.publish()
  ben.edit(rename('b', 'Ben'))
  await ben.publish()
  const { meeting, draft } = ben.store.getState()
  if (!meeting) throw new Error('expected a meeting')
  const { doc, conflicts } = merge(draft.base.doc, draft.doc, meeting.doc)
  expect(conflicts).toEqual([])
  ben.settle({ rev: meeting.rev, doc: meeting.doc }, doc)
  await ben.publish()
  const now = await read()
  expect([widgetNamed(now.doc, 'a')?.title, widgetNamed(now.doc, 'b')?.title]).toEqual(['Ada', 'Ben'])
})

test('what the server will not take is said and stays on this device', async () => {
  const { record } = await createPlace()
  const session = start(record, createBrowser())
  session.edit(rename('a', 'x'.repeat(250)))
  await session.publish()
  const { save, draft } = session.store.getState()
  expect(save.is === 'parked' && save.fault.code).toBe('invalid')
  expect(changesOf(draft)).toHaveLength(1)
  session.undo()
  session.edit(rename('a', 'CPU'))
  await session.publish()
  expect(session.store.getState().save.is).toBe('saved')
})

test('tabs of one browser work on the same draft and lose nothing to each other', async () => {
  const { record } = await createPlace()
  const browser = createBrowser()
  const one = start(record, browser)
  const two = start(record, browser)
  one.edit(rename('a', 'One'))
  two.edit(rename('b', 'Two'))
  await Promise.all([one.settled(), two.settled()])
  await expect.poll(() => [titleOf(one, 'a'), titleOf(one, 'b')]).toEqual(['One', 'Two'])
  await expect.poll(() => [titleOf(two, 'a'), titleOf(two, 'b')]).toEqual(['One', 'Two'])
})

test('where what somebody published first cannot be read, that is said, nothing is lost, and publishing again meets it', async () => {
  const { record } = await createPlace()
  const away = new ApiFault({ code: 'unavailable' }, { status: 0 })
  let isAway = true
  const session = start(record, createBrowser(), newDraft(record), {
    read: async (id) => {
      if (isAway) throw away
      return (await call(readDashboard, { params: { id } })).data
    },
  })
  session.edit(rename('a', 'Mine'))
  await call(saveDashboard, { params: { id: record.id }, ifMatch: record.rev, input: { doc: { ...record.doc, title: 'Theirs' } } })
  await session.publish()
  expect([session.store.getState().save, titleOf(session, 'a')]).toEqual([{ is: 'parked', fault: away }, 'Mine'])
  isAway = false
  await session.publish()
  expect(session.store.getState().meeting?.doc.title).toBe('Theirs')
})

test('when one tab publishes, the other one has nothing left to publish', async () => {
  const { record, read } = await createPlace()
  const browser = createBrowser()
  const one = start(record, browser)
  const two = start(record, browser)
  one.edit(rename('a', 'One'))
  await one.publish()
  await expect.poll(() => two.store.getState().draft.base.rev).toBe(record.rev + 1)
  expect(changesOf(two.store.getState().draft)).toEqual([])
  await Promise.all([one.publish(), two.publish()])
  expect((await read()).rev).toBe(record.rev + 1)
  expect(one.store.getState().save.is).not.toBe('saving')
  expect(two.store.getState().meeting).toBeUndefined()
})

test('where what another tab published or gave up cannot be read, this one keeps what it has and goes on', async () => {
  const { record } = await createPlace()
  const away = new TypeError('no network')
  const unheard: unknown[] = []
  // Only this one: what another file leaves behind in the same process is its own.
  const hear = (error: unknown): void => void (error === away && unheard.push(error))
  process.on('unhandledRejection', hear)
  onTestFinished(() => void process.off('unhandledRejection', hear))
  const browser = createBrowser()
  const one = start(record, browser)
  let asked = 0
  const two = start(record, browser, newDraft(record), {
    read: async () => {
      asked += 1
      throw away
    },
  })
  one.edit(rename('a', 'One'))
  await one.publish()
  await expect.poll(() => asked).toBe(1)
  await one.discard((await call(readDashboard, { params: { id: record.id } })).data)
  await expect.poll(() => asked).toBe(2)
  two.edit(rename('b', 'Two'))
  await two.settled()
  expect([titleOf(two, 'b'), unheard]).toEqual(['Two', []])
})

test('a device that keeps nothing is told as such', async () => {
  const { record } = await createPlace()
  const browser = createBrowser()
  const session = start(record, {
    ...browser,
    keep: { ...browser.keep, read: async () => undefined, update: async () => Promise.reject(new Error('forbidden')) },
  })
  session.edit(rename('a', 'CPU'))
  await session.settled()
  expect(session.store.getState().save).toEqual({ is: 'unkept' })
  expect(titleOf(session, 'a')).toBe('CPU')
})

test('discarding shows what is published and keeps nothing', async () => {
  const { record } = await createPlace()
  const browser = createBrowser()
  const session = start(record, browser)
  session.edit(rename('a', 'CPU'))
  await session.discard(record)
  expect(session.store.getState().draft.doc).toEqual(record.doc)
  expect(await browser.keep.read(record.id)).toBeUndefined()
})

test('whatever the network does to two people, no added widget is lost and both end on the same document', async () => {
  const fate = fc.constantFrom<('ok' | 'loseRequest' | 'loseReply')[]>('ok', 'ok', 'loseRequest', 'loseReply')
  const step = fc.record({ who: fc.nat(1), does: fc.constantFrom('add', 'rename', 'publish') })
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 12 }), fc.array(step, { minLength: 1, maxLength: 14 }), async (faults, steps) => {
      const { record, read } = await createPlace([...faults])
      const people = [start(record, createBrowser()), start(record, createBrowser())]
      const added: string[] = []
      const publish = async (session: EditSession): Promise<void> => {
        await session.publish()
        const { meeting, draft } = session.store.getState()
        if (!meeting) return
        session.settle({ rev: meeting.rev, doc: meeting.doc }, merge(draft.base.doc, draft.doc, meeting.doc).doc)
        await publish(session)
      }
      for (const [i, { who, does }] of steps.entries()) {
        const session = people[who]
        if (!session) continue
        if (does === 'publish') await publish(session)
        else if (does === 'rename') session.edit(rename('a', `${who} ${i}`))
        else {
          added.push(`n${i}`)
          session.edit({ do: 'addWidget', section: 'm', widget: widget(`n${i}`) })
        }
      }
      for (const session of [...people, ...people]) await publish(session)
      const now = await read()
      expect(widgetsOf(now.doc).map((w) => w.id)).toEqual(expect.arrayContaining(['a', 'b', ...added]))
      people.forEach((session) => session.close())
    }),
    { numRuns: 25 },
  )
})

test('who saw only a part until now meets the rest at the same revision, and publishing loses nothing of it', async () => {
  const { record, read } = await createPlace()
  const full = record.doc
  const [main] = full.sections
  if (!main) throw new Error('no section')
  // As it came while they could only look: without B.
  const seen = {
    ...full,
    partial: true as const,
    sections: [{ ...main, widgets: main.widgets.filter((w) => w.id === 'a'), layouts: { desktop: main.layouts.desktop.filter((p) => p.id === 'a') } }],
  }
  const clean = start({ ...record, doc: seen }, createBrowser())
  clean.catchUp(record)
  expect(clean.store.getState().draft.doc).toEqual(full)

  const session = start({ ...record, doc: seen }, createBrowser())
  session.edit(rename('a', 'CPU'))
  await session.publish()
  const { meeting, draft } = session.store.getState()
  expect([meeting?.rev, meeting?.doc.partial]).toEqual([record.rev, undefined])
  if (!meeting) return
  session.settle({ rev: meeting.rev, doc: meeting.doc }, merge(draft.base.doc, draft.doc, meeting.doc).doc)
  await session.publish()
  const published = await read()
  expect([published.rev, widgetsOf(published.doc).map((w) => w.title), published.doc.partial]).toEqual([record.rev + 1, ['CPU', 'B'], undefined])
  session.undo()
  session.undo()
  expect(widgetNamed(session.store.getState().draft.doc, 'b')).toEqual(widgetNamed(full, 'b'))
})
