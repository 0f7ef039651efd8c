import { useText } from '#web/i18n/text.ts'
import { ConfigSnippet } from '#web/ui/ConfigSnippet.tsx'
import styles from './Sources.module.css'

/** The same without the app, for those who keep their configuration in files. */
export function ConnectInFile() {
  const text = useText()
  return (
    <section className={styles['part']}>
      <h2 className={styles['head']}>{text('sources.connectTitle')}</h2>
      <p className={styles['words']}>{text('sources.connectLead')}</p>
      <ConfigSnippet />
    </section>
  )
}
