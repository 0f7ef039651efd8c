import type { SourceHealth } from '#contract/source.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { markOfState } from './source-words.ts'
import styles from './Sources.module.css'

/** What a test of the connection found. */
export function CheckResult({ name, health }: { readonly name: string; readonly health: SourceHealth }) {
  const text = useText()
  const words = {
    ok: text('sources.checkOk', { name, version: health.version ?? 'none' }),
    down: text('sources.checkDown', { name }),
    unknown: text('sources.checkUnknown', { name }),
  }
  return (
    <output className={styles['result']}>
      <StatusMark mark={markOfState[health.state]} silent />
      <div>
        <strong>{words[health.state]}</strong>
        {health.fault && (
          <p className={styles['words']}>
            {text(`fault.${health.fault.code}`, { detail: 'none' })} {health.fault.detail}
          </p>
        )}
      </div>
    </output>
  )
}
