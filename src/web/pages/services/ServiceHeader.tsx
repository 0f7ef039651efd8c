import type { ServiceRow } from '#contract/services.ts'
import { useMay } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { goTo } from '#web/url/use-url.ts'
import { safeLink } from '#web/ui/safe-link.ts'
import { useScores } from './use-scores.ts'
import styles from './Services.module.css'

/** How it does now in one sentence, whose it is, and the one thing to do. */
export function ServiceHeader({ service, demo }: { readonly service: ServiceRow; readonly demo: boolean }) {
  const text = useText()
  const { id, name, mark, alerts, incidents, changes } = service
  const { scores } = useScores(demo)
  const score = scores.get(id)
  const facts = [
    ['tier', service.tier === undefined ? undefined : text('observing.tier', { tier: service.tier })],
    ['owner', service.owner],
    ['team', service.team],
    ['site', service.site],
    ['capability', service.capability],
  ] as const
  const links = (service.links ?? []).flatMap(({ title, url }) => {
    const href = safeLink(url)
    return href === undefined ? [] : [{ title, href }]
  })
  return (
    <header className={styles['header']}>
      <div className={styles['answer']}>
        <h2 className={styles['title']} dir="auto">
          {name ?? id}
        </h2>
        <p className={styles['state']}>
          <StatusMark mark={mark} size={16} silent />
          {text('observing.serviceNow', { alerts, incidents, changes })}
          {score && score.because !== '' && ` ${score.because}.`}
        </p>
        {service.description !== undefined && (
          <p className={styles['description']} dir="auto">
            {service.description}
          </p>
        )}
        <dl className={styles['who']}>
          {facts.map(([key, value]) =>
            value === undefined ? null : (
              <div key={key}>
                <dt>{text(`observing.facet.${key}`)}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
          )}
          {links.length > 0 && (
            <div>
              <dt>{text('observing.links')}</dt>
              <dd className={styles['links']}>
                {links.map(({ title, href }) => (
                  <a key={href} href={href} target="_blank" rel="noopener noreferrer" dir="auto">
                    {title}
                    <Icon name="external" size={12} />
                  </a>
                ))}
              </dd>
            </div>
          )}
        </dl>
      </div>
      <Act service={service} />
    </header>
  )
}

function Act({ service: { id, name, alerts, incidents } }: { readonly service: ServiceRow }) {
  const text = useText()
  const mayWork = useMay('editor')
  if (!mayWork) return null
  const about = JSON.stringify({ kind: 'service', id, title: (name ?? id).slice(0, 1000), service: id })
  const isBurning = alerts + incidents > 0
  return (
    <div className={styles['act']}>
      {isBurning && (
        <Button kind="primary" icon="play" onClick={() => goTo({ page: 'newRun', workflow: 'triage', about })}>
          {text('palette.triage')}
        </Button>
      )}
      <Button kind={isBurning ? 'plain' : 'primary'} icon={isBurning ? undefined : 'play'} onClick={() => goTo({ page: 'newRun', workflow: 'change', about })}>
        {text('palette.change')}
      </Button>
    </div>
  )
}
