/** Size of one grid cell including its gutter, in CSS pixels. */
export interface CellSize {
  readonly width: number
  readonly height: number
}

interface Point {
  readonly clientX: number
  readonly clientY: number
}

/** The browser's own event: a drag begins with one that React has wrapped. */
export const nativeOf = (event: Event): Event => ('nativeEvent' in event && event.nativeEvent instanceof Event ? event.nativeEvent : event)

export const pointOf = (wrapped: Event): Point | undefined => {
  const event = nativeOf(wrapped)
  if (event instanceof MouseEvent) return event
  return typeof TouchEvent !== 'undefined' && event instanceof TouchEvent ? (event.touches[0] ?? event.changedTouches[0]) : undefined
}

const edge = 48
const fastest = 18

/** Pixels to scroll per frame: the nearer to the window's upper or lower edge, the faster. */
const pull = ({ clientY }: Point): number => {
  const over = Math.max(edge - clientY, 0)
  const under = Math.max(clientY - (window.innerHeight - edge), 0)
  return Math.round(((under - over) / edge) * fastest)
}

/** Scrolls the page while the pointer rests near its upper or lower edge; each step counts as a move of the pointer. */
function scrollAtEdges(): { readonly feed: (point: Point) => void; readonly stop: () => void } {
  let frame: number | undefined
  let last: Point | undefined
  const scroll = (): void => {
    frame = undefined
    const by = last ? pull(last) : 0
    if (!last || by === 0) return
    const before = window.scrollY
    window.scrollBy(0, by)
    if (window.scrollY === before) return
    document.dispatchEvent(new MouseEvent('mousemove', { clientX: last.clientX, clientY: last.clientY, bubbles: true }))
    frame ??= requestAnimationFrame(scroll)
  }
  return {
    feed: (point) => {
      last = { clientX: point.clientX, clientY: point.clientY }
      if (pull(last) !== 0) frame ??= requestAnimationFrame(scroll)
    },
    stop: () => {
      if (frame !== undefined) cancelAnimationFrame(frame)
      last = undefined
    },
  }
}

/**
 * While a widget is dragged, lets a pointer move reach react-grid-layout only when it leads into another cell, and moves
 * the element itself in between: inside a cell nothing is computed or drawn anew. Returns the end of the watch.
 */
export function watchSameCell(node: HTMLElement, start: Event, cell: CellSize): () => void {
  const grip = pointOf(start)
  const grid = node.offsetParent
  if (!grip || !grid) return () => {}
  const box = node.getBoundingClientRect()
  const hold = { x: grip.clientX - box.left, y: grip.clientY - box.top }
  const edges = scrollAtEdges()
  let known = ''
  let wanted = node.style.transform
  // The library draws the element where the pointer was when a cell was crossed, perhaps after it has moved on.
  const keep = new MutationObserver(() => {
    if (node.style.transform !== wanted) node.style.transform = wanted
  })
  keep.observe(node, { attributes: true, attributeFilter: ['style'] })
  const onMove = (event: Event): void => {
    const point = pointOf(event)
    if (!point) return
    const origin = grid.getBoundingClientRect()
    const left = point.clientX - hold.x - origin.left
    const top = point.clientY - hold.y - origin.top
    node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
    wanted = node.style.transform
    const here = `${Math.round(left / cell.width)} ${Math.round(top / cell.height)}`
    if (here === known) event.stopImmediatePropagation()
    known = here
    edges.feed(point)
  }
  window.addEventListener('mousemove', onMove, true)
  window.addEventListener('touchmove', onMove, true)
  return () => {
    edges.stop()
    keep.disconnect()
    window.removeEventListener('mousemove', onMove, true)
    window.removeEventListener('touchmove', onMove, true)
  }
}
