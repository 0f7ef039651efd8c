import type { Ranking } from './next.ts'
import type { Term } from './weights.ts'

/** Why something is suggested: a key of the locales and its arguments; items are given as keys, their titles are looked up by who may see them. */
export type Reason =
  | { readonly key: 'reason.after'; readonly args: { readonly after: string } }
  | { readonly key: 'reason.role-after'; readonly args: { readonly role: string; readonly after: string } }
  | { readonly key: 'reason.role' | 'reason.role-start'; readonly args: { readonly role: string } }
  | { readonly key: 'reason.recent' | 'reason.often' | 'reason.start'; readonly args: Readonly<Record<string, never>> }

type Source = 'own-after' | 'recent' | 'often' | 'role'
const sourceOf: Readonly<Partial<Record<Term, Source>>> = {
  now: 'own-after',
  one: 'own-after',
  two: 'own-after',
  fast: 'recent',
  second: 'recent',
  third: 'recent',
  fourth: 'recent',
  mid: 'often',
  role: 'role',
}

/**
 * The term that lifts an item most over the mean of all candidates gives the sentence, among those that are true of this person: nobody is told that they
 * usually do what only their colleagues did. Undefined for what was not ranked.
 */
export function explain(ranking: Ranking, item: string, role: string): Reason | undefined {
  const lifts = ranking.lifts(item)
  const evidence = ranking.evidence(item)
  if (!lifts || !evidence) return undefined
  const holds: Readonly<Record<Source, boolean>> = { 'own-after': evidence.after, recent: evidence.used, often: evidence.used, role: evidence.role }
  // Keys of a record of terms.
  const entries = Object.entries(lifts) as readonly (readonly [Term, number])[]
  const best = entries
    .flatMap(([term, lift]) => {
      const source = sourceOf[term]
      return source !== undefined && holds[source] ? [{ source, lift }] : []
    })
    .toSorted((a, b) => b.lift - a.lift)[0]
  return best && wordsFor(best.source, ranking.after, evidence.roleAfter, role)
}

function wordsFor(source: Source, after: string, roleAfter: boolean, role: string): Reason {
  if (source === 'own-after') return after === '' ? { key: 'reason.start', args: {} } : { key: 'reason.after', args: { after } }
  if (source === 'recent') return { key: 'reason.recent', args: {} }
  if (source === 'often') return { key: 'reason.often', args: {} }
  if (!roleAfter) return { key: 'reason.role', args: { role } }
  return after === '' ? { key: 'reason.role-start', args: { role } } : { key: 'reason.role-after', args: { role, after } }
}
