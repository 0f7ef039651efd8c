import { facetNames } from '#contract/observations.ts'
import type { Facet, FacetChoice, FacetName, ObservationRow } from '#contract/observations.ts'

/** The value a row has in a facet; rows without one are found under the empty value. */
const valueIn = (row: ObservationRow, name: FacetName): string => row[name] ?? ''

const words = (text: string): readonly string[] => text.toLowerCase().split(/\s+/).filter(Boolean)

/** Whether every word asked for stands somewhere in what is said. */
export function standsIn(said: readonly (string | null | undefined)[], query: string): boolean {
  const all = said.join(' ').toLowerCase()
  return words(query).every((word) => all.includes(word))
}

/** Whether every word asked for stands somewhere in the row. */
export const saysAll = ({ title, service, owner, id }: ObservationRow, query: string): boolean => standsIn([title, service, owner, id], query)

const chosenOf = (choice: FacetChoice, name: FacetName): ReadonlySet<string> => new Set(choice[name])

/**
 * Rows that match the words and every chosen facet, and for each facet what could be chosen: its values counted among the
 * rows that match everything but that facet itself, most first. What is chosen stays on offer, were it with a count of 0.
 */
export function narrow(
  rows: readonly ObservationRow[],
  query: string,
  choice: FacetChoice,
): { readonly found: readonly ObservationRow[]; readonly facets: readonly Facet[] } {
  const chosen = facetNames.map((name) => ({ name, values: chosenOf(choice, name) }))
  const counts = new Map(facetNames.map((name) => [name, new Map<string, number>([...chosenOf(choice, name)].map((value) => [value, 0]))]))
  const found: ObservationRow[] = []
  for (const row of rows) {
    if (!saysAll(row, query)) continue
    const missed = chosen.filter(({ name, values }) => values.size > 0 && !values.has(valueIn(row, name)))
    if (missed.length === 0) found.push(row)
    // A row that only one facet keeps out still counts in that facet.
    const open = missed.length === 0 ? facetNames : missed.length === 1 ? missed.map(({ name }) => name) : []
    for (const name of open) {
      const values = counts.get(name)
      values?.set(valueIn(row, name), (values.get(valueIn(row, name)) ?? 0) + 1)
    }
  }
  const facets = facetNames.map((name) => ({
    name,
    values: [...(counts.get(name) ?? [])].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
  }))
  return { found, facets }
}
