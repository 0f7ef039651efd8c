import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DashboardSummary } from '#contract/dashboard.ts'
import { organisationQuery, saveOrganisation } from '#web/api/organisation-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Field } from '#web/ui/field/Field.tsx'
import { Select } from '#web/ui/field/Input.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import styles from './Roles.module.css'

/** Where everybody lands who chose nothing and whose role says nothing. Kept as it is chosen. */
export function OrganisationLanding({ dashboards }: { readonly dashboards: readonly DashboardSummary[] }) {
  const text = useText()
  const toast = useToast()
  const tellFault = useFaultToast()
  const { data } = useQuery(organisationQuery)
  const { mutate, isPending } = useMutation(saveOrganisation(useQueryClient()))
  if (!data) return null
  const choose = (landing: string | null): void =>
    mutate(
      { landing },
      {
        onSuccess: () => toast({ words: text('roles.organisationSaved') }),
        onError: tellFault,
      },
    )
  return (
    <div className={styles['organisation']}>
      <Field label={text('roles.organisation')} hint={text('roles.organisationHint')}>
        {(parts) => (
          <Select {...parts} value={data.landing ?? ''} disabled={isPending} onChange={(e) => choose(e.target.value === '' ? null : e.target.value)}>
            <option value="">{text('roles.organisationAny')}</option>
            {data.landing !== null && !dashboards.some((d) => d.id === data.landing) && <option value={data.landing}>{text('roles.landingGone')}</option>}
            {dashboards.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}
