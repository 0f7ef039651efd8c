import type { ReactNode } from 'react'

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
