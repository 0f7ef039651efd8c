import { expect, test } from 'vitest'
import { frameLimit } from '#contract/frame-choice.ts'
import type { Subject } from './subject.ts'

/** Letters only, as names of parts are. */
const named = (n: number): string => `h${String.fromCharCode(97 + Math.floor(n / 26))}${String.fromCharCode(97 + (n % 26))}`

export function frameLaws(subject: Subject): void {
  test('what somebody did about the frame is kept, each part by itself, also after opening again, and is nobody else’s', async () => {
    const { frames } = subject.store()
    const by = (name: string, act: 'folded' | 'hidden' | 'seen', on = true, at = 5) => frames.save({ person: 'ada', act, name, on, at })
    expect(await frames.read('ada')).toEqual({ folded: [], hidden: [], seen: [] })
    // Two devices at once, and one of them twice.
    await Promise.all([by('goto', 'hidden'), by('highlights', 'hidden'), by('goto', 'hidden'), by('continue', 'folded'), by('drag', 'seen')])
    await by('highlights', 'hidden', false)
    await by('nothing', 'folded', false)
    const later = (await subject.reopen()).frames
    expect(await later.read('ada')).toEqual({ folded: ['continue'], hidden: ['goto'], seen: ['drag'] })
    expect(await later.read('bob')).toEqual({ folded: [], hidden: [], seen: [] })
  })

  test('of more names than a page can have the oldest go, and only of that act', async () => {
    const { frames } = subject.store()
    await frames.save({ person: 'ada', act: 'seen', name: 'drag', on: true, at: 1 })
    for (let n = 0; n < frameLimit + 3; n += 1) await frames.save({ person: 'ada', act: 'hidden', name: named(n), on: true, at: 100 + n })
    const { hidden, seen } = await frames.read('ada')
    expect([hidden.length, hidden.includes(named(2)), hidden.includes(named(3)), seen]).toEqual([frameLimit, false, true, ['drag']])
  })
}
