import type { HighlightRow } from '#contract/landing.ts'
import type { ObservationKind } from '#contract/observation.ts'
import { isMeasured, measuredRow } from './measured.ts'
import type { Measured, MeasuredNumber } from './measured.ts'
import type { Places } from './places.ts'
import { say } from './sentence.ts'

/** Numbers that exist everywhere observations do: how many went on in a window, now and in the one it is compared with. */
export const countedNumbers = ['alerts', 'critical', 'incidents', 'changes', 'runs', 'tickets'] as const
export type CountedNumber = (typeof countedNumbers)[number]

/** A number followed, and what it was in the window it is compared with. `n`: what a share is of. */
export interface Followed {
  readonly number: CountedNumber | 'succeeded'
  readonly now: number
  readonly before: number
  readonly n?: number
}

type Name = Followed['number'] | MeasuredNumber

const kindOf: Readonly<Record<Followed['number'], ObservationKind>> = {
  alerts: 'alert',
  critical: 'alert',
  incidents: 'incident',
  changes: 'change',
  runs: 'run',
  tickets: 'ticket',
  succeeded: 'run',
}

/** What each role follows, most telling first. */
const followedBy: Readonly<Record<string, readonly Name[]>> = {
  'noc-operator': ['alerts', 'timeToAcknowledge', 'critical', 'succeeded', 'incidents'],
  sre: ['timeToAcknowledge', 'critical', 'changeSuccess', 'alerts', 'changes', 'succeeded'],
  'service-owner': ['timeToResolve', 'incidents', 'changeSuccess', 'critical', 'changes', 'alerts'],
  'it-manager': ['timeToResolve', 'slaBreached', 'changeSuccess', 'hoursSaved', 'tickets', 'incidents', 'succeeded'],
  executive: ['timeToResolve', 'changeSuccess', 'hoursSaved', 'incidents', 'critical', 'changes'],
  'change-manager': ['changeSuccess', 'changes', 'incidents', 'succeeded'],
  'security-analyst': ['critical', 'changes', 'alerts'],
  helpdesk: ['ticketTime', 'slaBreached', 'tickets', 'incidents', 'critical'],
}
const usual: readonly Name[] = ['alerts', 'incidents', 'succeeded', 'changes']

export const numbersFor = (role: string | null): readonly Name[] => (role === null ? undefined : followedBy[role]) ?? usual

/** Fewer than so many on both sides, and a percentage says nothing. */
const leastForShare = 10
/** A change smaller than this is the usual coming and going. */
const leastChange = 0.05

const highlights = 3

/** How much a number moved, in figures a person says: a share of many, the difference of few. */
function figureOf({ now, before }: Followed) {
  const by = Math.abs(now - before)
  const way = now < before ? 'less' : 'more'
  if (Math.max(now, before) < leastForShare || before === 0) return say('highlight.by', { by, way })
  return say('highlight.share', { percent: Math.round((by / before) * 100), way })
}

function rowOf(it: Followed, places: Places): HighlightRow {
  const href = places.all(kindOf[it.number])
  if (it.number === 'succeeded') {
    return {
      id: it.number,
      figure: say('highlight.of', { n: it.now, of: it.n ?? it.now }),
      words: say('highlight.succeeded', { of: it.n ?? it.now }, { here: href }),
      href,
    }
  }
  return { id: it.number, figure: figureOf(it), words: say(`highlight.${it.number}`, { now: it.now, before: it.before }, { here: href }), href }
}

const moved = ({ number, now, before, n = 0 }: Followed): boolean =>
  number === 'succeeded' ? n > 0 : now !== before && Math.abs(now - before) / Math.max(1, before) >= leastChange

/** What changed in the numbers the reader's role follows, in the order the role follows them. A number that did not move is not news. */
export const highlightsOf = (followed: readonly (Followed | Measured)[], places: Places): readonly HighlightRow[] =>
  followed
    .flatMap((it) => {
      if (isCount(it)) return moved(it) ? [rowOf(it, places)] : []
      return measuredRow(it, places) ?? []
    })
    .slice(0, highlights)

const isCount = (it: Followed | Measured): it is Followed => !isMeasured(it.number)
