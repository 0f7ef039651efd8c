import { useMemo, useState } from 'react'
import { useText } from '#web/i18n/text.ts'
import { useLanguage } from '#web/i18n/text.ts'
import { useRange } from '#web/url/use-time.ts'
import { allZones, deviceZone, useZone } from '#web/url/zone.ts'
import { Button } from '../Button.tsx'
import { PickList } from '../pick/PickList.tsx'
import type { PickOption } from '../pick/PickList.tsx'
import { zoneName } from './range-words.ts'
import styles from './Time.module.css'

/** `GMT+5:30` at the moment shown: the offset is what people compare. */
function offsetWords(zone: string, at: number, tag: string): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at)
  return parts.find((p) => p.type === 'timeZoneName')?.value ?? ''
}

/** The zone, and the way to any other. */
export function ZonePart() {
  const text = useText()
  const { tag } = useLanguage()
  const { range } = useRange()
  const [zone, setZone] = useZone()
  const [searching, setSearching] = useState(false)
  const device = deviceZone()
  const options = useMemo<readonly PickOption[]>(() => {
    if (!searching) return []
    const named = (z: string): PickOption => ({ value: z, label: zoneName(z), also: z, hint: offsetWords(z, range.from, tag) })
    return [
      { ...named(device), label: text('time.zoneDevice', { zone: zoneName(device) }) },
      ...allZones()
        .filter((z) => z !== device)
        .map(named),
    ]
  }, [searching, device, range.from, tag, text])
  if (!searching)
    return (
      <div className={styles['zones']}>
        <span className={styles['hint']}>{text('time.zone')}</span>
        <Button size="small" opens onClick={() => setSearching(true)}>
          {zone === device ? text('time.zoneDevice', { zone: zoneName(zone) }) : zoneName(zone)}
        </Button>
      </div>
    )
  return (
    <div className={styles['zonePick']}>
      <PickList
        label={text('time.zoneFind')}
        options={options}
        chosen={[zone]}
        none={(query) => text('time.zoneNone', { query })}
        onPick={(next) => {
          setZone(next === device ? null : next)
          setSearching(false)
        }}
        big
      />
    </div>
  )
}
