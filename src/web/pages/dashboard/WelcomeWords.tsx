import { useText } from '#web/i18n/text.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { ConfigSnippet } from '#web/ui/ConfigSnippet.tsx'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import { goTo } from '#web/url/use-url.ts'
import styles from './Welcome.module.css'

/** What is seen here, and how to see one's own systems. */
export default function WelcomeWords({ onDone }: { readonly onDone: () => void }) {
  const text = useText()
  const demo = useDemoSwitch()
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
        <IconButton icon="close" size="small" label={text('welcome.done')} onClick={onDone} />
      </span>
      <div className={styles['file']}>
        <p className={styles['small']}>{text('welcome.inFile')}</p>
        <ConfigSnippet />
      </div>
    </section>
  )
}
