import type { SourceHealth } from '#contract/source.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { allowEntryFor } from './allow-entry.ts'
import { markOfState } from './source-words.ts'
import { Trouble } from './Trouble.tsx'
import styles from './Sources.module.css'

/** What a test of the connection found. */
export function CheckResult({ name, health }: { readonly name: string; readonly health: SourceHealth }) {
  const text = useText()
  // It was not even asked: that it does not answer would send people looking at the wrong end.
  const isBarred = allowEntryFor(health.fault?.detail) !== undefined
  const words = {
    ok: text('sources.checkOk', { name, version: health.version ?? 'none' }),
    down: text('sources.checkDown', { name }),
    unknown: text('sources.checkUnknown', { name }),
  }
  return (
    <output className={styles['result']}>
      <StatusMark mark={isBarred ? 'warning' : markOfState[health.state]} silent />
      <div>
        <strong>{isBarred ? text('sources.checkBarred', { name }) : words[health.state]}</strong>
        {health.fault && <Trouble fault={health.fault} />}
      </div>
    </output>
  )
}
