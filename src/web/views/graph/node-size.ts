/** Node of the picture language: 104 by 38; wider, up to 160, where the names need it, for all nodes alike. */
export const nodeHeight = 38
const narrowest = 104
const widest = 160
/** Mark, gap and padding beside a name; mean width of a letter at 12 px, weight 640. */
const beside = 32
const perLetter = 6.9

/** Width that shows nine of ten names whole. Estimated from letters, so that it is the same in a worker and on paper. */
export function nodeWidthFor(names: readonly string[]): number {
  const lengths = names.map((n) => n.length).toSorted((a, b) => a - b)
  const most = lengths[Math.max(0, Math.ceil(lengths.length * 0.9) - 1)] ?? 0
  return Math.min(widest, Math.max(narrowest, Math.ceil((most * perLetter + beside) / 8) * 8))
}
