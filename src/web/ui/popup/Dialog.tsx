import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { DialogProps } from './dialog-props.ts'

const DialogModal = lazy(() => import('./DialogModal.tsx'))

/** A dialog over the page: focus is kept inside and goes back to where it came from. Its code loads on first use. */
export function Dialog({ opened, ...rest }: DialogProps) {
  const [used, setUsed] = useState(opened)
  if (opened && !used) setUsed(true)
  const cameFrom = useRef<Element | null>(null)
  useEffect(() => {
    if (opened) {
      cameFrom.current = document.activeElement
      return
    }
    const { current } = cameFrom
    cameFrom.current = null
    if (current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true })
  }, [opened])
  if (!opened && !used) return null
  return (
    <Suspense>
      <DialogModal opened={opened} {...rest} />
    </Suspense>
  )
}
