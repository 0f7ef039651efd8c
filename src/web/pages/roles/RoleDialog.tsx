import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DashboardSummary } from '#contract/dashboard.ts'
import type { Role } from '#contract/identity.ts'
import { capabilities, levels } from '#core/policy/actor.ts'
import type { Capability, Level } from '#core/policy/actor.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { createRole, saveRole } from '#web/api/people-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { Input, Select } from '#web/ui/field/Input.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { Choice } from './Choice.tsx'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './Roles.module.css'

interface Draft {
  readonly name: string
  readonly level: Level
  readonly capabilities: readonly Capability[]
  readonly landing: string | null
  readonly parent: string | null
  readonly shared: boolean
}

interface RoleDialogProps {
  /** Absent for a new one. */
  readonly role: Role | undefined
  readonly roles: readonly Role[]
  readonly dashboards: readonly DashboardSummary[]
  readonly onClose: () => void
}

/** A role: its name, what its people may do, and where they land. */
export function RoleDialog({ role, roles, dashboards, onClose }: RoleDialogProps) {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const create = useMutation(createRole(client))
  const save = useMutation(saveRole(client))
  const [draft, setDraft] = useState<Draft>({
    name: role?.name ?? '',
    level: role?.level ?? 'viewer',
    capabilities: role?.capabilities ?? [],
    landing: role?.landing ?? null,
    parent: role?.parent ?? null,
    shared: role?.shared ?? false,
  })
  const [tried, setTried] = useState(false)
  const name = draft.name.trim()
  const taken = roles.some((r) => r.id !== role?.id && r.name.toLocaleLowerCase() === name.toLocaleLowerCase())
  const wrong = name === '' ? text('roles.nameNeeded') : taken ? text('roles.nameTaken') : undefined
  const failure = create.error ?? save.error
  const fault = failure ? faultOf(failure) : undefined
  const all = draft.level === 'admin'
  const done = (saved: Role): void => {
    toast({ words: text(role ? 'roles.saved' : 'roles.added', { name: saved.name }) })
    onClose()
  }
  const keep = (): void => {
    setTried(true)
    if (wrong) return
    const input = { ...draft, name, capabilities: [...draft.capabilities] }
    if (role) save.mutate({ id: role.id, rev: role.rev, role: input }, { onSuccess: done })
    else create.mutate(input, { onSuccess: done })
  }
  const toggle = (one: Capability, on: boolean): void =>
    setDraft({ ...draft, capabilities: capabilities.filter((c) => (c === one ? on : draft.capabilities.includes(c))) })
  return (
    <Dialog
      opened
      onClose={onClose}
      title={role?.name ?? text('roles.add')}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text('app.cancel')}
          </Button>
          <Button kind="primary" busy={create.isPending || save.isPending} onClick={keep}>
            {text(role ? 'app.save' : 'app.add')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Field label={text('roles.name')} error={tried ? wrong : undefined}>
          {(parts) => <Input {...parts} maxLength={100} value={draft.name} onChange={(e) => setDraft({ ...draft, name: e.target.value })} />}
        </Field>
        <fieldset className={formStyles['group']}>
          <legend>{text('roles.level')}</legend>
          {levels.map((level) => (
            <Choice
              key={level}
              type="radio"
              name="level"
              label={text(`level.${level}`)}
              words={text(`level.line.${level}`)}
              checked={draft.level === level}
              onChange={() => setDraft({ ...draft, level })}
            />
          ))}
        </fieldset>
        <fieldset className={formStyles['group']}>
          <legend>{text('roles.rights')}</legend>
          {all && <p className={styles['note']}>{text('roles.adminHasAll')}</p>}
          {capabilities.map((one) => (
            <Choice
              key={one}
              type="checkbox"
              label={text(`capability.${one}`)}
              words={text(`capability.line.${one}`)}
              checked={all || draft.capabilities.includes(one)}
              disabled={all}
              onChange={(on) => toggle(one, on)}
            />
          ))}
        </fieldset>
        <Field label={text('roles.landing')} hint={text('roles.landingHint')}>
          {(parts) => (
            <Select {...parts} value={draft.landing ?? ''} onChange={(e) => setDraft({ ...draft, landing: e.target.value === '' ? null : e.target.value })}>
              <option value="">{text('roles.landingAny')}</option>
              {draft.landing !== null && !dashboards.some((d) => d.id === draft.landing) && <option value={draft.landing}>{text('roles.landingGone')}</option>}
              {dashboards.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={text('roles.parent')} hint={text('roles.parentHint')}>
          {(parts) => (
            <Select {...parts} value={draft.parent ?? ''} onChange={(e) => setDraft({ ...draft, parent: e.target.value === '' ? null : e.target.value })}>
              <option value="">{text('roles.parentNone')}</option>
              {roles
                .filter((one) => one.id !== role?.id)
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <Choice
          type="checkbox"
          label={text('roles.shared')}
          words={text('roles.sharedMeaning')}
          checked={draft.shared}
          onChange={(shared) => setDraft({ ...draft, shared })}
        />
        {fault && (
          <p className={formStyles['refused']} role="alert">
            {text(`fault.${fault.code}`, { detail: fault.detail ?? 'none' })}
          </p>
        )}
      </div>
    </Dialog>
  )
}
