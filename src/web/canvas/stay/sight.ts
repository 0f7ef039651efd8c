import type { Stay } from '#contract/stay.ts'

/** Height of the page's bar, and a little: what is under it is not in sight. */
const barPx = 72

const cells = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-widget]')]
const cellOf = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"]`)

/** Widget at the top of what is in sight; undefined at the beginning of the page. */
export function topWidget(): string | undefined {
  const places = cells().map((cell) => ({ id: cell.dataset['widget'], box: cell.getBoundingClientRect() }))
  if (places.every(({ box }) => box.top >= 0)) return undefined
  const seen = places.filter(({ box }) => box.bottom > barPx + 24)
  return seen.toSorted((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)[0]?.id
}

/** Widget the focus or the last press is in. */
export const widgetUnder = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-widget]')?.dataset['widget'] : undefined

/** Brings a widget to the top of what is in sight, and hands the focus to the one somebody was at. */
export function bringBack({ top, widget }: Pick<Stay, 'top' | 'widget'>): void {
  const cell = top === undefined ? null : cellOf(top)
  if (cell) {
    cell.style.scrollMarginBlockStart = `${barPx}px`
    cell.scrollIntoView({ block: 'start' })
  }
  const article = widget === undefined ? null : (cellOf(widget)?.querySelector<HTMLElement>('article') ?? null)
  article?.focus({ preventScroll: true })
}
