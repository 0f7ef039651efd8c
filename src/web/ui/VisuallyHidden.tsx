import type { ReactNode } from 'react'

/** Words for those who listen; not seen, still read. */
export function VisuallyHidden({ children, id }: { readonly children: ReactNode; readonly id?: string }) {
  return (
    <span className="hp-hidden" id={id}>
      {children}
    </span>
  )
}
