import { minute, second } from '#core/time/duration.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { useRefresh } from '#web/url/use-time.ts'
import { useAnnounce } from '../Announcer.tsx'
import { Button, IconButton } from '../Button.tsx'
import { useKey } from '../keys.ts'
import { Menu } from '../popup/Menu.tsx'
import type { MenuEntry } from '../popup/menu-entry.ts'
import styles from './Time.module.css'

const intervals = [5 * second, 10 * second, 30 * second, minute, 5 * minute, 15 * minute]

/** Refresh now, how often, and a pause that keeps how often. */
export function RefreshControl() {
  const text = useText()
  const format = useFormat()
  const announce = useAnnounce()
  const { everyMs, paused, setEvery, setPaused, refresh } = useRefresh()
  const now = (): void => {
    refresh()
    announce(text('time.refreshed'))
  }
  useKey('r', now)
  const offered = intervals.includes(everyMs) || everyMs === 0 ? intervals : [...intervals, everyMs].toSorted((a, b) => a - b)
  const items: readonly MenuEntry[] = [
    ...(everyMs > 0
      ? [
          {
            id: 'pause',
            label: text(paused ? 'time.resume' : 'time.pause'),
            icon: paused ? ('play' as const) : ('pause' as const),
            onSelect: () => setPaused(!paused),
          },
          { line: 'after-pause' },
        ]
      : []),
    ...offered.map((ms) => ({
      id: String(ms),
      label: text('time.refreshEvery', { duration: format.duration(ms) }),
      checked: ms === everyMs,
      onSelect: () => setEvery(ms),
    })),
    { id: 'off', label: text('time.refreshOff'), checked: everyMs === 0, onSelect: () => setEvery(0) },
  ]
  const state = everyMs === 0 ? text('time.refreshOff') : paused ? text('time.paused') : text('time.refreshEvery', { duration: format.duration(everyMs) })
  return (
    <span className={styles['refresh']}>
      <IconButton icon="retry" label={text('time.refreshNow')} onClick={now} aria-keyshortcuts="r" />
      <Menu
        items={items}
        trigger={
          <Button kind="quiet" opens className={styles['every']} data-tip={`${text('time.refresh')}: ${state}`}>
            <span className="hp-hidden">{`${text('time.refresh')}: ${state}`}</span>
            <span aria-hidden>{everyMs === 0 ? '' : paused ? text('time.paused') : format.duration(everyMs)}</span>
          </Button>
        }
      />
    </span>
  )
}
