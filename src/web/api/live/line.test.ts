import { afterEach, expect, test, vi } from 'vitest'
import type { Changes } from '#contract/change.ts'
import { ApiFault } from '../api-fault.ts'
import { follow, pauseAfter, times, type LinePorts } from './line.ts'

afterEach(() => vi.useRealTimers())

const event = (cursor: string, ...ids: readonly string[]): Changes => ({
  cursor,
  reset: false,
  changes: ids.map((id) => ({ cursor, topic: 'dashboard', id })),
})
const wire = (it: Changes): string => `id: ${it.cursor}\ndata: ${JSON.stringify(it)}\n\n`
const bodyOf = (chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
const streamOf = (...chunks: readonly string[]): Response => new Response(bodyOf(chunks.map((text) => new TextEncoder().encode(text))))
const refused = (status: number): Response => new Response('{}', { status })

/** A server scripted line by line; the last answer stands. Sleeping takes no time and is written down. */
function scripted(open: readonly (() => Response)[], ask: () => Promise<Changes> = async () => event('p')) {
  const opened: (string | undefined)[] = []
  const slept: number[] = []
  const stop = new AbortController()
  const ports: LinePorts = {
    open: async (after) => {
      opened.push(after)
      const next = open[opened.length - 1]
      if (!next) {
        stop.abort()
        return refused(503)
      }
      return next()
    },
    ask,
    sleep: async (ms) => void slept.push(ms),
    random: () => 0.5,
  }
  return { ports, opened, slept, stop }
}

test('a stream that breaks is opened again where it broke', async () => {
  const { ports, opened, stop } = scripted([() => streamOf('retry: 1000\n\n', wire(event('1', 'a'))), () => streamOf(':\n\n', wire(event('2', 'b')))])
  const heard: Changes[] = []
  expect(await follow(ports, { after: undefined, hear: (it) => heard.push(it), signal: stop.signal })).toBe('stopped')
  expect(opened).toEqual([undefined, '1', '2'])
  expect(heard.flatMap((it) => it.changes.map((c) => c.id))).toEqual(['a', 'b'])
})

test('events cut anywhere are put together again', async () => {
  const text = wire(event('1', 'ä')) + wire(event('2', 'b'))
  const bytes = new TextEncoder().encode(text)
  const { ports, stop } = scripted([() => new Response(bodyOf([...bytes].map((b) => new Uint8Array([b]))))])
  const heard: string[] = []
  await follow(ports, { after: undefined, hear: (it) => heard.push(...it.changes.map((c) => c.id)), signal: stop.signal })
  expect(heard).toEqual(['ä', 'b'])
})

test('where no stream holds it is asked, from the same cursor on, and a stream is tried again later', async () => {
  const down = (): Response => refused(502)
  let asked = 0
  const { ports, opened, stop } = scripted([() => streamOf(wire(event('7'))), down, down, down, () => streamOf(wire(event('9')))], async () =>
    event(`p${(asked += 1)}`),
  )
  const heard: string[] = []
  await follow(ports, { after: undefined, hear: (it) => heard.push(it.cursor), signal: stop.signal })
  expect(asked).toBeGreaterThan(1)
  expect(opened.slice(0, 5)).toEqual([undefined, '7', '7', '7', `p${asked}`])
  expect(heard[0]).toBe('7')
  expect(heard.at(-1)).toBe('9')
})

test('a session that is over ends it, by stream and by asking', async () => {
  const byStream = scripted([() => refused(401)])
  expect(await follow(byStream.ports, { after: '1', hear: () => {}, signal: byStream.stop.signal })).toBe('signed out')
  const down = (): Response => refused(502)
  const byAsking = scripted([down, down, down], async () => {
    throw new ApiFault({ code: 'unauthenticated' }, { status: 401 })
  })
  expect(await follow(byAsking.ports, { after: '1', hear: () => {}, signal: byAsking.stop.signal })).toBe('signed out')
})

test('a line that says nothing any more is given up', async () => {
  vi.useFakeTimers()
  const stop = new AbortController()
  let opened = 0
  const ports: LinePorts = {
    open: async (_after, signal) => {
      opened += 1
      return new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode(wire(event('1'))))
            signal.addEventListener('abort', () => controller.error(new Error('aborted')))
          },
        }),
      )
    },
    ask: async () => event('p'),
    sleep: async () => undefined,
    random: () => 0,
  }
  const ended = follow(ports, { after: undefined, hear: () => {}, signal: stop.signal })
  await vi.advanceTimersByTimeAsync(times.silence - 1)
  expect(opened).toBe(1)
  await vi.advanceTimersByTimeAsync(2)
  expect(opened).toBe(2)
  stop.abort()
  expect(await ended).toBe('stopped')
})

test('the pause grows with every failure, has jitter and an end', () => {
  expect(pauseAfter(0, 0)).toBe(times.shortest)
  expect(pauseAfter(0, 1)).toBe(1000)
  expect(pauseAfter(3, 1)).toBe(8000)
  expect(pauseAfter(50, 1)).toBe(times.longest)
})
