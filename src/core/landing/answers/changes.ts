import type { Sentence } from '#contract/landing.ts'
import type { Facts } from '../facts.ts'
import type { Happening } from '../happening.ts'
import { say } from '../sentence.ts'
import type { Answering } from './answer.ts'

/** The change that begins next, in whole minutes from now. */
export function nextChange({ changes, places, now }: Facts, isMeant: (it: Happening) => boolean = () => true): readonly Sentence[] {
  const [next] = (changes?.rows ?? []).filter((it) => it.start > now && isMeant(it)).toSorted((a, b) => a.start - b.start)
  return next ? [say('change.next', { title: next.title, at: next.start }, { one: places.one('change', next.id) })] : []
}

const isRunning = ({ start, end, status }: Happening, now: number): boolean => status === 'implement' || (start <= now && end === null)

/** "What changes are risky or in conflict?" */
export const changeManager: Answering = {
  needs: ['changes'],
  tell(facts) {
    const { places, now } = facts
    const all = facts.changes?.rows ?? []
    const ids = new Set(all.map((it) => it.id))
    const ahead = all.filter((it) => it.start > now)
    const running = all.filter((it) => isRunning(it, now))
    const live = [...ahead, ...running]
    const clashing = live.filter((it) => it.depends.some((id) => ids.has(id)))
    const emergency = live.filter((it) => it.sort === 'emergency')
    const failed = all.filter((it) => it.status === 'failed')
    const changes = { changes: places.all('change') }
    return {
      sentences: [
        say('change.ahead', { n: ahead.length, running: running.length }, changes),
        say(clashing.length > 0 ? 'change.clashing' : 'change.clear', { n: clashing.length }, changes),
      ],
      reason: [
        ...(failed.length > 0 ? [say('change.failed', { n: failed.length }, changes)] : []),
        ...(emergency.length > 0 ? [say('change.emergency', { n: emergency.length }, changes)] : []),
        ...nextChange(facts),
      ].slice(0, 2),
    }
  },
}
