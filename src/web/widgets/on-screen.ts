import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Widgets this close to the window already ask, so that scrolling finds them filled. */
const margin = '320px'

type Told = (near: boolean) => void
const watched = new Map<Element, Told>()
let observer: IntersectionObserver | undefined

const observe = (element: Element, told: Told): (() => void) => {
  observer ??= new IntersectionObserver((entries) => entries.forEach((e) => watched.get(e.target)?.(e.isIntersecting)), { rootMargin: margin })
  watched.set(element, told)
  observer.observe(element)
  return () => {
    watched.delete(element)
    observer?.unobserve(element)
  }
}

export interface OnScreen {
  readonly near: boolean
  /** It was near once: what was drawn stays drawn, so that scrolling back finds it as it was. */
  readonly seen: boolean
}

const never: OnScreen = { near: false, seen: false }
const always: OnScreen = { near: true, seen: true }

/** Whether the element is in or near the window. Printing counts as near: paper shows everything. */
export function useOnScreen(ref: RefObject<Element | null>): OnScreen {
  const watching = typeof IntersectionObserver !== 'undefined'
  const [state, setState] = useState(watching ? never : always)
  useEffect(() => {
    const element = ref.current
    if (!element || !watching) return
    const onPrint = (): void => setState(always)
    window.addEventListener('beforeprint', onPrint)
    const stop = observe(element, (near) => setState((old) => (old.near === near ? old : { near, seen: near || old.seen })))
    return () => {
      window.removeEventListener('beforeprint', onPrint)
      stop()
    }
  }, [ref, watching])
  return state
}
