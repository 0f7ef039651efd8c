import type { Fault } from '#contract/fault.ts'
import { useText } from '#web/i18n/text.ts'
import { allowEntryFor } from './allow-entry.ts'
import styles from './Sources.module.css'

/** Why a source does not answer, and where something is to be done about it in the configuration, what. */
export function Trouble({ fault }: { readonly fault: Fault }) {
  const text = useText()
  const entry = allowEntryFor(fault.detail)
  if (entry === undefined)
    return (
      <p className={styles['words']}>
        {text(`fault.${fault.code}`, { detail: 'none' })} {fault.detail}
      </p>
    )
  return (
    <>
      <p className={styles['words']}>{text('sources.allow')}</p>
      <code className={styles['allow']} dir="ltr">
        {`"allow": ["${entry}"]`}
      </code>
    </>
  )
}
