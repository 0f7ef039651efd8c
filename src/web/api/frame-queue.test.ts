import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameQueue } from './frame-queue.ts'

const now = (): Promise<void> => Promise.resolve()
const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve()
}

/** Asks that end when told to, with a record of the order they began in. */
function bench() {
  const begun: string[] = []
  const ends = new Map<string, { resolve: (name: string) => void; reject: (reason: Error) => void }>()
  const signals = new Map<string, AbortSignal>()
  const ask = (name: string) => (signal: AbortSignal) => {
    begun.push(name)
    signals.set(name, signal)
    return new Promise<string>((resolve, reject) => ends.set(name, { resolve, reject }))
  }
  return { begun, signals, ask, end: (name: string) => ends.get(name)?.resolve(name), fail: (name: string) => ends.get(name)?.reject(new Error(name)) }
}

test('at most six queries are under way', async () => {
  const queue = createFrameQueue({ breathe: now })
  const { begun, ask, end } = bench()
  const all = Array.from({ length: 9 }, (_, i) => queue.run(`q${i}`, ask(`q${i}`)))
  await settle()
  expect(begun).toHaveLength(6)
  end('q0')
  await all[0]
  await settle()
  expect(begun).toHaveLength(7)
})

test('what is on screen goes before what is not, whoever came first', async () => {
  const queue = createFrameQueue({ limit: 1, breathe: now })
  const { begun, ask, end } = bench()
  void queue.run('far', ask('far'), { rank: () => 2 })
  void queue.run('near', ask('near'), { rank: () => 1 })
  void queue.run('seen', ask('seen'), { rank: () => 0 })
  await settle()
  end('seen')
  await settle()
  end('near')
  await settle()
  expect(begun).toEqual(['seen', 'near', 'far'])
})

test('a query scrolled into view while waiting moves up', async () => {
  const queue = createFrameQueue({ limit: 1, breathe: now })
  const { begun, ask, end } = bench()
  let rank = 5
  void queue.run('first', ask('first'))
  void queue.run('second', ask('second'), { rank: () => 1 })
  void queue.run('third', ask('third'), { rank: () => rank })
  await settle()
  rank = 0
  end('first')
  await settle()
  expect(begun).toEqual(['first', 'third'])
})

test('identical queries are asked once and both get the answer', async () => {
  const queue = createFrameQueue({ breathe: now })
  const { begun, ask, end } = bench()
  const one = queue.run('same', ask('same'))
  const two = queue.run('same', ask('other'))
  await settle()
  end('same')
  expect(await Promise.all([one, two])).toEqual(['same', 'same'])
  expect(begun).toEqual(['same'])
})

test('leaving does not end a query somebody else still wants', async () => {
  const queue = createFrameQueue({ breathe: now })
  const { ask, end, signals } = bench()
  const stop = new AbortController()
  const one = queue.run('same', ask('same'), { signal: stop.signal })
  const two = queue.run('same', ask('same'))
  await settle()
  stop.abort(new Error('gone'))
  await expect(one).rejects.toThrow('gone')
  expect(signals.get('same')?.aborted).toBe(false)
  end('same')
  expect(await two).toBe('same')
})

test('a query nobody wants any more is aborted, or never sent', async () => {
  const queue = createFrameQueue({ limit: 1, breathe: now })
  const { ask, begun, signals } = bench()
  const stop = new AbortController()
  const sent = queue.run('sent', ask('sent'), { signal: stop.signal })
  const waiting = queue.run('waiting', ask('waiting'), { signal: stop.signal })
  await settle()
  stop.abort(new Error('gone'))
  await Promise.allSettled([sent, waiting])
  expect(signals.get('sent')?.aborted).toBe(true)
  await settle()
  expect(begun).toEqual(['sent'])
  expect(queue.size).toBe(0)
})

test('a failure frees its place', async () => {
  const queue = createFrameQueue({ limit: 1, breathe: now })
  const { ask, begun, fail } = bench()
  const bad = queue.run('bad', ask('bad'))
  void queue.run('good', ask('good'))
  await settle()
  fail('bad')
  await expect(bad).rejects.toThrow('bad')
  await settle()
  expect(begun).toEqual(['bad', 'good'])
})

test('answers arrive three to a breath', async () => {
  const breaths: (() => void)[] = []
  const queue = createFrameQueue({ breathe: () => new Promise((resolve) => breaths.push(resolve)) })
  const { ask, end } = bench()
  const got: string[] = []
  for (const name of ['a', 'b', 'c', 'd']) void queue.run(name, ask(name)).then((it) => got.push(it))
  await settle()
  for (const name of ['a', 'b', 'c', 'd']) end(name)
  await settle()
  expect(got).toEqual([])
  breaths[0]?.()
  await settle()
  expect(got).toEqual(['a', 'b', 'c'])
  expect(queue.size).toBe(1)
  breaths[1]?.()
  await settle()
  expect(got).toEqual(['a', 'b', 'c', 'd'])
  expect(queue.size).toBe(0)
})

test('whatever comes and goes, the limit holds and everything settles', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ key: fc.integer({ min: 0, max: 8 }), rank: fc.nat(3), leaves: fc.boolean(), fails: fc.boolean() }), { maxLength: 40 }),
      async (runs) => {
        const queue = createFrameQueue({ limit: 3, breathe: now })
        let under = 0
        let most = 0
        const settled = runs.map(({ key, rank, leaves, fails }) => {
          const stop = new AbortController()
          const run = queue.run(
            `k${key}`,
            async () => {
              under += 1
              most = Math.max(most, under)
              await settle()
              under -= 1
              if (fails) throw new Error('no')
              return key
            },
            { rank: () => rank, signal: stop.signal },
          )
          if (leaves) queueMicrotask(() => stop.abort())
          return run
        })
        await Promise.allSettled(settled)
        await settle()
        expect(most).toBeLessThanOrEqual(3)
        expect(queue.size).toBe(0)
      },
    ),
    { numRuns: 60 },
  )
})
