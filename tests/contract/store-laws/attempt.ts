import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const pace = { burst: 5, everyMs: 12_000 }

export function attemptLaws(subject: Subject): void {
  const take = (key: string, at: number, kind = 'login') => subject.store().attempts.take({ kind, key, pace, at })

  test('so many attempts at once, then one per share of time, and how long to wait, also after opening again', async () => {
    const waits = []
    for (let i = 0; i < 6; i += 1) waits.push(await take('ada', t0))
    expect(waits).toEqual([0, 0, 0, 0, 0, 12_000])
    expect([await take('bob', t0), await take('ada', t0, 'network')]).toEqual([0, 0])
    await subject.reopen()
    expect([await take('ada', t0 + 11_000), await take('ada', t0 + 12_000), await take('ada', t0 + 12_000)]).toEqual([1_000, 0, 12_000])
    await subject.store().attempts.giveBack([{ kind: 'login', key: 'ada', pace }])
    expect(await take('ada', t0 + 12_000)).toBe(0)
    // Long afterwards the bucket is full and holds no more than it did.
    const later = []
    for (let i = 0; i < 6; i += 1) later.push(await take('ada', t0 + 3_600_000))
    expect(later).toEqual([0, 0, 0, 0, 0, 12_000])
  })

  test('B10: of a hundred attempts at once exactly as many are granted as there are', async () => {
    const waits = await Promise.all(Array.from({ length: 100 }, () => take('ada', t0)))
    expect(waits.filter((w) => w === 0)).toHaveLength(5)
    for (const wait of waits) expect(wait === 0 || wait === 12_000).toBe(true)
  })

  test('giving back what was never taken makes no bucket larger', async () => {
    const { attempts } = subject.store()
    await attempts.giveBack([{ kind: 'login', key: 'ada', pace }])
    await take('ada', t0)
    for (let i = 0; i < 3; i += 1) await attempts.giveBack([{ kind: 'login', key: 'ada', pace }])
    const waits = []
    for (let i = 0; i < 6; i += 1) waits.push(await take('ada', t0))
    expect(waits).toEqual([0, 0, 0, 0, 0, 12_000])
  })

  test('a clock that steps back neither fills nor empties', async () => {
    for (let i = 0; i < 5; i += 1) await take('ada', t0)
    expect(await take('ada', t0 - 5_000)).toBe(17_000)
    expect(await take('ada', t0)).toBe(12_000)
  })

  test('never more in any stretch than were at once plus what was refilled', async () => {
    let serial = 0
    const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 6, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(pauses, async (steps) => {
        serial += 1
        let at = t0
        const granted: number[] = []
        for (const step of steps) {
          at += step
          if ((await take(`p${serial}`, at)) === 0) granted.push(at)
        }
        for (const [i, from] of granted.entries())
          for (const [j, to] of granted.entries()) if (j >= i) expect(j - i + 1).toBeLessThanOrEqual(5 + Math.floor((to - from) / 12_000))
      }),
      { numRuns: 8 },
    )
  })

  test('a name is used once until its time is over, of fifty at once by one, also after opening again', async () => {
    const use = (at: number) => subject.store().attempts.use({ kind: 'answer', key: 'state', at, until: t0 + 600_000 })
    const uses = await Promise.all(Array.from({ length: 50 }, () => use(t0)))
    expect(uses.filter(Boolean)).toHaveLength(1)
    await subject.reopen()
    expect(await use(t0 + 599_999)).toBe(false)
    expect(await subject.store().attempts.use({ kind: 'other', key: 'state', at: t0, until: t0 + 1 })).toBe(true)
    expect(await subject.store().attempts.use({ kind: 'answer', key: 'state', at: t0 + 600_000, until: t0 + 1_200_000 })).toBe(true)
    expect(await use(t0 + 600_001)).toBe(false)
  })

  test('sweeping forgets what is over and nothing else; beyond the most of a kind what ends first goes', async () => {
    const { attempts } = subject.store()
    for (let i = 0; i < 5; i += 1) await take('ada', t0)
    await take('bob', t0)
    for (let i = 0; i < 6; i += 1) await attempts.use({ kind: 'answer', key: `a${i}`, at: t0, until: t0 + 100_000 + i })
    await attempts.sweep({ at: t0 + 30_000, most: 4 })
    // Two and a half shares came back to Ada's; the sweep gave nothing more.
    const waits = []
    for (let i = 0; i < 3; i += 1) waits.push(await take('ada', t0 + 30_000))
    expect(waits).toEqual([0, 0, 6_000])
    const again = (i: number) => attempts.use({ kind: 'answer', key: `a${i}`, at: t0 + 30_000, until: t0 + 200_000 })
    expect([await again(5), await again(2), await again(1), await again(0)]).toEqual([false, false, true, true])
  })
}
