import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import styles from './Audit.module.css'

interface ChainStateProps {
  readonly chain: { readonly whole: boolean; readonly sealed: number; readonly brokenAt: number | null }
}

/** Whether any line was changed or taken out since it was written, in one sentence. */
export function ChainState({ chain }: ChainStateProps) {
  const text = useText()
  const format = useFormat()
  return (
    <p className={styles['chain']} data-broken={!chain.whole || undefined} role={chain.whole ? undefined : 'alert'}>
      <StatusMark mark={!chain.whole ? 'critical' : chain.sealed === 0 ? 'unknown' : 'ok'} silent />
      {chain.whole ? text('audit.whole', { count: chain.sealed }) : text('audit.broken', { line: format.value(chain.brokenAt ?? 0) })}
    </p>
  )
}
