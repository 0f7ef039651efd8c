import type { Compactor, Layout, LayoutItem } from 'react-grid-layout'
import type { Place } from '#contract/dashboard.ts'
import { samePlace, toItem, toPlace } from './cells.ts'
import type { Columns } from './cells.ts'

/** Puts one widget where it is wanted and lets the others flow: `place` of core/layout. */
export type Arrange = (base: readonly Place[], wanted: Place, cols: number) => readonly Place[]

/** What is under the pointer now: the cell asked for, and the layout that would come of it. */
export interface Held {
  readonly wanted: Place
  readonly places: readonly Place[]
}

export interface CoreCompactor extends Compactor {
  /** A drag or resize of `id` begins on the layout `base`. */
  hold(id: string, base: readonly Place[]): void
  /** The pointer asks for this cell. Nothing happens while it stays the same. */
  ask(item: LayoutItem): void
  /** Asks for the cell it came from. */
  back(): void
  /** Ends it and gives the last cell asked for; undefined when the widget is where it was. */
  release(): Place | undefined
}

interface Grip {
  readonly id: string
  readonly base: readonly Place[]
  wanted: Place
  places: readonly Place[]
  drawn: LayoutItem[] | undefined
}

/**
 * Lets react-grid-layout draw exactly what core/layout will store: every step is computed from the layout at the start
 * of the drag and the cell asked for, so the way the pointer took leaves no trace. With `allowOverlap` the library's own
 * push cascade is off. The library also moves the held item in place before it asks, so a known answer is written back
 * over that item.
 */
export function createCompactor(columns: Columns, arrange: Arrange, onStep: (held: Held) => void): CoreCompactor {
  let grip: Grip | undefined

  const draw = (places: readonly Place[], layout: Layout): LayoutItem[] => {
    const byId = new Map(places.map((p) => [p.id, p]))
    return layout.map((item) => ({ ...item, ...toItem(byId.get(item.i) ?? toPlace(item, columns), columns) }))
  }
  const settle = (now: Grip, wanted: Place, places: readonly Place[]): void => {
    now.wanted = wanted
    now.places = places
    now.drawn = undefined
    onStep({ wanted, places })
  }
  const restore = ({ id, places, drawn }: Grip): void => {
    const place = places.find((p) => p.id === id)
    const item = drawn?.find((l) => l.i === id)
    if (place && item) Object.assign(item, toItem(place, columns))
  }

  return {
    type: 'vertical',
    allowOverlap: true,
    hold(id, base) {
      const start = base.find((p) => p.id === id)
      grip = start && { id, base, wanted: start, places: base, drawn: undefined }
    },
    ask(item) {
      if (!grip || item.i !== grip.id) return
      const wanted = toPlace(item, columns)
      if (samePlace(wanted, grip.wanted)) return
      // At its own cell nothing is wanted: the others stand as they stood, even where putting it there would let one of them rise past it.
      const start = grip.base.find((p) => p.id === item.i)
      settle(grip, wanted, start && samePlace(wanted, start) ? grip.base : arrange(grip.base, wanted, columns.cols))
    },
    back() {
      const start = grip?.base.find((p) => p.id === grip?.id)
      if (grip && start) settle(grip, start, grip.base)
    },
    release() {
      const last = grip
      grip = undefined
      const start = last?.base.find((p) => p.id === last.id)
      return last && start && !samePlace(last.wanted, start) ? last.wanted : undefined
    },
    compact(layout) {
      if (!grip) return layout
      if (grip.drawn?.length === layout.length) restore(grip)
      else grip.drawn = draw(grip.places, layout)
      return grip.drawn
    },
  }
}
