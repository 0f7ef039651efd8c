import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import type { Mark } from '#contract/severity.ts'
import styles from './chart.module.css'

export interface TooltipRow {
  readonly key: string
  readonly name: string
  readonly value: string
  readonly color: string
  readonly mark?: Mark | undefined
}

interface TooltipProps {
  /** Where it points, in the window. */
  readonly at: { readonly x: number; readonly y: number }
  /** When, or what. */
  readonly head: string
  readonly rows: readonly TooltipRow[]
}

const mostRows = 10
const gap = 12

/** Values at the cursor: raised, the time first, the biggest first. Stays in the window and out of the pointer's way. */
export function Tooltip({ at, head, rows }: TooltipProps) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const { width, height } = element.getBoundingClientRect()
    const left = at.x + gap + width > window.innerWidth - 4 ? at.x - gap - width : at.x + gap
    const top = Math.max(4, Math.min(at.y - height / 2, window.innerHeight - height - 4))
    element.style.transform = `translate(${Math.round(Math.max(4, left))}px, ${Math.round(top)}px)`
  })
  return createPortal(
    <div ref={box} className={styles['tooltip']} aria-hidden>
      <div className={styles['tooltipHead']}>{head}</div>
      {rows.slice(0, mostRows).map((row) => (
        <div key={row.key} className={styles['tooltipRow']}>
          {row.mark ? <StatusMark mark={row.mark} size={10} silent /> : <i style={{ background: row.color }} />}
          <span dir="auto">{row.name}</span>
          <b>
            <bdi>{row.value}</bdi>
          </b>
        </div>
      ))}
      {rows.length > mostRows && <div className={styles['tooltipMore']}>{text('chart.more', { n: rows.length - mostRows })}</div>}
    </div>,
    document.body,
  )
}
