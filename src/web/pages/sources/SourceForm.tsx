import { useState } from 'react'
import type { FormEvent } from 'react'
import type { ConnectorInfo } from '#contract/catalogue.ts'
import type { JsonRecord } from '#contract/json.ts'
import { secretFields } from '#contract/source.ts'
import type { SecretChanges, SecretField, Source } from '#contract/source.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { problemsOf } from '#web/ui/config-form/check.ts'
import { ConfigForm } from '#web/ui/config-form/ConfigForm.tsx'
import { fieldsOf } from '#web/ui/config-form/schema.ts'
import { Field } from '#web/ui/field/Field.tsx'
import { Input } from '#web/ui/field/Input.tsx'
import { goTo } from '#web/url/use-url.ts'
import { CheckResult } from './CheckResult.tsx'
import { SecretsPart, secretsToSend } from './SecretsPart.tsx'
import { addressWords, idOf, kindWords } from './source-words.ts'
import { StaleSource } from './StaleSource.tsx'
import { useSourceForm } from './use-source-form.ts'
import type { SourceFormState } from './use-source-form.ts'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './Sources.module.css'

export interface SourceFormProps {
  readonly connector: ConnectorInfo
  /** Absent for a new one. */
  readonly source?: Source
  readonly taken: readonly string[]
}

interface Draft {
  readonly name: string
  /** Empty while it follows the name. */
  readonly id: string
  readonly config: JsonRecord
  readonly secrets: SecretChanges
}

const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

/** What can stand in a file can be kept here as well. */
const secretsFor = ({ config }: ConnectorInfo): readonly SecretField[] =>
  secretFields.filter((field) => fieldsOf(config).some(({ name }) => name === `${field}File`))

/** Name, id and the settings of its kind; tested before it is saved. */
export function SourceForm({ connector, source, taken }: SourceFormProps) {
  const text = useText()
  const kind = kindWords(connector.kind, text)
  const [draft, setDraft] = useState<Draft>({ name: source?.name ?? kind, id: source?.id ?? '', config: source?.config ?? {}, secrets: {} })
  const [tried, setTried] = useState(false)
  const readOnly = source !== undefined && source.origin !== 'ui'
  const id = draft.id || idOf(draft.name, taken)
  const wrongName = draft.name.trim() === '' ? text('sources.nameNeeded') : undefined
  const wrongId = source ? undefined : !idPattern.test(id) ? text('sources.idBad') : taken.includes(id) ? text('sources.idTaken') : undefined
  const problems = problemsOf(connector.config, draft.config).size + (wrongName ? 1 : 0) + (wrongId ? 1 : 0)
  const form = useSourceForm({ id, kind: connector.kind, name: draft.name.trim(), config: draft.config, ...secretsToSend(draft.secrets) }, source)

  const whenRight = (act: () => void): void => {
    setTried(true)
    if (problems === 0) act()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    whenRight(form.save)
  }
  const change = (part: Partial<Draft>): void => {
    setDraft((d) => ({ ...d, ...part }))
    form.forget()
  }
  const refused = form.failure && faultOf(form.failure)
  const words = refused ? text(`fault.${refused.code}`, { detail: refused.detail ?? 'none' }) : undefined
  const path = refused?.field?.replace(/^config\./, '')

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <Field label={text('sources.name')} error={tried ? wrongName : undefined}>
        {(parts) => <Input {...parts} readOnly={readOnly} value={draft.name} maxLength={100} onChange={(event) => change({ name: event.target.value })} />}
      </Field>
      <ConfigForm
        schema={connector.config}
        value={draft.config}
        readOnly={readOnly}
        showAll={tried}
        words={(name, part) => addressWords(connector.kind, name, part, text)}
        // Beside the password it belongs to, not among what is folded away.
        open={secretsFor(connector).includes('password') ? ['user'] : []}
        refused={path !== undefined && words !== undefined ? { path, words } : undefined}
        // Json and JsonRecord differ in `readonly` only; the form never changes a value in place.
        onChange={(config) => change({ config: config as JsonRecord })}
      />
      {secretsFor(connector).length > 0 && !readOnly && (
        <SecretsPart
          fields={secretsFor(connector)}
          source={source}
          config={draft.config}
          changes={draft.secrets}
          refused={path !== undefined && words !== undefined ? { path, words: refused?.detail ?? words } : undefined}
          onChange={(secrets) => change({ secrets })}
        />
      )}
      {!source && (
        <Field label={text('sources.id')} hint={text('sources.idHint')} error={tried || draft.id !== '' ? wrongId : undefined}>
          {(parts) => <Input {...parts} dir="ltr" spellCheck={false} value={draft.id || id} onChange={(event) => change({ id: event.target.value })} />}
        </Field>
      )}
      {form.checked && <CheckResult name={draft.name} health={form.checked} />}
      {refused && refused.code === 'stale' && source && (
        <StaleSource
          source={source}
          onTheirs={(theirs) => {
            setDraft({ name: theirs.name, id: theirs.id, config: theirs.config, secrets: {} })
            form.rebase(theirs)
          }}
          onMine={form.rebase}
        />
      )}
      {refused && refused.code !== 'stale' && (
        <p className={formStyles['refused']} role="alert">
          {words} {refused.code !== 'invalid' && refused.detail}
        </p>
      )}
      {tried && problems > 0 && (
        <p className={formStyles['refused']} role="alert">
          {text('form.problems', { count: problems })}
        </p>
      )}
      <Actions form={form} isNew={!source} readOnly={readOnly} onCheck={() => whenRight(form.check)} />
    </form>
  )
}

function Actions({
  form,
  isNew,
  readOnly,
  onCheck,
}: {
  readonly form: SourceFormState
  readonly isNew: boolean
  readonly readOnly: boolean
  readonly onCheck: () => void
}) {
  const text = useText()
  return (
    <div className={styles['actions']}>
      {!readOnly && (
        <Button type="submit" kind="primary" busy={form.saving}>
          {text(isNew ? 'app.add' : 'app.save')}
        </Button>
      )}
      <Button busy={form.checking} onClick={onCheck}>
        {text(form.checking ? 'sources.checking' : 'sources.check')}
      </Button>
      <Button kind="quiet" onClick={() => goTo({ page: 'sources' })}>
        {text('app.cancel')}
      </Button>
    </div>
  )
}
