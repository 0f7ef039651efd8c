import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Landing } from '#contract/landing.ts'
import type { Need } from '#contract/need.ts'
import type { Source } from '#contract/source.ts'
import { useMay } from '#web/api/me-query.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
import { useText } from '#web/i18n/text.ts'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { useGoOn } from '#web/ui/page/content-focus.ts'
import { hrefOf } from '#web/url/use-url.ts'
import type { Place } from '#web/url/place.ts'
import { Strip } from './Strip.tsx'
import { WayLink } from './WayLink.tsx'
import styles from './Connect.module.css'

/** What pulls: everything else is told to Homeport, and whoever tells needs a token. */
const pulled: Readonly<Partial<Record<Need, string>>> = { services: 'prometheus', targets: 'prometheus', hosts: 'prometheus', objectives: 'prometheus' }

/** The form that connects it. Alerts of an Alertmanager that is there already become a history only when it reports them, too. */
function formFor(need: Need, sources: readonly Source[], mayMakeTokens: boolean): Place {
  const kind = pulled[need]
  if (kind !== undefined) return { page: 'newSource', kind }
  if (need === 'alerts' && !sources.some((source) => source.kind === 'alertmanager')) return { page: 'newSource', kind: 'alertmanager' }
  if (need === 'other') return { page: 'newSource' }
  return mayMakeTokens ? { page: 'tokens' } : { page: 'source', id: 'events' }
}

/** What the landing of the role waits for, a short card each, for those who can do something about it. */
export function Connect({ landing, className }: { readonly landing: Pick<Landing, 'connect' | 'demo'>; readonly className?: string | undefined }) {
  const text = useText()
  const { data: sources = [] } = useQuery(sourcesQuery)
  const mayMakeTokens = useMay('tokens.manage')
  const mayDemo = useMay('demo.manage')
  const demo = useDemoSwitch()
  const cards = useRef<HTMLUListElement>(null)
  useGoOn(cards)
  const hasDemo = sources.some((source) => source.kind === 'demo')
  return (
    <Strip id="connect" title={text('home.connect')} className={className} why={text('home.connectWhy')}>
      <ul ref={cards} className={styles['cards']}>
        {landing.connect.map(({ need, widgets }) => (
          <li key={need}>
            <WayLink to={hrefOf(formFor(need, sources, mayMakeTokens))} className={styles['card']}>
              <span className={styles['name']}>
                <Icon name="plus" size={14} />
                {text(`home.connect.${need}`)}
              </span>
              <span className={styles['by']}>{text(`home.connect.${need}By`)}</span>
              <span className={styles['n']}>{text('home.connectWidgets', { n: widgets })}</span>
            </WayLink>
          </li>
        ))}
        {mayDemo && !hasDemo && (
          <li>
            <button type="button" className={styles['card']} disabled={demo.busy} onClick={() => demo.set(true)}>
              <span className={styles['name']}>
                <Icon name="plus" size={14} />
                {text('home.connect.demo')}
              </span>
              <span className={styles['by']}>{text('home.connect.demoBy')}</span>
            </button>
          </li>
        )}
      </ul>
    </Strip>
  )
}
