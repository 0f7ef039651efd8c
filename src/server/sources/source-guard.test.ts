import { expect, test } from 'vitest'
import { createFakeClock, settle } from '#tests/support/fake-clock.ts'
import { ServerFault } from '../fault.ts'
import { createMemoryPorts } from '../memory-ports.ts'
import type { Ports } from '../ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { sourceLimits } from './limits.ts'
import { createSourceGuard } from './source-guard.ts'
import type { SourceGuard } from './source-guard.ts'

const never = new AbortController().signal
const hang = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
const fail = async (): Promise<never> => {
  throw new ServerFault('source_down', { detail: 'connection refused' })
}

function guarded(): { readonly guard: SourceGuard; readonly clock: ReturnType<typeof createFakeClock>; readonly ports: Ports } {
  const clock = createFakeClock()
  const ports = createMemoryPorts({ store: createMemoryStore(), clock, ids: { next: () => 'id', random: () => 0.5 } })
  return { guard: createSourceGuard('s', ports, sourceLimits), clock, ports }
}

const codeOf = (error: unknown): string => (error instanceof ServerFault ? error.fault.code : String(error))
const outcome = (work: Promise<unknown>): Promise<unknown> => work.catch(codeOf)

test('at most eight questions run at once, sixteen wait and the next is refused as busy', async () => {
  const { guard, clock } = guarded()
  let running = 0
  const asked = Array.from({ length: 24 }, (_, i) =>
    outcome(
      guard.ask(
        `q${i}`,
        5000,
        async (signal) => {
          running += 1
          return hang(signal)
        },
        never,
      ),
    ),
  )
  await settle()
  expect(running).toBe(8)
  expect(await outcome(guard.ask('one more', 5000, async () => 1, never))).toBe('source_busy')
  await clock.advance(5000)
  // Those who still waited when the fifth failure put the source to rest are told at once.
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['source_timeout', 'source_busy']))
})

test('a free place goes to the one who waits longest', async () => {
  const { guard } = guarded()
  const done: string[] = []
  const gates = Array.from({ length: 10 }, () => Promise.withResolvers<number>())
  const asked = gates.map((gate, i) => guard.ask(`q${i}`, 5000, () => gate.promise, never).then(() => done.push(`q${i}`)))
  await settle()
  gates[3]?.resolve(1)
  await settle()
  gates[8]?.resolve(1)
  await settle()
  expect(done).toEqual(['q3', 'q8'])
  for (const gate of gates) gate.resolve(1)
  await Promise.all(asked)
})

test('equal questions under way are one question', async () => {
  const { guard } = guarded()
  let calls = 0
  const work = async (): Promise<number> => {
    calls += 1
    return calls
  }
  const answers = await Promise.all([guard.ask('same', 5000, work, never), guard.ask('same', 5000, work, never), guard.ask('other', 5000, work, never)])
  expect(answers).toEqual([1, 1, 2])
  expect(guard.drain()).toEqual({ calls: 2, errors: 0 })
})

test('one of two askers leaving does not disturb the other, both leaving ends the work', async () => {
  const { guard } = guarded()
  const [a, b] = [new AbortController(), new AbortController()]
  let stopped = false
  const work = (signal: AbortSignal): Promise<never> => {
    signal.addEventListener('abort', () => (stopped = true))
    return hang(signal)
  }
  const first = outcome(guard.ask('same', 5000, work, a.signal))
  const second = outcome(guard.ask('same', 5000, work, b.signal))
  await settle()
  a.abort(new Error('left'))
  expect(await first).toBe('Error: left')
  await settle()
  expect(stopped).toBe(false)
  b.abort(new Error('left too'))
  expect(await second).toBe('Error: left too')
  await settle()
  expect(stopped).toBe(true)
})

test('a person leaving is no failure of the source', async () => {
  const { guard } = guarded()
  for (let i = 0; i < 6; i += 1) {
    const stop = new AbortController()
    const asked = outcome(guard.ask(`q${i}`, 5000, hang, stop.signal))
    await settle()
    stop.abort(new Error('left'))
    await asked
  }
  await settle()
  expect(guard.health.state).toBe('unknown')
  expect(await guard.ask('now', 5000, async () => 'fine', never)).toBe('fine')
})

