import { useCallback, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useCanvas } from './canvas-ui.ts'
import type { CanvasTools } from './canvas-ui.ts'
import { floorIn } from './floor.ts'
import { editOf, moveOf, stepHand, takeUp, toSection } from './grid/hand-keys.ts'
import type { Ground } from './grid/hand-keys.ts'
import type { Hand } from './grid/hands.ts'
import { columnsOf } from '#core/layout/grid.ts'
import { widgetsOf } from '#core/dashboard/section.ts'

const groundOf = ({ doc, breakpoint }: CanvasTools, rtl: boolean): Ground => {
  const now = doc()
  return { doc: now, breakpoint: breakpoint(), rtl, floorOf: floorIn(widgetsOf(now), columnsOf[breakpoint()]) }
}

const framesToWait = 30

/** Focus goes with the widget, also into another section, where its element is a new one and takes a moment to appear. */
export function focusWidget(id: string, waited = 0): void {
  requestAnimationFrame(() => {
    const article = document.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"] article`)
    if (!article && waited < framesToWait) return focusWidget(id, waited + 1)
    if (article && !article.contains(document.activeElement)) article.focus({ preventScroll: true })
    article?.scrollIntoView({ block: 'nearest', behavior: 'auto' })
  })
}

/**
 * Keys of a widget while editing. Space or M takes it up; then arrows move it, Shift and arrows resize it, Page keys go
 * to the next section, Enter drops it, Escape puts it back. Not held: Enter opens the settings, Delete removes.
 */
export function useWidgetKeys(id: string): (event: KeyboardEvent) => void {
  const tools = useCanvas()
  const now = useRef(tools)
  now.current = tools
  return useCallback(
    (event) => {
      const { hands, ui, edit } = now.current
      const onWidget = event.target instanceof HTMLElement && event.target.tagName === 'ARTICLE'
      if (!onWidget || event.ctrlKey || event.metaKey || event.altKey) return
      const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
      const ground = groundOf(now.current, rtl)
      const { hand } = hands.getState()
      const hold = (next: Hand | undefined): void => {
        event.preventDefault()
        event.stopPropagation()
        hands.setState({ hand: next })
        focusWidget(id)
      }
      if (hand?.id !== id || hand.by !== 'keys') {
        if (event.key === ' ' || event.key.toLowerCase() === 'm') hold(takeUp(id, ground))
        else if (event.key === 'Enter') {
          event.preventDefault()
          ui.setState(({ panel }) => ({ selected: id, panel: panel ?? 'data' }))
        } else if (event.key === 'Delete' || event.key === 'Backspace') {
          event.preventDefault()
          edit({ do: 'removeWidget', id })
        }
        return
      }
      const move = moveOf(event.key, event.shiftKey, rtl)
      if (move) return hold(stepHand(hand, move, ground))
      if (event.key === 'PageDown' || event.key === 'PageUp') return hold(toSection(hand, event.key === 'PageDown' ? 1 : -1, ground))
      if (event.key === 'Escape') return hold(undefined)
      if (event.key === 'Enter' || event.key === ' ' || event.key.toLowerCase() === 'm') {
        const change = editOf(hand, ground)
        if (change) edit(change)
        return hold(undefined)
      }
      // Leaving with Tab drops nothing: what is held goes back.
      if (event.key === 'Tab') hands.setState({ hand: undefined })
    },
    [id],
  )
}
