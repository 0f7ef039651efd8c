import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { deviceZone, useZone } from '#web/url/zone.ts'
import { useRange } from '#web/url/use-time.ts'
import { Button } from '../Button.tsx'
import { Popover } from '../popup/Popover.tsx'
import { useAnnounce } from '../Announcer.tsx'
import { useKey } from '../keys.ts'
import { rangeWords, zoneName } from './range-words.ts'
import styles from './Time.module.css'

const TimePanel = lazy(() => import('./TimePanel.tsx'))

/** The page's range and zone in words; opens the panel that changes them. */
export function TimeControl() {
  const text = useText()
  const format = useFormat()
  const announce = useAnnounce()
  const { spec, range } = useRange()
  const [zone] = useZone()
  const [opened, setOpened] = useState(false)
  const words = rangeWords(spec, range, zone, text, format)
  useKey('t', () => setOpened(true))

  const said = useRef(words)
  useEffect(() => {
    if (said.current === words) return
    said.current = words
    announce(text('time.changed', { range: words }))
  }, [words, announce, text])

  return (
    <Popover
      label={text('time.title')}
      opened={opened}
      onOpened={setOpened}
      flush
      trigger={
        <Button kind="quiet" icon="clock" aria-keyshortcuts="t">
          <span className={styles['range']}>{words}</span>
          {zone !== deviceZone() && <span className={styles['zone']}>{` · ${zone === 'UTC' ? zone : text('time.zoneOf', { city: zoneName(zone) })}`}</span>}
        </Button>
      }
    >
      {(close) => (
        <Suspense>
          <TimePanel close={close} />
        </Suspense>
      )}
    </Popover>
  )
}
