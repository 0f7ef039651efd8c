/** Letters as people type them: without case and accents. */
const plain = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * How well a query fits a name: 0 = not at all. A whole match beats a beginning, that the beginning of a word, that a part
 * anywhere, and that letters in order. Every word of the query must fit somewhere.
 */
export function fit(query: string, name: string): number {
  const wanted = plain(query).split(/\s+/).filter(Boolean)
  const words = plain(name)
  if (wanted.length === 0) return 1
  const scores = wanted.map((part) => fitPart(part, words))
  return scores.includes(0) ? 0 : scores.reduce((a, b) => a + b, 0) / scores.length
}

function fitPart(part: string, name: string): number {
  if (name === part) return 100
  const at = name.indexOf(part)
  if (at === 0) return 80
  if (at > 0) return /[\s\-_./:(]/.test(name[at - 1] ?? '') ? 60 : 40
  return inOrder(part, name) ? 10 : 0
}

function inOrder(part: string, name: string): boolean {
  let from = 0
  for (const letter of part) {
    const at = name.indexOf(letter, from)
    if (at < 0) return false
    from = at + 1
  }
  return part.length > 1
}

/** The items that fit, best first; equal ones keep their order. */
export function ranked<T>(items: readonly T[], query: string, nameOf: (item: T) => string): readonly T[] {
  if (query.trim() === '') return items
  return items
    .map((item, i) => ({ item, i, score: fit(query, nameOf(item)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.i - b.i)
    .map(({ item }) => item)
}
