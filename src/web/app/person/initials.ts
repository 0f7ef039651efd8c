/** One or two letters for a person: "Nora Klein" is NK. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s.@_-]+/)
    .filter(Boolean)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  // Code points, so that a letter outside the basic plane stays whole.
  return [first, last]
    .map((word) => word.codePointAt(0))
    .map((point) => (point === undefined ? '' : String.fromCodePoint(point)))
    .join('')
    .toLocaleUpperCase()
}
