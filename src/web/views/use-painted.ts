import { useEffect, useState } from 'react'

/** True once the first drawing with `there` is on the screen, and from then on: for what may come a frame later. */
export function usePainted(there: boolean): boolean {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    if (!there || isPainted) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    // A frame's callbacks run before it is painted, a task begun by them after.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true), 0)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [there, isPainted])
  return isPainted
}
