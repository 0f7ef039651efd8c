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

/** Whether the element is in or near the window. Printing counts as near: paper shows everything. */
export function useNear(ref: RefObject<Element | null>): boolean {
  const watching = typeof IntersectionObserver !== 'undefined'
  const [near, setNear] = useState(!watching)
  useEffect(() => {
    const element = ref.current
    if (!element || !watching) return
    const onPrint = (): void => setNear(true)
    window.addEventListener('beforeprint', onPrint)
    const stop = observe(element, setNear)
    return () => {
      window.removeEventListener('beforeprint', onPrint)
      stop()
    }
  }, [ref, watching])
  return near
}
