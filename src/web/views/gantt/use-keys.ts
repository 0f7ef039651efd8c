import type { KeyboardEvent } from 'react'
import type { Scene } from './draw.ts'
import { barAfter, entryBar, moveOf } from './moves.ts'
import { trackMiddle } from './place.ts'
import { toneRank } from './tone.ts'
import type { TimeWindow } from './use-window.ts'

export interface KeySetup {
  readonly scene: Scene
  readonly time: TimeWindow
  readonly held: number | undefined
  /** Takes a bar in hand and says it. */
  readonly hold: (index: number) => void
  readonly act: () => void
  /** Opens what can be done about the bar in hand; false where there is nothing. */
  readonly offer: () => boolean
  /** Puts away what is open; true if there was something. */
  readonly dismiss: () => boolean
  readonly scrollTo: (top: number) => void
}

const zoomKeys: Readonly<Record<string, number>> = { '+': 1 / 1.6, '=': 1 / 1.6, '-': 1.6, _: 1.6 }

/** Scroll position that shows a bar's line, moved as little as possible. */
export function scrolledTo(scene: Scene, index: number): number {
  const bar = scene.plan.bars[index]
  if (!bar) return scene.scrollTop
  const middle = trackMiddle(scene.placement, bar.lane, bar.track)
  const half = scene.placement.metrics.lane / 2
  if (middle - half < scene.scrollTop) return middle - half
  if (middle + half > scene.scrollTop + scene.height) return middle + half - scene.height
  return scene.scrollTop
}

/** Keys of the timeline: arrows walk the bars, plus and minus zoom, 0 fits, Shift pans, Page scrolls, Enter acts, the menu key offers. */
export function useKeys(setup: KeySetup) {
  const { scene, time, held } = setup
  const span = scene.view.to - scene.view.from

  const goTo = (index: number | undefined): void => {
    const bar = index === undefined ? undefined : scene.plan.bars[index]
    if (index === undefined || !bar) return
    setup.hold(index)
    time.show(bar)
    setup.scrollTo(scrolledTo(scene, index))
  }
  const enter = (): void => goTo(held ?? entryBar(scene.plan, scene.view, (bar) => toneRank(bar.tone)))

  const pan = (key: string): boolean => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false
    time.pan((key === 'ArrowLeft' ? -0.1 : 0.1) * span)
    return true
  }
  const zoom = (key: string): boolean => {
    const factor = zoomKeys[key]
    const bar = held === undefined ? undefined : scene.plan.bars[held]
    const at =
      bar && bar.end >= scene.view.from && bar.start <= scene.view.to
        ? Math.min(Math.max((bar.start + bar.end) / 2, scene.view.from), scene.view.to)
        : undefined
    if (factor) time.zoom(factor, at)
    else if (key === '0') time.fit()
    else return false
    return true
  }
  const page = (key: string): boolean => {
    if (key !== 'PageUp' && key !== 'PageDown') return false
    setup.scrollTo(scene.scrollTop + (key === 'PageUp' ? -scene.height : scene.height))
    return true
  }
  const walk = (key: string, ctrl: boolean): boolean => {
    const move = moveOf(key, ctrl)
    if (!move) return false
    if (held === undefined) enter()
    else goTo(barAfter(scene.plan, held, move))
    return true
  }
  const act = (key: string): boolean => {
    if (key === 'Escape') return setup.dismiss()
    if (key !== 'Enter' && key !== ' ') return false
    if (held === undefined) enter()
    else setup.act()
    return true
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event
    if ((key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) && setup.offer()) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.altKey || event.metaKey) return
    const ctrl = event.ctrlKey
    const done = event.shiftKey && !ctrl ? pan(key) || zoom(key) : walk(key, ctrl) || (!ctrl && (zoom(key) || page(key) || act(key)))
    if (!done) return
    event.preventDefault()
    event.stopPropagation()
  }
  return { onKeyDown, enter }
}
