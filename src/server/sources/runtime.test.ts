import { expect, test } from 'vitest'
import type { QueryRequest } from '#contract/query.ts'
import { frameOf, scriptedConnector } from '#tests/support/api-world.ts'
import type { Script } from '#tests/support/api-world.ts'
import { createFakeClock, settle } from '#tests/support/fake-clock.ts'
import { ServerFault } from '../fault.ts'
import { createMemoryPorts } from '../memory-ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { freely } from './leave.ts'
import { createSourceRuntime } from './runtime.ts'

const never = new AbortController().signal
const hour = 3_600_000
const down = async (): Promise<never> => {
  throw new ServerFault('source_down', { detail: 'connection refused' })
}

function world(scripts: Readonly<Record<string, Script>>) {
  const clock = createFakeClock()
  const store = createMemoryStore()
  const ports = createMemoryPorts({ store, clock, ids: { next: () => 'id', random: () => 0.5 } })
  const connector = scriptedConnector(new Map(Object.entries(scripts)))
  const fileSources = Object.keys(scripts).map((id) => ({ id, kind: 'scripted', name: id.toUpperCase(), config: { url: 'http://127.0.0.1:1' } }))
  const runtime = createSourceRuntime(ports, { scripted: connector }, fileSources)
  const ask = (source: string, spec: QueryRequest['query']['spec'] = { say: 'hello' }, zone = 'UTC'): QueryRequest => {
    return { query: { source, spec }, range: { from: clock.now() - hour, to: clock.now() }, width: 600, variables: {}, zone }
  }
  return { clock, store, ports, runtime, ask }
}

const codeOf = (error: unknown): string => (error instanceof ServerFault ? error.fault.code : String(error))

test('a failed source gives its last good answer, with its age, the reason and the next try', async () => {
  let works = true
  const { clock, runtime, ask } = world({ a: { query: async () => (works ? frameOf(1) : down()) } })
  const at = clock.now()
  expect((await runtime.query(ask('a'), never, freely)).freshness).toEqual({ at })
  works = false
  await clock.advance(60_000)
  const stale = await runtime.query(ask('a'), never, freely)
  expect(stale.frame).toEqual(frameOf(1))
  expect(stale.freshness).toEqual({ at, stale: { fault: { code: 'source_down', detail: 'connection refused' }, nextTryAt: clock.now() } })
})

test('while a source rests its last answer still tells what put it to rest', async () => {
  let works = true
  const { clock, runtime, ask } = world({ a: { query: async () => (works ? frameOf(1) : down()) } })
  await runtime.query(ask('a'), never, freely)
  works = false
  for (let i = 0; i < 6; i += 1) await runtime.query(ask('a'), never, freely)
  const { stale } = (await runtime.query(ask('a'), never, freely)).freshness
  expect(stale).toEqual({ fault: { code: 'source_down', detail: 'connection refused' }, nextTryAt: clock.now() + 3000 })
})

test('a wrong question is never hidden behind an old answer', async () => {
  let works = true
  const { runtime, ask } = world({
    a: {
      query: async () => {
        if (works) return frameOf(1)
        throw new ServerFault('source_query', { detail: 'parse error' })
      },
    },
  })
  await runtime.query(ask('a'), never, freely)
  works = false
  expect(await runtime.query(ask('a'), never, freely).catch(codeOf)).toBe('source_query')
})

test('what a source says about a wrong question is bounded and without control characters', async () => {
  const { runtime, ask } = world({
    a: {
      query: async () => {
        throw new ServerFault('source_query', { detail: `bad\u0000\n${'x'.repeat(5000)}` })
      },
    },
  })
  const error = await runtime.query(ask('a'), never, freely).catch((e: unknown) => e)
  expect((error as ServerFault).fault.detail).toBe(`bad ${'x'.repeat(496)}`)
})

test('a widget waits five seconds and no longer', async () => {
  const { clock, runtime, ask } = world({ a: { query: () => new Promise(() => undefined) } })
  const asked = runtime.query(ask('a'), never, freely).catch(codeOf)
  await clock.advance(4999)
  expect(await Promise.race([asked, Promise.resolve('waiting')])).toBe('waiting')
  await clock.advance(1)
  expect(await asked).toBe('source_timeout')
})

