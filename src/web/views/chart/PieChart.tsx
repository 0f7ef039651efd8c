import { lazy, Suspense, useMemo } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { pieParts } from './pie-parts.ts'
import type { NamesShape } from './series.ts'
import { labelOf } from './summarize.ts'
import styles from './chart.module.css'

const Ring = lazy(() => import('./RechartsPie.tsx'))

interface PieChartProps {
  readonly shape: NamesShape
  readonly size: { readonly width: number; readonly height: number }
  readonly title: string
}

/** Parts of a whole as a ring, each with its name, value and share in words beside it. */
export function PieChart({ shape, size, title }: PieChartProps) {
  const text = useText()
  const format = useFormat()
  const parts = useMemo(() => pieParts(shape), [shape])
  const places = format.places(
    parts.map((p) => p.share),
    'ratio',
  )
  const beside = size.width > 220
  const ring = Math.max(40, Math.min(size.height, beside ? size.width * 0.5 : size.width, 260))
  return (
    <div className={styles['pie']} role="group" aria-label={title} style={{ blockSize: size.height }}>
      <Suspense fallback={<div style={{ inlineSize: ring, blockSize: ring }} />}>
        <Ring parts={parts} size={ring} />
      </Suspense>
      {beside && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls must be reached by keys
        <ul className={styles['parts']} tabIndex={0} aria-label={title}>
          {parts.map((p) => (
            <li key={p.name}>
              {p.mark ? <StatusMark mark={p.mark} size={11} silent /> : <i style={{ background: p.color }} aria-hidden />}
              <span dir="auto">{labelOf(p, text)}</span>
              <b>
                <bdi>{format.value(p.value, shape.unit)}</bdi>
              </b>
              <small>
                <bdi>{format.value(p.share, 'ratio', places)}</bdi>
              </small>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