test('after five failures nobody asks for three seconds, then exactly one question tries', async () => {
  const { guard, clock } = guarded()
  for (let i = 0; i < 5; i += 1) expect(await outcome(guard.ask(`q${i}`, 5000, fail, never))).toBe('source_down')
  let calls = 0
  const count = async (): Promise<number> => (calls += 1)
  expect(await outcome(guard.ask('rest', 5000, count, never))).toBe('source_busy')
  expect(guard.nextTryAt).toBe(clock.now() + 3000)
  await clock.advance(3000)
  const gate = Promise.withResolvers<number>()
  const probe = guard.ask('probe', 5000, () => gate.promise, never)
  await settle()
  expect(await outcome(guard.ask('beside the probe', 5000, count, never))).toBe('source_busy')
  expect(calls).toBe(0)
  gate.resolve(7)
  expect(await probe).toBe(7)
  expect(await guard.ask('after', 5000, count, never)).toBe(1)
})

test('a failed probe starts the rest anew', async () => {
  const { guard, clock } = guarded()
  for (let i = 0; i < 5; i += 1) await outcome(guard.ask(`q${i}`, 5000, fail, never))
  await clock.advance(3000)
  expect(await outcome(guard.ask('probe', 5000, fail, never))).toBe('source_down')
  expect(await outcome(guard.ask('next', 5000, async () => 1, never))).toBe('source_busy')
  expect(guard.nextTryAt).toBe(clock.now() + 3000)
})

test('a probe whose asker leaves frees the place of the probe', async () => {
  const { guard, clock } = guarded()
  for (let i = 0; i < 5; i += 1) await outcome(guard.ask(`q${i}`, 5000, fail, never))
  await clock.advance(3000)
  const stop = new AbortController()
  const probe = outcome(guard.ask('probe', 5000, hang, stop.signal))
  await settle()
  stop.abort(new Error('left'))
  await probe
  expect(await guard.ask('again', 5000, async () => 'there', never)).toBe('there')
})

test('while it rests it says so with what put it to rest and when it is asked again', async () => {
  const { guard } = guarded()
  for (let i = 0; i < 5; i += 1) await outcome(guard.ask(`q${i}`, 5000, fail, never))
  const refused = await guard.ask('q', 5000, fail, never).catch((error: unknown) => error)
  expect(refused).toMatchObject({ fault: { code: 'source_busy', detail: 'source_down: connection refused' }, retryAfterS: 3 })
})

test('a wrong question shows that the source is there', async () => {
  const { guard } = guarded()
  const wrong = async (): Promise<never> => {
    throw new ServerFault('source_query', { detail: 'parse error at char 5' })
  }
  for (let i = 0; i < 9; i += 1) expect(await outcome(guard.ask(`q${i}`, 5000, wrong, never))).toBe('source_query')
  expect(guard.health.state).toBe('ok')
  expect(guard.drain()).toEqual({ calls: 9, errors: 0 })
})

test('work that ignores its end holds its place for ten seconds more and no longer', async () => {
  const { guard, clock } = guarded()
  const deaf = (): Promise<never> => new Promise(() => undefined)
  const asked = Array.from({ length: 4 }, (_, i) => outcome(guard.ask(`q${i}`, 5000, deaf, never)))
  await clock.advance(5000)
  expect(await Promise.all(asked)).toEqual(['source_timeout', 'source_timeout', 'source_timeout', 'source_timeout'])
  let running = 0
  const count = (signal: AbortSignal): Promise<never> => {
    running += 1
    return hang(signal)
  }
  const rest = Array.from({ length: 8 }, (_, i) => outcome(guard.ask(`r${i}`, 30_000, count, never)))
  await settle()
  expect(running).toBe(4)
  await clock.advance(10_000)
  expect(running).toBe(8)
  await clock.advance(30_000)
  await Promise.all(rest)
})

test('a broken connector is our mistake: told as internal, its story only in the log', async () => {
  const clock = createFakeClock()
  const logged: unknown[] = []
  const log = { info: () => undefined, warn: () => undefined, error: (event: string, facts?: unknown) => void logged.push([event, facts]) }
  const guard = createSourceGuard('s', createMemoryPorts({ store: createMemoryStore(), clock, log }), sourceLimits)
  const broken = async (): Promise<never> => {
    throw new TypeError('undefined is not a function')
  }
  const refused = await guard.ask('q', 5000, broken, never).catch((error: unknown) => error)
  expect(refused).toMatchObject({ fault: { code: 'internal' } })
  expect((refused as ServerFault).fault.detail).toBeUndefined()
  expect(JSON.stringify(logged)).toContain('undefined is not a function')
})

test('every sleeper is gone when everything is over', async () => {
  const { guard, clock } = guarded()
  await guard.ask('q', 5000, async () => 1, never)
  await outcome(guard.ask('r', 5000, fail, never))
  await settle()
  expect(clock.sleepers).toBe(0)
})
