import { useEffect, useMemo, useRef } from 'react'
import type { EventCallback, LayoutItem } from 'react-grid-layout'
import type { Place } from '#contract/dashboard.ts'
import { fitCell } from '#core/layout/grid.ts'
import { mirrored } from './cells.ts'
import type { Columns } from './cells.ts'
import type { CoreCompactor } from './compactor.ts'
import type { Hand, Hands } from './hands.ts'
import { nativeOf, pointOf, watchSameCell } from './same-cell.ts'
import { claimSelectionStyle } from './selection-style.ts'
import type { CellSize } from './same-cell.ts'

export interface PointerHandProps {
  readonly id: string
  readonly places: readonly Place[]
  readonly columns: Columns
  readonly hands: Hands
  readonly compactor: CoreCompactor
  readonly cell: CellSize
  /** Element of this section's grid. */
  readonly element: HTMLElement | null
  readonly onSelect: (widget: string) => void
  readonly onPlace: (wanted: Place) => void
  readonly onMoveTo: (widget: string, section: string, wanted: Place) => void
}

const otherSectionAt = (own: HTMLElement, x: number, y: number): HTMLElement | undefined => {
  const all = own.ownerDocument.querySelectorAll<HTMLElement>('[data-section][data-editing]')
  return [...all].find((section) => {
    const { left, right, top, bottom } = section.getBoundingClientRect()
    return section !== own && x >= left && x <= right && y >= top && y <= bottom
  })
}

/** Cell of another section under a dragged element's start corner. */
function cellIn(section: HTMLElement, node: HTMLElement, held: Place, { columns, cell }: Pick<PointerHandProps, 'columns' | 'cell'>): Place {
  const box = node.getBoundingClientRect()
  const grid = section.getBoundingClientRect()
  const left = Math.round((box.left - grid.left) / cell.width)
  return fitCell({ ...held, x: mirrored(left, held.w, columns), y: Math.round((box.top - grid.top) / cell.height) }, columns.cols)
}

/** Drag and resize by pointer: what react-grid-layout reports, told to the compactor and, at the end, to the session. */
export function usePointerHand(props: PointerHandProps) {
  const now = useRef(props)
  useEffect(() => {
    now.current = props
  })
  useEffect(() => claimSelectionStyle(document), [])
  return useMemo(() => {
    let stopWatch = (): void => {}

    const begin = (doing: Hand['doing'], item: LayoutItem | null, event: Event, node: HTMLElement | null): void => {
      const { id, places, hands, compactor, cell, onSelect } = now.current
      const at = item && places.find((p) => p.id === item.i)
      if (!at || !node) return
      onSelect(at.id)
      compactor.hold(at.id, places)
      hands.setState({ hand: { id: at.id, section: id, by: 'pointer', doing, base: places, places, at } })
      const stopMoves = doing === 'move' ? watchSameCell(node, event, cell) : () => {}
      const stopKeys = watchEscape(() => {
        compactor.back()
        hands.setState(({ hand }) => ({ hand: hand && { ...hand, over: undefined } }))
        // The library has no way to give up; letting go over the old cell is one.
        node.ownerDocument.dispatchEvent(new MouseEvent(nativeOf(event) instanceof MouseEvent ? 'mouseup' : 'touchend'))
      })
      stopWatch = () => {
        stopMoves()
        stopKeys()
      }
    }
    /** Over another section nothing moves here; there, room is made. */
    const visit = (node: HTMLElement | null, event: Event): boolean => {
      const { element, hands, compactor } = now.current
      const { hand } = hands.getState()
      const point = pointOf(event)
      const section = element && point && otherSectionAt(element, point.clientX, point.clientY)
      if (!hand || !node || !section) {
        if (hand?.over) hands.setState({ hand: { ...hand, over: undefined } })
        return false
      }
      compactor.back()
      const wanted = cellIn(section, node, hand.at, now.current)
      hands.setState(({ hand: held }) => ({ hand: held && { ...held, over: { section: section.dataset['section'] ?? '', wanted } } }))
      return true
    }
    const end = (): void => {
      stopWatch()
      stopWatch = () => {}
      const { hands, compactor, onPlace, onMoveTo } = now.current
      const { hand } = hands.getState()
      const wanted = compactor.release()
      hands.setState({ hand: undefined })
      if (hand?.over) onMoveTo(hand.id, hand.over.section, hand.over.wanted)
      else if (wanted) onPlace(wanted)
    }

    // The library's callbacks: layout, item before, item now, its ghost, event, element.
    const onDragStart: EventCallback = (...[, , item, , event, node]) => begin('move', item, event, node)
    const onDrag: EventCallback = (...[, , item, , event, node]) => {
      if (item && !visit(node, event)) now.current.compactor.ask(item)
    }
    const onResizeStart: EventCallback = (...[, , item, , event, node]) => begin('resize', item, event, node)
    const onResize: EventCallback = (_layout, _old, item) => item && now.current.compactor.ask(item)
    return { onDragStart, onDrag, onDragStop: end, onResizeStart, onResize, onResizeStop: end }
  }, [])
}

function watchEscape(onEscape: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onEscape()
  }
  window.addEventListener('keydown', onKey, true)
  return () => window.removeEventListener('keydown', onKey, true)
}
