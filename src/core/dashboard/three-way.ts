import { canonicalJson } from '../query/canonical-json.ts'

/** The same thing in three documents. */
export interface Three<T> {
  readonly base: T
  readonly mine: T
  readonly theirs: T
}

export const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b)

/** The side that changed a value wins; both to the same is no conflict; both differently is one, and mine is taken. */
export function pick<T>({ base, mine, theirs }: Three<T>): { readonly value: T; readonly conflict: boolean } {
  if (same(mine, theirs) || same(theirs, base)) return { value: mine, conflict: false }
  return same(mine, base) ? { value: theirs, conflict: false } : { value: mine, conflict: true }
}

export type Loose = Readonly<Record<string, unknown>>

/** Merges objects property by property, those of a newer version included. `onConflict` hears of every property both changed. */
export function pickProps<T extends Loose>(
  { base, mine, theirs }: Three<Loose> & { readonly mine: T },
  except: readonly string[],
  onConflict: (prop: string, mine: unknown, theirs: unknown) => void,
): T {
  const out: Record<string, unknown> = {}
  const props = new Set([...Object.keys(mine), ...Object.keys(theirs)])
  for (const prop of props) {
    if (except.includes(prop)) {
      out[prop] = mine[prop]
      continue
    }
    const { value, conflict } = pick({ base: base[prop], mine: mine[prop], theirs: theirs[prop] })
    if (conflict) onConflict(prop, mine[prop], theirs[prop])
    if (value !== undefined) out[prop] = value
  }
  // Each property comes from one of two objects of this very type.
  return out as T
}

/** Runs of ids that only one side has, by the id of the common list they follow. */
function runsAfter(list: readonly string[], common: ReadonlySet<string>, kept: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const runs = new Map<string, string[]>()
  let anchor = ''
  for (const id of list) {
    if (common.has(id)) anchor = id
    else if (kept.has(id)) runs.set(anchor, [...(runs.get(anchor) ?? []), id])
  }
  return runs
}

const ordered = (list: readonly string[], among: (id: string) => boolean): string => list.filter(among).join(' ')

/**
 * Merges the order of two lists of ids: who changed the order of what both have wins; what only one has stays behind its
 * predecessor. `conflict` is true when both changed the order; then `prefer` decides, or, to be fair, the alphabet.
 */
export function mergeOrder(
  { base, mine, theirs }: Three<readonly string[]>,
  kept: ReadonlySet<string>,
  prefer: 'mine' | 'either',
): { readonly ids: readonly string[]; readonly conflict: boolean } {
  const both = new Set(mine.filter((id) => kept.has(id) && theirs.includes(id)))
  const known = (id: string): boolean => both.has(id) && base.includes(id)
  const mineMoved = ordered(mine, known) !== ordered(base, known)
  const theirsMoved = ordered(theirs, known) !== ordered(base, known)
  const mineOrder = mine.filter((id) => both.has(id))
  const theirOrder = theirs.filter((id) => both.has(id))
  const differ = mineOrder.join(' ') !== theirOrder.join(' ')
  const conflict = differ && mineMoved === theirsMoved
  const takeMine = conflict ? prefer === 'mine' || mineOrder.join(' ') < theirOrder.join(' ') : mineMoved || !theirsMoved
  const mineRuns = runsAfter(mine, both, kept)
  const theirRuns = runsAfter(theirs, both, kept)
  const after = (anchor: string): readonly string[] => {
    const runs = [mineRuns.get(anchor) ?? [], theirRuns.get(anchor) ?? []]
    return runs.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)).flat()
  }
  const ids = [...after(''), ...(takeMine ? mineOrder : theirOrder).flatMap((id) => [id, ...after(id)])]
  return { ids, conflict: conflict && mineMoved }
}
