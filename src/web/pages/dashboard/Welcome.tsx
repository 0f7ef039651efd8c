import { useQuery } from '@tanstack/react-query'
import { sourcesQuery } from '#web/api/source-query.ts'
import { statusQuery } from '#web/api/status-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { ConfigSnippet } from '#web/ui/ConfigSnippet.tsx'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import { usePreference } from '#web/ui/preference.ts'
import { goTo } from '#web/url/use-url.ts'
import styles from './Welcome.module.css'

/**
 * First words, over the first dashboard, which already shows this machine. They are gone once a system of the person's
 * own is connected, or when they put them away.
 */
export function Welcome() {
  const text = useText()
  const [welcomed, setWelcomed] = usePreference('welcomed')
  const { data: sources } = useQuery(sourcesQuery)
  const { data: status } = useQuery(statusQuery)
  const demo = useDemoSwitch()
  const own = sources?.some((s) => s.origin === 'ui' || s.origin === 'file')
  if (welcomed === 'yes' || !sources || own || status?.demo !== false) return null
  return (
    <section className={styles['welcome']} aria-labelledby="welcome">
      <div>
        <h2 id="welcome" className={styles['answer']}>
          {text('welcome.title')}
        </h2>
        <p className={styles['words']}>{text('welcome.lead')}</p>
        <div className={styles['ways']}>
          <Button onClick={() => goTo({ page: 'newSource', kind: 'prometheus' })}>{text('welcome.prometheus')}</Button>
          <Button onClick={() => goTo({ page: 'newSource', kind: 'alertmanager' })}>{text('welcome.alertmanager')}</Button>
          <Button busy={demo.busy} onClick={() => demo.set(true)}>
            {text('welcome.demo')}
          </Button>
        </div>
      </div>
      <span className={styles['away']}>
        <IconButton icon="close" size="small" label={text('welcome.done')} onClick={() => setWelcomed('yes')} />
      </span>
      <div className={styles['file']}>
        <p className={styles['small']}>{text('welcome.inFile')}</p>
        <ConfigSnippet />
      </div>
    </section>
  )
}