test('a hung source costs a healthy one nothing', async () => {
  let hits = 0
  const { clock, runtime, ask } = world({
    sick: {
      query: (_spec, { signal }) => {
        hits += 1
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    },
    well: { query: async (spec) => frameOf(spec.say.length) },
  })
  const sick = Array.from({ length: 200 }, (_, i) => runtime.query(ask('sick', { say: `s${i}` }), never, freely).catch(codeOf))
  await settle()
  // With every place of the sick source taken, the healthy one answers although no time passes at all.
  const well = await Promise.all(Array.from({ length: 8 }, (_, i) => runtime.query(ask('well', { say: 'x'.repeat(i) }), never, freely)))
  expect(well.map((w) => w.frame.fields[0]?.values[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  await clock.advance(5000)
  const codes = await Promise.all(sick)
  expect(new Set(codes)).toEqual(new Set(['source_busy', 'source_timeout']))
  // Eight at once, and those who got a freed place before the fifth failure closed it.
  expect(hits).toBeLessThanOrEqual(12)
})

test('an answer says how long it waited for a place and how long the source took, also to whoever joined it', async () => {
  const { clock, runtime, ask } = world({
    a: {
      query: async (spec) => {
        await clock.sleep(100)
        return frameOf(spec.say.length)
      },
    },
  })
  const again = ask('a', { say: 's0' })
  const first = [again, ...Array.from({ length: 7 }, (_, i) => ask('a', { say: `s${i + 1}` }))].map((request) => runtime.query(request, never, freely))
  const ninth = runtime.query(ask('a', { say: 'ninth' }), never, freely)
  await clock.advance(60)
  const joined = runtime.query(again, never, freely)
  await clock.advance(40)
  await clock.advance(100)
  expect((await first[0])?.took).toEqual({ waitMs: 0, sourceMs: 100 })
  expect((await ninth).took).toEqual({ waitMs: 100, sourceMs: 100 })
  expect((await joined).took).toEqual({ waitMs: 0, sourceMs: 40 })
})

test('sources that were asked in vain before are part of what the one that knew took', async () => {
  const slow = (ms: number, frame: ReturnType<typeof frameOf>): Script => ({
    query: async () => {
      await clock.sleep(ms)
      return frame
    },
  })
  const { clock, runtime, ask } = world({ empty: slow(30, frameOf()), full: slow(50, frameOf(3)) })
  const asked = runtime.query(ask('auto', { measure: 'test.load' }), never, freely)
  await clock.advance(30)
  await clock.advance(50)
  expect((await asked).took).toEqual({ waitMs: 0, sourceMs: 80 })
})

test('auto takes the first source with anything to show', async () => {
  const { runtime, ask } = world({ empty: { query: async () => frameOf() }, full: { query: async () => frameOf(3) }, late: { query: async () => frameOf(4) } })
  const reply = await runtime.query(ask('auto', { measure: 'test.load' }), never, freely)
  expect(reply.source).toEqual({ id: 'full', name: 'FULL', kind: 'scripted' })
  expect(reply.frame.meta).toBeUndefined()
})

test('auto passes over a failing source and says so beside the answer', async () => {
  const { runtime, ask } = world({ broken: { query: down }, full: { query: async () => frameOf(3) } })
  const reply = await runtime.query(ask('auto', { measure: 'test.load' }), never, freely)
  expect(reply.source.id).toBe('full')
  expect(reply.frame.meta?.silent).toEqual([{ source: 'BROKEN', fault: { code: 'source_down', detail: 'connection refused' } }])
})

test('auto tells a failure rather than "nothing there" from a source that is not looking', async () => {
  const { runtime, ask } = world({ broken: { query: down }, empty: { query: async () => frameOf() } })
  expect(await runtime.query(ask('auto', { measure: 'test.load' }), never, freely).catch(codeOf)).toBe('source_down')
})

test('auto gives the empty answer when everybody answered and nobody has anything', async () => {
  const { runtime, ask } = world({ a: { query: async () => frameOf() }, b: { query: async () => frameOf() } })
  expect((await runtime.query(ask('auto', { measure: 'test.load' }), never, freely)).source.id).toBe('a')
})

test('auto needs a measure, and one that somebody knows', async () => {
  const { runtime, ask } = world({ a: { query: async () => frameOf(1) } })
  expect(await runtime.query(ask('auto', { say: 'x' }), never, freely).catch(codeOf)).toBe('invalid')
  expect(await runtime.query(ask('auto', { measure: 'test.nothing' }), never, freely).catch(codeOf)).toBe('source_unsupported')
})

test('auto takes ten seconds at most, however many sources hang', async () => {
  const hang = { query: () => new Promise<never>(() => undefined) }
  const { clock, runtime, ask } = world({ a: hang, b: hang, c: hang })
  const asked = runtime.query(ask('auto', { measure: 'test.load' }), never, freely).catch(codeOf)
  await clock.advance(10_000)
  expect(await asked).toBe('source_timeout')
})

test('sources nobody asked for a minute are asked by the server, others are not', async () => {
  const checks: string[] = []
  const script = (id: string): Script => ({
    query: async () => frameOf(1),
    check: async () => {
      checks.push(id)
      return { version: '2.42.0' }
    },
  })
  const { clock, runtime, ask } = world({ a: script('a'), b: script('b') })
  await runtime.checkIdle(clock.now())
  expect(checks).toEqual(['a', 'b'])
  await clock.advance(40_000)
  await runtime.query(ask('a'), never, freely)
  await clock.advance(20_000)
  await runtime.checkIdle(clock.now())
  expect(checks).toEqual(['a', 'b', 'b'])
  expect((await runtime.list()).map((s) => s.health)).toMatchObject([
    { state: 'ok', version: '2.42.0' },
    { state: 'ok', version: '2.42.0' },
  ])
})

test('a source that was just added is asked at once, and not only when it was idle for a minute', async () => {
  const { clock, store, runtime } = world({ new: { query: async () => frameOf(1) }, gone: { query: down, check: down } })
  const add = (id: string) => store.sources.create({ id, kind: 'scripted', name: id, config: { url: 'http://127.0.0.1:1' } }, 'ui', clock.now())
  const healthOf = async (id: string) => (await runtime.list()).find((it) => it.id === id)?.health
  for (const id of ['new', 'gone', 'odd']) runtime.checkSoon(await add(id))
  await settle()
  expect(await healthOf('new')).toMatchObject({ state: 'ok', version: '1.0' })
  expect(await healthOf('gone')).toMatchObject({ state: 'down', fault: { code: 'source_down' } })
  // One that cannot even be opened breaks nothing.
  expect((await healthOf('odd'))?.state).toBe('down')
})

test('a source whose configuration no longer fits is listed as broken, with the reason', async () => {
  const { store, runtime, clock } = world({})
  await store.sources.create({ id: 'old', kind: 'scripted', name: 'old', config: { url: 'gopher://x' } }, 'ui', clock.now())
  await store.sources.create({ id: 'gone', kind: 'nowhere', name: 'gone', config: {} }, 'ui', clock.now())
  expect(await runtime.list()).toMatchObject([
    { id: 'gone', health: { state: 'down', fault: { code: 'source_unsupported', detail: 'no kind nowhere' } }, can: [], measures: [] },
    { id: 'old', health: { state: 'down', fault: { code: 'invalid', field: 'config.url' } } },
  ])
})

test('a store that is away for a moment does not take the sources with it', async () => {
  const { clock, store, ports, ask } = world({})
  await store.sources.create({ id: 'a', kind: 'scripted', name: 'a', config: { url: 'http://x' } }, 'ui', clock.now())
  let away = false
  const list = async () => (away ? Promise.reject(new ServerFault('unavailable')) : store.sources.list())
  const connector = scriptedConnector(new Map([['a', { query: async () => frameOf(1) }]]))
  const runtime = createSourceRuntime({ ...ports, store: { ...store, sources: { ...store.sources, list } } }, { scripted: connector }, [])
  await runtime.query(ask('a'), never, freely)
  away = true
  await clock.advance(5000)
  expect((await runtime.query(ask('a'), never, freely)).frame).toEqual(frameOf(1))
})

test('a source from the file is not shadowed by one made in the app', async () => {
  const { clock, store, runtime } = world({ a: { query: async () => frameOf(1) } })
  await store.sources.create({ id: 'a', kind: 'scripted', name: 'mine', config: { url: 'http://x' } }, 'ui', clock.now())
  expect((await runtime.list()).map((s) => [s.id, s.origin])).toEqual([['a', 'file']])
})
