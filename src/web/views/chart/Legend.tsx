import { useState } from 'react'
import type { MouseEvent } from 'react'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { colorOf } from './colors.ts'
import type { Series } from './series.ts'
import { otherName } from './group-series.ts'
import { labelOf } from './summarize.ts'
import styles from './chart.module.css'

interface LegendProps {
  readonly series: readonly Series[]
  readonly off: readonly string[]
  readonly onOff: (off: readonly string[]) => void
  readonly width: number
}

/** Names, each once: a group of others is one entry however many lines it draws. */
const entriesOf = (series: readonly Series[]): readonly Series[] => series.filter((s, i) => series.findIndex((o) => entryName(o) === entryName(s)) === i)
const entryName = (s: Series): string => (s.members ? otherName : s.name)

/** How many entries fit in one row of `width`, room for "3 more" kept. */
function fitting(labels: readonly string[], width: number): number {
  let used = 0
  for (const [i, label] of labels.entries()) {
    used += Math.min(label.length, 30) * 6.1 + 29
    if (used > width - (i < labels.length - 1 ? 64 : 0)) return Math.max(1, i)
  }
  return labels.length
}

/** Names of the series. Click or Enter switches one off and on; with Ctrl or Shift it alone stays on. */
export function Legend({ series, off, onOff, width }: LegendProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const entries = entriesOf(series).map((s) => ({ ...s, name: entryName(s) }))
  const labels = entries.map((s) => labelOf(s, text))
  const fit = fitting(labels, width)
  const toggle = (name: string, event: MouseEvent): void => {
    const others = entries.map((s) => s.name).filter((n) => n !== name)
    if (event.ctrlKey || event.metaKey || event.shiftKey) onOff(others.every((n) => off.includes(n)) ? [] : others)
    else onOff(off.includes(name) ? off.filter((n) => n !== name) : [...off, name])
  }
  return (
    <ul className={styles['legend']} data-open={open || undefined} aria-label={text('chart.legend')}>
      {entries.slice(0, open ? undefined : fit).map((s, i) => (
        <li key={s.name}>
          <button type="button" aria-pressed={!off.includes(s.name)} title={labels[i]} onClick={(event) => toggle(s.name, event)}>
            {s.mark ? <StatusMark mark={s.mark} size={11} silent /> : <i style={{ background: colorOf(s, series) }} />}
            <span dir="auto">{labels[i]}</span>
          </button>
        </li>
      ))}
      {(fit < entries.length || open) && (
        <li>
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? text('chart.fewer') : text('chart.more', { n: entries.length - fit })}
          </button>
        </li>
      )}
    </ul>
  )
}
