import { bars, mostLandingChanges, mostMicroseconds } from './bars.ts'
import type { Bar } from './bars.ts'
import { measureCost } from './cost.ts'
import { playAll } from './crew.ts'
import { mean, median, table } from './figures.ts'
import { productName } from './homeport.ts'
import { kindsOf } from './kinds.ts'
import { createPriors } from './people.ts'
import type { Log } from './people.ts'
import { costTable, curveTable, landingFigures, landingTable, nextItemTable, pairLine, stripTable } from './report.ts'
import type { NextItemResults } from './report.ts'
import { fitWeights } from './rivals/mixtures.ts'
import { accessRank } from './rivals/sequence.ts'
import { thePolicy } from './stability.ts'

export interface ReplayOptions {
  /** `test` is folds 1 to 4, `dev` is fold 0. */
  readonly fold: 'test' | 'dev' | 'all'
  readonly bar?: keyof typeof bars | undefined
  readonly say: (line: string) => void
  readonly note: (line: string) => void
}

/** All tables of one log. */
export async function replay(log: Log, { fold, bar, say, note }: ReplayOptions): Promise<void> {
  const priorOf = createPriors(log)
  const inFold = (f: number): boolean => fold === 'all' || (fold === 'dev' ? f === 0 : f !== 0)
  const people = log.people.filter((p) => inFold(p.fold) && p.steps.some((s) => s.scored))
  const development = log.people.filter((p) => p.fold === 0)
  if (people.length === 0) throw new Error(`nobody in this log belongs to the ${fold} folds and has two events: use --fold all`)
  note('fitting weights to fold 0')
  const fitted = fitWeights(log, development, priorOf)
  const played = await playAll({ log, fitted, people: people.map((p) => log.people.indexOf(p)) }, note)
  const all: NextItemResults = kindsOf(fitted).map(({ name }, kind) => [name, played.flatMap((p) => p.nextItem[kind] ?? [])] as const)
  const events = people.reduce((sum, p) => sum + p.steps.length, 0)
  say(
    `${people.length} people (${fold === 'test' ? 'folds 1-4' : fold === 'dev' ? 'fold 0' : 'all folds'}), ${log.items.length} items, ${events} events. Means over people, +- is the 95 % interval.`,
  )
  say(`\n## Next item\n\n${nextItemTable(all)}\n\n${pairLine(all, productName, accessRank.name)}`)
  say(`\n## Learning curve\n\n${curveTable(all)}`)
  const strips = played.map((p) => p.strip)
  say(`\n## Stability, first 1,000 events\n\n${stripTable(strips)}`)
  const landings = played.map((p) => p.landings)
  if (landings.some((sessions) => sessions.some((s) => s.counts))) say(`\n## Landing\n\n${landingTable(landings)}`)
  else say('\n## Landing\n\nNo session of three or more items.')
  note('measuring')
  const cost = measureCost(people, priorOf)
  say(`\n## Cost\n\n${costTable(cost)}`)
  if (bar === undefined) return
  const product = all.find(([name]) => name === productName)?.[1] ?? []
  const strip = strips.flatMap((s) => s.get(thePolicy) ?? []).filter((r) => r.n > 0)
  const landing = landingFigures(landings).at(-1)
  const reached: Reached = {
    hit4: 100 * mean(product.map((r) => r.all.hit4 / r.all.n)),
    reciprocal: mean(product.map((r) => r.all.reciprocal / r.all.n)),
    firstTen: 100 * mean(product.flatMap((r) => (r.curve[0]?.n ? [r.curve[0].hit4 / r.curve[0].n] : []))),
    strip: [100 * mean(strip.map((r) => r.hits / r.n)), 100 * mean(strip.map((r) => r.changes))],
    landing: 100 * (landing?.coverage ?? 0),
    landingChanges: landing?.changes ?? 0,
    observe: median(cost.observe),
    rank: median(cost.rank),
  }
  const goal = bars[bar]
  if (goal) say(`\n## The bar, log ${bar}\n\n${barTable(goal, reached)}`)
}

interface Reached extends Bar {
  readonly landingChanges: number
  readonly observe: number
  readonly rank: number
  readonly strip: readonly [number, number]
  readonly landing: number
}

function barTable(goal: Bar, reached: Reached): string {
  const row = (what: string, least: number | undefined, is: number, most = false): readonly (readonly string[])[] =>
    least === undefined
      ? []
      : [[what, `${most ? '<=' : '>='} ${least}`, String(Number(is.toFixed(3))), (most ? is <= least : is >= least) ? 'reached' : 'not reached']]
  return table(
    ['quantity', 'bar', 'here', ''],
    [
      ...row('next item, hit@4', goal.hit4, reached.hit4),
      ...row('next item, MRR', goal.reciprocal, reached.reciprocal),
      ...row('first ten steps, hit@4', goal.firstTen, reached.firstTen),
      ...row('strip, hit@8', goal.strip?.[0], reached.strip[0]),
      ...row('strip, slot changes per 100 steps', goal.strip?.[1], reached.strip[1], true),
      ...row('landing, coverage@8', goal.landing, reached.landing),
      ...row('landing, slot changes per session', goal.landing === undefined ? undefined : mostLandingChanges, reached.landingChanges, true),
      ...row('observe and adapt, µs (median)', mostMicroseconds.observe, reached.observe, true),
      ...row('rank, µs (median)', mostMicroseconds.rank, reached.rank, true),
    ],
  )
}
