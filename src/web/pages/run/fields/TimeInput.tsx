import { useState } from 'react'
import { isZone } from '#core/time/zone.ts'
import { Input } from '#web/ui/field/Input.tsx'
import type { FieldParts } from '#web/ui/field/Field.tsx'
import { printPoint, typedPoint } from '#web/ui/time/typed-point.ts'
import { useClock } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'

export interface TimeInputProps {
  readonly parts: FieldParts
  readonly at: number | undefined
  /** The site's zone; the reader's where none is answered. */
  readonly zone: string
  readonly onChange: (at: number | null) => void
}

/** A moment in a zone. While what stands there is no moment, the last one that was stays the answer. */
export function TimeInput({ parts, at, zone, onChange }: TimeInputProps) {
  const [own] = useZone()
  const clock = useClock()
  const shown = isZone(zone) ? zone : own
  const [typed, setTyped] = useState<string>()
  const local = at === undefined ? '' : printPoint(at, shown).slice(0, 16).replace(' ', 'T')
  const change = (words: string): void => {
    setTyped(words)
    if (words === '') return onChange(null)
    const point = typedPoint(words.replace('T', ' '), 'start', shown, clock.now())
    if (point !== undefined && /^\d+$/.test(point)) onChange(Number(point))
  }
  return <Input {...parts} type="datetime-local" value={typed ?? local} onChange={(e) => change(e.target.value)} onBlur={() => setTyped(undefined)} />
}
