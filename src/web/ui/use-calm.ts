import { useEffect, useRef, useState } from 'react'

const calmMs = 10_000

/**
 * A value that moves at most every ten seconds: for what is told to those who listen. A summary that is another one every
 * second cannot be heard, and wording it and laying it out costs as much as the drawing. It moves at once with `of`: what
 * is looked at, other than the newest answer.
 */
export function useCalm<T>(value: T, of: unknown): T {
  const [told, setTold] = useState({ value, of })
  const toldAt = useRef(0)
  if (told.of !== of) setTold({ value, of })
  useEffect(() => {
    toldAt.current = performance.now()
  }, [told])
  useEffect(() => {
    if (Object.is(told.value, value)) return undefined
    const timer = setTimeout(() => setTold({ value, of }), Math.max(0, toldAt.current + calmMs - performance.now()))
    return () => clearTimeout(timer)
  }, [told, value, of])
  return told.of === of ? told.value : value
}
