import { useState } from 'react'
import type { FocusEvent } from 'react'
import { steady } from './steady.ts'

const none: readonly never[] = []

/** Rows that stay where they are while the pointer or the focus is among them. `hold` goes on what surrounds them. */
export function useSteady<T extends { readonly id: string }>(next: readonly T[] = none) {
  const [hands, setHands] = useState({ pointer: false, focus: false })
  const [shown, setShown] = useState<readonly T[]>(next)
  const isHeld = hands.pointer || hands.focus
  const { rows, waiting } = steady(shown, next, isHeld)
  // Kept from drawing to drawing, so that the order that is held is the one that was seen.
  if (rows !== shown && (rows.length !== shown.length || rows.some((row, i) => row !== shown[i]))) setShown(rows)
  const isInside = (event: FocusEvent): boolean => event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)
  return {
    rows,
    waiting,
    hold: {
      onPointerEnter: () => setHands((it) => ({ ...it, pointer: true })),
      onPointerLeave: () => setHands((it) => ({ ...it, pointer: false })),
      onFocus: () => setHands((it) => ({ ...it, focus: true })),
      onBlur: (event: FocusEvent) => {
        if (!isInside(event)) setHands((it) => ({ ...it, focus: false }))
      },
    },
  }
}
