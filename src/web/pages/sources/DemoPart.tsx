import { useQuery } from '@tanstack/react-query'
import { statusQuery } from '#web/api/status-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import styles from './Sources.module.css'

/** The demo estate, in and out with one click. */
export function DemoPart() {
  const text = useText()
  const { data: status } = useQuery(statusQuery)
  const demo = useDemoSwitch()
  if (!status) return null
  return (
    <section className={styles['part']}>
      <h2 className={styles['head']}>{text('sources.demoTitle')}</h2>
      <p className={styles['words']}>{text(status.demo ? 'sources.demoOn' : 'sources.demoOff')}</p>
      <Button busy={demo.busy} onClick={() => demo.set(!status.demo)}>
        {text(status.demo ? 'sources.demoRemove' : 'sources.demoLoad')}
      </Button>
    </section>
  )
}
