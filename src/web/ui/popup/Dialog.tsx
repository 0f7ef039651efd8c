import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

const DialogModal = lazy(() => import('./DialogModal.tsx'))

export interface DialogProps {
  readonly opened: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Quiet actions at the start, the primary one last; drawn in the foot. */
  readonly actions?: ReactNode
  /** 420, 620 or 860 px; the whole screen on a phone. */
  readonly size?: 'small' | 'normal' | 'large'
  /** Content brings its own head; the title is only heard. */
  readonly bare?: boolean
  /** One line below the title. */
  readonly lead?: string | undefined
}

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
