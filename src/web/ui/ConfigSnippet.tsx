import { useText } from '#web/i18n/text.ts'
import { IconButton } from './Button.tsx'
import { useToast } from './toast/Toaster.tsx'
import styles from './ConfigSnippet.module.css'

/** homeport.config.json with a Prometheus and an Alertmanager at their usual addresses. */
const snippet = `{
  "sources": [
    { "id": "prometheus", "kind": "prometheus", "url": "http://127.0.0.1:9090" },
    { "id": "alertmanager", "kind": "alertmanager", "url": "http://127.0.0.1:9093" }
  ]
}`

/** Few lines to copy. */
export function ConfigSnippet() {
  const text = useText()
  const toast = useToast()
  const copy = (): void => {
    navigator.clipboard?.writeText(snippet).then(
      () => toast({ words: text('app.copied') }),
      // Refused by the browser: the lines are there to be selected by hand.
      () => toast({ words: text('app.notCopied') }),
    )
  }
  return (
    <section className={styles['box']} dir="ltr" aria-label="homeport.config.json">
      {/* Scrolls sideways, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles['code']} tabIndex={0}>
        {snippet}
      </pre>
      <span className={styles['copy']}>
        <IconButton icon="copy" size="small" label={text('app.copy')} onClick={copy} />
      </span>
    </section>
  )
}
