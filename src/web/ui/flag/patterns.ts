/** Fourteen two-tone patterns on a 16 px cloth, after the signal flags of ships. Told apart by shape, never by colour. */
export const flagPaths = [
  'M0 0h8v16H0z',
  'M0 0h16v8H0z',
  'M5 0h6v16H5z',
  'M0 5h16v6H0z',
  'M0 0h16L0 16z',
  'M6 0h4v6h6v4h-6v6H6v-6H0V6h6z',
  'M0 0h3l5 5 5-5h3v3l-5 5 5 5v3h-3l-5-5-5 5H0v-3l5-5-5-5z',
  'M4 4h8v8H4z',
  'M8 3.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2z',
  'M0 0h8v8H0zM8 8h8v8H8z',
  'M8 1 15 8 8 15 1 8z',
  'M0 0l9 8-9 8z',
  'M0 0h4v16H0zM8 0h4v16H8z',
  'M0 0h16v3.5H0zM0 12.5h16V16H0z',
] as const

/** FNV-1a, 32 bit: short, and spreads ids that differ in one letter. */
function hash(id: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < id.length; i += 1) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** The pattern an id has by itself. */
export const patternOf = (id: string): number => hash(id) % flagPaths.length

/** Patterns for one list: each id its own, the next free one on a clash. From the fifteenth on they repeat. */
export function patternsOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const taken = new Set<number>()
  const found = new Map<string, number>()
  for (const id of ids) {
    if (taken.size === flagPaths.length) taken.clear()
    let pattern = patternOf(id)
    while (taken.has(pattern)) pattern = (pattern + 1) % flagPaths.length
    taken.add(pattern)
    found.set(id, pattern)
  }
  return found
}
