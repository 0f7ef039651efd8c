import { useCallback, useState } from 'react'
import type { RefObject, UIEvent } from 'react'

interface Room {
  readonly width: number
  readonly height: number
  readonly head: number
  readonly row: number
}

/** Where a column stands, and whether it sticks; `behind`: pixels at the start covered by those that stick. */
interface ColumnSpot {
  readonly start: number
  readonly width: number
  readonly sticks: boolean
  readonly behind: number
}

/** Sideways sight of the grid (rows are the virtualizer's), and bringing a cell into it. Distances are from the start, also in RTL. */
export function useScroll(root: RefObject<HTMLElement | null>, room: Room) {
  const [from, setFrom] = useState(0)
  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    // Steps of a column's width: finer ones would draw for nothing.
    setFrom(Math.round(Math.abs(event.currentTarget.scrollLeft) / 100) * 100)
  }, [])
  const reveal = (row: number, { start, width, sticks, behind }: ColumnSpot): void => {
    const element = root.current
    if (!element) return
    if (row >= 0) {
      const top = row * room.row
      const seen = room.height - room.head
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + room.row > element.scrollTop + seen) element.scrollTop = top + room.row - seen
    }
    if (sticks) return
    const sign = getComputedStyle(element).direction === 'rtl' ? -1 : 1
    const left = Math.abs(element.scrollLeft)
    if (start < left + behind) element.scrollLeft = sign * (start - behind)
    else if (start + width > left + room.width) element.scrollLeft = sign * (start + width - room.width)
  }
  return { from, onScroll, reveal }
}
