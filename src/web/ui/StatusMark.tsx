import type { ReactNode } from 'react'
import type { Mark } from '#contract/severity.ts'
import { useText } from '#web/i18n/text.ts'

const ink = 'var(--hp-surface)'

/** Shape first, colour second: every status has an outline of its own (look.md 2). */
const drawings: Readonly<Record<Mark, ReactNode>> = {
  critical: (
    <>
      <path d="M4.7.8h6.6l3.9 3.9v6.6l-3.9 3.9H4.7L.8 11.3V4.7z" fill="var(--hp-critical-fill)" />
      <path d="M8 4v5" stroke={ink} strokeWidth="2" strokeLinecap="round" />
      <circle cx="8" cy="12" r="1.15" fill={ink} />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.2 15.4 14.6H.6z" fill="var(--hp-warning-fill)" stroke="var(--hp-warning-fill)" strokeLinejoin="round" />
      <path d="M8 6v4" stroke={ink} strokeWidth="1.8" strokeLinecap="round" />
      <circle cx="8" cy="12.4" r="1" fill={ink} />
    </>
  ),
  info: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="var(--hp-info-fill)" />
      <path d="M8 7.2V12" stroke={ink} strokeWidth="1.8" strokeLinecap="round" />
      <circle cx="8" cy="4.4" r="1.1" fill={ink} />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="6.6" fill="none" stroke="var(--hp-ok-fill)" strokeWidth="1.7" />
      <path d="m5 8.2 2.1 2.1L11 6.2" fill="none" stroke="var(--hp-ok-fill)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  maintenance: (
    <>
      <path d="M8 .8 15.2 8 8 15.2.8 8z" fill="var(--hp-maintenance-fill)" />
      <path d="M6.3 5.6v4.8M9.7 5.6v4.8" stroke={ink} strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  unknown: <circle cx="8" cy="8" r="6.6" fill="none" stroke="var(--hp-unknown)" strokeWidth="1.6" strokeDasharray="2.6 2.2" />,
}

/** A status mark of `size` pixels. Pass `silent` where the word stands beside it. */
export function StatusMark({ mark, size = 14, silent = false }: { readonly mark: Mark; readonly size?: number; readonly silent?: boolean }) {
  const text = useText()
  const name = silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': text(`mark.${mark}`) }
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" className="hp-mark" {...name}>
      {drawings[mark]}
    </svg>
  )
}
