import { lazy, Suspense, useEffect, useState } from 'react'
import type { TipTarget } from './tip-target.ts'

const Tip = lazy(() => import('./Tip.tsx'))

const hoverPauseMs = 450
const tipped = (target: EventTarget | null): TipTarget | undefined => {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
  const words = element?.dataset['tip']
  return element && words ? { element, words } : undefined
}

/** Shows the tip of whatever carries `data-tip`, on hover after a pause and on keyboard focus at once. Escape puts it away. */
export function TipLayer() {
  const [tip, setTip] = useState<TipTarget>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (next: TipTarget | undefined, ms: number): void => {
      clearTimeout(timer)
      timer = setTimeout(() => setTip(next), ms)
    }
    const onOver = (event: PointerEvent): void => {
      if (event.pointerType === 'touch') return
      const next = tipped(event.target)
      if (event.target instanceof Element && event.target.closest('[role="tooltip"]')) return clearTimeout(timer)
      later(next, next ? hoverPauseMs : 100)
    }
    const onFocus = (event: FocusEvent): void => {
      const next = tipped(event.target)
      later(next && next.element.matches(':focus-visible') ? next : undefined, 0)
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') later(undefined, 0)
    }
    const away = (): void => later(undefined, 0)
    document.addEventListener('pointerover', onOver)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKey)
    document.addEventListener('pointerdown', away)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('pointerdown', away)
    }
  }, [])
  if (!tip) return null
  return (
    <Suspense>
      <Tip key={tip.words} {...tip} />
    </Suspense>
  )
}
