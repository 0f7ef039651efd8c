import type { IntakeReply, Observation } from '#contract/observation.ts'
import { ServerFault } from '../fault.ts'

/** One event of a delivery: what it says, or why it is not taken. The others are not harmed by it. */
export type Item = { readonly observation: Observation } | { readonly refused: { readonly detail: string; readonly field?: string } } | { readonly known: true }

/** Reads one event; its own `invalid` becomes its verdict, every other error is the delivery's. */
export function readItem(read: () => Observation): Item {
  try {
    return { observation: read() }
  } catch (error) {
    if (!(error instanceof ServerFault) || error.fault.code !== 'invalid') throw error
    const { detail, field } = error.fault
    return { refused: { detail: detail ?? 'not valid', ...(field && { field }) } }
  }
}

type Put = (observations: readonly Observation[]) => Promise<{ readonly taken: number; readonly known: number }>

/** Stores what can be stored, in one write, and says what became of each. */
export async function takeItems(items: readonly Item[], put: Put): Promise<Pick<IntakeReply, 'taken' | 'known' | 'refused'>> {
  const observations = items.flatMap((item) => ('observation' in item ? [item.observation] : []))
  const knownBefore = items.filter((item) => 'known' in item).length
  const refused = items.flatMap((item, index) => ('refused' in item ? [{ index, ...item.refused }] : []))
  const { taken, known } = observations.length > 0 ? await put(observations) : { taken: 0, known: 0 }
  return { taken, known: known + knownBefore, refused }
}
