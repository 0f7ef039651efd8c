import { useMemo } from 'react'
import type { DashboardSummary } from '#contract/dashboard.ts'
import { useDashboards } from '#web/ui/use-dashboards.ts'
import { mayOf, useMe } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { useFlags } from '#web/ui/flag/use-flags.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { Kbd } from '#web/ui/Kbd.tsx'
import { Logo } from '#web/ui/Logo.tsx'
import { cls } from '#web/ui/cls.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { usePlace } from '#web/url/use-url.ts'
import { adminPages, heldRoles, isAt, pagesFor } from './main-pages.ts'
import { RailFoot } from './RailFoot.tsx'
import styles from './Rail.module.css'

export interface RailProps {
  readonly slim: boolean
  readonly onFind: () => void
  readonly onKeys: () => void
  readonly onToggle: () => void
}

const most = 14

/** By name, so that nothing moves when somebody saves; of many only the first, and the one that is open. */
function shownOf(all: readonly DashboardSummary[], current: string | undefined): readonly DashboardSummary[] {
  const sorted = all.toSorted((a, b) => a.title.localeCompare(b.title, undefined, { numeric: true }))
  const first = sorted.slice(0, most)
  return [...first, ...sorted.slice(most).filter((d) => d.id === current)]
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The way about: find, pages, dashboards; at the foot whether the sources live, and the settings. */
export function Rail({ slim, onFind, onKeys, onToggle }: RailProps) {
  const text = useText()
  const [place] = usePlace()
  const { data } = useDashboards()
  const flags = useFlags()
  const me = useMe()
  // Without a known person there is nobody to look after either.
  const admin = me ? adminPages.filter(({ right }) => mayOf(me, right)) : []
  const current = place.page === 'dashboard' ? place.id : undefined
  const dashboards = useMemo(() => shownOf(data ?? [], current), [data, current])
  return (
    <nav aria-label={text('nav.main')} className={cls(styles['rail'], slim && styles['slim'])}>
      <div className={styles['brand']}>
        <PlaceLink to={{ page: 'home' }} className={styles['name']}>
          <Logo />
          <span className={styles['word']}>{text('app.name')}</span>
        </PlaceLink>
        <IconButton icon="rail" size="small" label={text(slim ? 'nav.wide' : 'nav.slim')} onClick={onToggle} className={styles['toggle']} />
      </div>
      <button
        type="button"
        className={styles['find']}
        onClick={onFind}

        aria-keyshortcuts="Control+K Meta+K"
        data-tip={slim ? text('nav.find') : undefined}
      >
        <Icon name="find" />
        <span className={styles['word']}>{text('nav.find')}</span>
        <span className={styles['keys']} aria-hidden>
          <Kbd>{isMac ? '⌘ K' : 'Ctrl K'}</Kbd>
        </span>
      </button>
      <ul className={styles['list']}>
        <li>
          <PlaceLink
            to={{ page: 'home' }}
            className={styles['link']}
            aria-current={place.page === 'home' ? 'page' : undefined}
            data-tip={slim ? text('nav.home') : undefined}
          >
            <Icon name="home" />
            <span className={styles['word']}>{text('nav.home')}</span>
          </PlaceLink>
        </li>
        {pagesFor(heldRoles(me), place).map(({ to, icon, words }) => (
          <li key={to.page}>
            <PlaceLink to={to} className={styles['link']} aria-current={isAt(place, to.page) ? 'page' : undefined} data-tip={slim ? text(words) : undefined}>
              <Icon name={icon} />
              <span className={styles['word']}>{text(words)}</span>
            </PlaceLink>
          </li>
        ))}
      </ul>
      <h2 className={styles['head']}>{text('nav.dashboards')}</h2>
      <ul className={cls(styles['list'], styles['scroll'])}>
        {dashboards.map((d) => (
          <li key={d.id}>
            <PlaceLink
              to={{ page: 'dashboard', id: d.id }}
              className={styles['link']}
              aria-current={d.id === current ? 'page' : undefined}
              data-tip={slim ? d.title : undefined}
            >
              <Flag id={d.id} pattern={flags.get(d.id)} size={16} />
              <span className={styles['word']} dir="auto">
                {d.title}
              </span>
            </PlaceLink>
          </li>
        ))}
        {data && data.length > dashboards.length && (
          <li>
            <PlaceLink to={{ page: 'dashboards' }} className={styles['link']}>
              <Icon name="right" />
              <span className={styles['word']}>{text('nav.allDashboards', { count: data.length })}</span>
            </PlaceLink>
          </li>
        )}
      </ul>
      {admin.length > 0 && (
        <>
          <h2 className={styles['head']}>{text('nav.administration')}</h2>
          <ul className={styles['list']}>
            {admin.map(({ to, icon, words }) => (
              <li key={to.page}>
                <PlaceLink
                  to={to}
                  className={styles['link']}
                  aria-current={place.page === to.page ? 'page' : undefined}
                  data-tip={slim ? text(words) : undefined}
                >
                  <Icon name={icon} />
                  <span className={styles['word']}>{text(words)}</span>
                </PlaceLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <RailFoot slim={slim} onKeys={onKeys} />
    </nav>
  )
}
