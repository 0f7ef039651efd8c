import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { Matcher } from '#contract/access.ts'
import type { SourceAccess, SourceGrant } from '#contract/access.ts'
import { saveSourceAccess } from '#web/api/access-query.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import shared from '#web/ui/share/Share.module.css'
import { SubjectPicker } from '#web/ui/share/SubjectPicker.tsx'
import { useSubjects } from '#web/ui/share/use-subjects.ts'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { GrantRow } from './GrantRow.tsx'
import styles from './Sources.module.css'

interface SourceAccessFormProps {
  readonly access: SourceAccess
  readonly onReload: () => void
}

const keyOf = ({ to }: SourceGrant): string => (to.kind === 'everyone' ? to.kind : `${to.kind}:${to.id}`)

/** The grants of a source; nothing is in force before it is saved. */
export function SourceAccessForm({ access, onReload }: SourceAccessFormProps) {
  const text = useText()
  const toast = useToast()
  const subjects = useSubjects()
  const { mutateAsync, error, isPending } = useMutation(saveSourceAccess(useQueryClient()))
  const [grants, setGrants] = useState<readonly SourceGrant[]>(access.grants)
  const [tried, setTried] = useState(false)
  const changed = JSON.stringify(grants) !== JSON.stringify(access.grants)
  const wrong = grants.some((grant) => grant.matchers.some((matcher) => !z.safeParse(Matcher, matcher).success))
  const fault = error ? faultOf(error) : undefined
  const save = async (): Promise<void> => {
    setTried(true)
    if (wrong) return
    try {
      // What is saved comes back as a new form; this one still has to tell of it.
      await mutateAsync({ id: access.id, rev: access.rev, access: { grants: [...grants] } })
      toast({ words: text('grants.saved') })
    } catch {
      // Told below the form: `error` holds it.
    }
  }
  return (
    <div>
      <ul className={shared['rows']}>
        {grants.map((grant, i) => (
          <GrantRow
            key={keyOf(grant)}
            grant={grant}
            name={subjects.nameOf(grant.to)}
            showWrong={tried}
            onChange={(next) => setGrants(next ? grants.with(i, next) : grants.toSpliced(i, 1))}
          />
        ))}
      </ul>
      {grants.length === 0 && <p className={styles['words']}>{text('grants.none')}</p>}
      <div className={shared['actions']}>
        <SubjectPicker subjects={subjects} taken={grants.map((g) => g.to)} onPick={(to) => setGrants([...grants, { to, matchers: [] }])} />
      </div>
      {fault && (
        <p className={shared['refused']} role="alert">
          {text(`fault.${fault.code}`, { detail: fault.detail ?? 'none' })}{' '}
          {fault.code === 'stale' && (
            <Button size="small" onClick={onReload}>
              {text('share.reload')}
            </Button>
          )}
        </p>
      )}
      {changed && (
        <div className={shared['actions']}>
          <Button kind="primary" busy={isPending} onClick={() => void save()}>
            {text('grants.save')}
          </Button>
          <Button kind="quiet" onClick={() => setGrants(access.grants)}>
            {text('app.undo')}
          </Button>
          <span className={styles['words']} role="status">
            {text('grants.notSaved')}
          </span>
        </div>
      )}
    </div>
  )
}
