import { secretFields } from '#contract/source.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { SecretChanges, SecretField, Source } from '#contract/source.ts'
import { useText } from '#web/i18n/text.ts'
import { SecretRow } from './SecretRow.tsx'
import styles from './Sources.module.css'

export interface SecretsPartProps {
  /** Those this kind of source has a use for. */
  readonly fields: readonly SecretField[]
  readonly source: Source | undefined
  /** Settings in the form. */
  readonly config: JsonRecord
  readonly changes: SecretChanges
  readonly refused: { readonly path: string; readonly words: string } | undefined
  readonly onChange: (changes: SecretChanges) => void
}

/** The place secrets are given for: an address, or a machine and a port. */
const placeOf = ({ url, host, port }: JsonRecord): string | undefined => (typeof url === 'string' ? URL.parse(url)?.origin : JSON.stringify([host, port]))

/** What the source proves itself with, beside its settings: kept sealed by the server and never given back. */
export function SecretsPart({ fields, source, config, changes, refused, onChange }: SecretsPartProps) {
  const text = useText()
  const moved = source !== undefined && placeOf(config) !== placeOf(source.config)
  return (
    <fieldset className={styles['secrets']}>
      <legend>{text('sources.secret.title')}</legend>
      {fields.map((field) => (
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
