import { useId } from 'react'
import type { SecretField } from '#contract/source.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { Input } from '#web/ui/field/Input.tsx'
import { useZone } from '#web/url/zone.ts'
import styles from './Sources.module.css'

export interface SecretRowProps {
  readonly field: SecretField
  /** When the kept one was given; absent when none is kept. */
  readonly setAt: number | undefined
  /** What is to become of it: a text replaces it, null takes it away. */
  readonly change: string | null | undefined
  /** The source goes to another address, where what is kept may not follow. */
  readonly moved: boolean
  readonly error?: string | undefined
  readonly onChange: (change: string | null | undefined) => void
}

/** One secret: written, replaced, removed, never read. */
export function SecretRow({ field, setAt, change, moved, error, onChange }: SecretRowProps) {
  const text = useText()
  const label = text(`sources.secret.${field}`)
  const kept = setAt !== undefined
  if (kept && change === null)
    return <Told label={label} words={text('sources.secret.leaves')} acts={[[text('sources.secret.keep'), () => onChange(undefined)]]} />
  if (kept && change === undefined && !moved) return <Kept label={label} setAt={setAt} onReplace={() => onChange('')} onRemove={() => onChange(null)} />
  const hint = kept && moved ? text('sources.secret.moved') : text('sources.secret.hint')
  return (
    <div className={styles['secret']}>
      <Field label={label} note={text('form.optional')} hint={hint} error={error}>
        {(parts) => (
          <Input
            {...parts}
            type="password"
            dir="ltr"
            // Not a password of the person at this browser: its keeper of passwords is to leave it alone.
            autoComplete="off"
            data-1p-ignore
            spellCheck={false}
            maxLength={field === 'bearer' ? 8192 : 1000}
            value={change ?? ''}
            onChange={(event) => onChange(event.target.value === '' && !kept ? undefined : event.target.value)}
          />
        )}
      </Field>
      {kept && !moved && (
        <Button size="small" kind="quiet" onClick={() => onChange(undefined)}>
          {text('sources.secret.keep')}
        </Button>
      )}
    </div>
  )
}

function Kept({
  label,
  setAt,
  onReplace,
  onRemove,
}: {
  readonly label: string
  readonly setAt: number
  readonly onReplace: () => void
  readonly onRemove: () => void
}) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  return (
    <Told
      label={label}
      words={text('sources.secret.kept', { when: format.moment(setAt, zone) })}
      acts={[
        [text('sources.secret.replace'), onReplace],
        [text('app.remove'), onRemove],
      ]}
    />
  )
}

function Told({ label, words, acts }: { readonly label: string; readonly words: string; readonly acts: readonly (readonly [string, () => void])[] }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className={styles['secret']}>
      <p>
        <strong id={id}>{label}</strong> <span className={styles['words']}>{words}</span>
      </p>
      <p className={styles['actions']}>
        {acts.map(([name, act]) => (
          <Button key={name} size="small" onClick={act}>
            {name}
          </Button>
        ))}
      </p>
    </div>
  )
}
