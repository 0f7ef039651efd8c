/** A run of words, and where it can be checked if it is a fact. */
export interface Piece {
  readonly words: string
  readonly href?: string
}

const opening = '\uE000'
/** What people wrote may hold anything; only tags of the locale's own words are tags. */
export const guarded = (words: string): string => words.replaceAll('<', opening)

/** Parts a printed sentence at its tags. A tag without a link is plain words; what is not closed stays as it is. */
export function piecesOf(printed: string, links: Readonly<Record<string, string>>): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of printed.matchAll(/<([a-z]+)>([^<]*)<\/\1>/g)) {
    const [whole, name = '', words = ''] = found
    if (found.index > at) pieces.push({ words: printed.slice(at, found.index) })
    const href = Object.hasOwn(links, name) ? links[name] : undefined
    pieces.push(href === undefined ? { words } : { words, href })
    at = found.index + whole.length
  }
  if (at < printed.length) pieces.push({ words: printed.slice(at) })
  return pieces.map((piece) => ({ ...piece, words: piece.words.replaceAll(opening, '<') }))
}
