import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

export interface BodySize {
  readonly width: number
  readonly height: number
}

const none: BodySize = { width: 0, height: 0 }
/** Where nothing at all is laid out (a test without a layout engine) a usual widget is assumed. */
const assumed: BodySize = { width: 480, height: 240 }

const sizeOf = (element: HTMLElement): BodySize =>
  document.documentElement.clientWidth === 0 ? assumed : { width: Math.floor(element.clientWidth), height: Math.floor(element.clientHeight) }

/** Inner size of an element in whole CSS pixels; 0 by 0 until it is laid out. */
export function useBodySize(ref: RefObject<HTMLElement | null>): BodySize {
  const [size, setSize] = useState(none)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = (): void => {
      const next = sizeOf(element)
      setSize((old) => (old.width === next.width && old.height === next.height ? old : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
