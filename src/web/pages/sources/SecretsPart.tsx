import { secretFields } from '#contract/source.ts'
import type { SecretChanges, Source } from '#contract/source.ts'
import { useText } from '#web/i18n/text.ts'
import { SecretRow } from './SecretRow.tsx'
import styles from './Sources.module.css'

export interface SecretsPartProps {
  readonly source: Source | undefined
  /** Address in the form. */
  readonly url: unknown
  readonly changes: SecretChanges
  readonly refused: { readonly path: string; readonly words: string } | undefined
  readonly onChange: (changes: SecretChanges) => void
}

const originOf = (url: unknown): string | undefined => (typeof url === 'string' ? URL.parse(url)?.origin : undefined)

/** What the source proves itself with, beside its settings: kept sealed by the server and never given back. */
export function SecretsPart({ source, url, changes, refused, onChange }: SecretsPartProps) {
  const text = useText()
  const moved = source !== undefined && originOf(url) !== originOf(source.config['url'])
  return (
    <fieldset className={styles['secrets']}>
      <legend>{text('sources.secret.title')}</legend>
      {secretFields.map((field) => (
        <SecretRow
          key={field}
          field={field}
          setAt={source?.secrets?.[field]?.setAt}
          change={changes[field]}
          moved={moved}
          error={refused?.path === `secrets.${field}` ? refused.words : undefined}
          onChange={(change) => onChange({ ...changes, [field]: change })}
        />
      ))}
    </fieldset>
  )
}

/** The changes as they are sent: a field that was opened and left empty changes nothing. */
export function secretsToSend(changes: SecretChanges): { readonly secrets?: SecretChanges } {
  const told = secretFields.filter((field) => changes[field] !== undefined && changes[field] !== '')
  return told.length === 0 ? {} : { secrets: Object.fromEntries(told.map((field) => [field, changes[field]])) }
}
