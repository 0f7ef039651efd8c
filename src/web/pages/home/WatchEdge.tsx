import type { KeyboardEvent } from 'react'
import styles from './Watch.module.css'

export interface WatchEdgeProps {
  readonly label: string
  /** Place in bars, and how far it may go. */
  readonly at: number
  readonly least: number
  readonly most: number
  readonly place: string
  /** The time it stands at. */
  readonly said: string
  readonly onMove: (at: number) => void
}

/** Bars an arrow key moves by; with Shift an hour. */
const stepOf = ({ shiftKey }: KeyboardEvent): number => (shiftKey ? 4 : 1)

/** One edge of the frame, by keys: arrows a quarter of an hour, with Shift an hour, Home and End as far as it goes. */
export function WatchEdge({ label, at, least, most, place, said, onMove }: WatchEdgeProps) {
  const press = (event: KeyboardEvent): void => {
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: at - stepOf(event),
      ArrowDown: at - stepOf(event),
      ArrowRight: at + stepOf(event),
      ArrowUp: at + stepOf(event),
      PageDown: at - 4,
      PageUp: at + 4,
      Home: least,
      End: most,
    }
    const next = to[event.key]
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onMove(Math.min(most, Math.max(least, next)))
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={at}
      aria-valuetext={said}
      className={styles['edge']}
      style={{ left: place }}
      onKeyDown={press}
    />
  )
}
