import { useQuery } from '@tanstack/react-query'
import type { Source } from '#contract/source.ts'
import type { Mark } from '#contract/severity.ts'
import { useMe } from '#web/api/me-query.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
import { statusQuery } from '#web/api/status-query.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { cls } from '#web/ui/cls.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { AccountMenu } from '../person/AccountMenu.tsx'
import people from '../person/Person.module.css'
import { SettingsMenu } from './SettingsMenu.tsx'
import styles from './Rail.module.css'

interface Health {
  readonly mark: Mark
  readonly words: string
}

/** One line on all sources: which answer, and a mark only as loud as the worst. */
export function healthOf(sources: readonly Source[] | undefined, text: Text): Health {
  if (!sources) return { mark: 'unknown', words: text('nav.healthUnknown') }
  if (sources.length === 0) return { mark: 'unknown', words: text('nav.healthNone') }
  const live = sources.filter((s) => s.health.state === 'ok').length
  const isDown = sources.some((s) => s.health.state === 'down')
  // One that was not asked yet is neither live nor in trouble.
  return { mark: isDown ? 'warning' : live < sources.length ? 'unknown' : 'ok', words: text('nav.health', { live, total: sources.length }) }
}

/** Source health and the place this is. */
export function RailFoot({ slim, onKeys }: { readonly slim: boolean; readonly onKeys: () => void }) {
  const text = useText()
  const { data: sources } = useQuery(sourcesQuery)
  const { data: status } = useQuery(statusQuery)
  const me = useMe()
  const health = healthOf(sources, text)
  const about = status && (status.mock ? text('nav.inTab') : text('nav.version', { version: status.version, store: status.store }))
  return (
    <div className={styles['foot']}>
      <PlaceLink to={{ page: 'sources' }} className={styles['health']} data-tip={slim ? health.words : undefined}>
        <StatusMark mark={health.mark} silent />
        <span className={styles['word']}>{health.words}</span>
      </PlaceLink>
      {me ? (
        <div className={cls(people['row'], slim && people['slim'])}>
          <AccountMenu me={me} slim={slim} />
          <SettingsMenu onKeys={onKeys} about={about && `${location.host} · ${about}`}>
            <IconButton icon="settings" size="small" label={text('nav.settings')} />
          </SettingsMenu>
        </div>
      ) : (
        <SettingsMenu onKeys={onKeys}>
          <button type="button" className={styles['person']} data-tip={slim ? text('nav.settings') : undefined}>
            <span className="hp-hidden">{text('nav.settings')}</span>
            <span className={styles['badge']}>
              <Icon name="settings" />
            </span>
            <span className={styles['word']}>
              <span className={styles['who']}>{location.host}</span>
              <span className={styles['about']}>{about ?? '\u00a0'}</span>
            </span>
          </button>
        </SettingsMenu>
      )}
    </div>
  )
}
