import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DashboardAccess } from '#contract/access.ts'
import { saveDashboardAccess } from '../../api/access-query.ts'
import { faultOf } from '../../api/api-fault.ts'
import { mayDo } from '../../api/may-do.ts'
import { useMe } from '../../api/me-query.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/popup/Dialog.tsx'
import styles from '../../ui/share/Share.module.css'
import { SubjectPicker } from '../../ui/share/SubjectPicker.tsx'
import { useSubjects } from '../../ui/share/use-subjects.ts'
import { useToast } from '../../ui/toast/Toaster.tsx'
import type { AccessDraft } from './access-draft.ts'
import { OwnerPart } from './OwnerPart.tsx'
import { ShareRow } from './ShareRow.tsx'
import { TemplatePart } from './TemplatePart.tsx'

interface ShareFormProps {
  readonly access: DashboardAccess
  readonly title: string
  readonly onClose: () => void
  /** Reads what somebody else saved meanwhile. */
  readonly onReload: () => void
}

/** The shares of a dashboard, its owner and the role it is made for; saved together. */
export function ShareForm({ access, title, onClose, onReload }: ShareFormProps) {
  const text = useText()
  const toast = useToast()
  const me = useMe()
  const subjects = useSubjects(access.people)
  const { mutateAsync, error, isPending } = useMutation(saveDashboardAccess(useQueryClient()))
  const [draft, setDraft] = useState<AccessDraft>({ owner: access.owner?.id, shares: access.shares, template: access.template })
  const may = (action: 'share' | 'makeTemplate' | 'handOver'): boolean => mayDo(me, access.mine, action)
  const any = may('share') || may('makeTemplate') || may('handOver')
  const fault = error ? faultOf(error) : undefined
  const change = (part: Partial<AccessDraft>): void => setDraft((now) => ({ ...now, ...part }))
  const save = async (): Promise<void> => {
    const next = {
      shares: [...draft.shares],
      template: draft.template && { role: draft.template.role, owners: [...draft.template.owners] },
      ...(draft.owner !== undefined && draft.owner !== access.owner?.id && { owner: draft.owner }),
    }
    try {
      // What is saved comes back as a new form; this one still has to close the dialog.
      await mutateAsync({ id: access.id, rev: access.rev, access: next })
      toast({ words: text('share.saved', { title }) })
      onClose()
    } catch {
      // Told below the form: `error` holds it.
    }
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text('share.title', { title })}
      lead={access.owner ? text('share.ownedBy', { name: access.owner.name }) : text('share.ownedByNobody')}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text(any ? 'app.cancel' : 'app.close')}
          </Button>
          {any && (
            <Button kind="primary" busy={isPending} onClick={() => void save()}>
              {text('app.save')}
            </Button>
          )}
        </>
      }
    >
      {may('share') && (
        <SubjectPicker
          subjects={subjects}
          taken={draft.shares.map((share) => share.to)}
          onPick={(to) => change({ shares: [...draft.shares, { to, as: 'view' }] })}
        />
      )}
      {!may('share') && <p className={styles['words']}>{text('share.mayNot')}</p>}
      <ul className={styles['rows']} aria-label={text('share.list')}>
        {draft.shares.map((share, i) => (
          <ShareRow
            key={share.to.kind === 'everyone' ? 'everyone' : `${share.to.kind}:${share.to.id}`}
            share={share}
            name={subjects.nameOf(share.to)}
            fixed={!may('share')}
            onChange={(next) => change({ shares: next ? draft.shares.with(i, next) : draft.shares.toSpliced(i, 1) })}
          />
        ))}
      </ul>
      {draft.shares.length === 0 && <p className={styles['words']}>{text('share.none')}</p>}
      {may('makeTemplate') && <TemplatePart draft={draft} subjects={subjects} onChange={change} />}
      {may('handOver') && (subjects.finds || subjects.people.length > 1) && <OwnerPart draft={draft} access={access} subjects={subjects} onChange={change} />}
      <p className={styles['part']}>
        <span className={styles['words']}>{text('share.notSources')}</span>
      </p>
      {fault && (
        <div className={styles['refused']} role="alert">
          <p>{text(`fault.${fault.code}`, { detail: fault.detail ?? 'none' })}</p>
          {fault.code === 'stale' && (
            <Button size="small" onClick={onReload}>
              {text('share.reload')}
            </Button>
          )}
        </div>
      )}
    </Dialog>
  )
}
