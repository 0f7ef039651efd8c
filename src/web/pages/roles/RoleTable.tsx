import type { DashboardSummary } from '#contract/dashboard.ts'
import type { Person, Role } from '#contract/identity.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import { Flag } from '#web/ui/flag/Flag.tsx'
import table from '#web/ui/table/Table.module.css'
import { RoleMenu } from './RoleMenu.tsx'
import styles from './Roles.module.css'

interface RoleTableProps {
  readonly roles: readonly Role[]
  /** Undefined where the reader may not see people. */
  readonly people: readonly Person[] | undefined
  readonly dashboards: readonly DashboardSummary[]
  readonly onEdit: (id: string) => void
}

export function RoleTable({ roles, people, dashboards, onEdit }: RoleTableProps) {
  const text = useText()
  const words = useShippedWords()
  const format = useFormat()
  const titles = new Map(dashboards.map((d) => [d.id, d.title]))
  return (
    <div className={table['box']}>
      <table className={`${table['table']} ${styles['roles']}`}>
        <thead>
          <tr>
            <th>{text('roles.name')}</th>
            <th data-col="level">{text('roles.level')}</th>
            <th data-col="rights">{text('roles.rights')}</th>
            <th data-col="landing">{text('roles.landing')}</th>
            {people && (
              <th data-col="people" data-number>
                {text('roles.people')}
              </th>
            )}
            <th data-menu>
              <span className="hp-hidden">{text('app.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {roles.map((role, i) => {
            const rights = role.level === 'admin' ? text('roles.allRights') : role.capabilities.map((c) => text(`capability.${c}`)).join(', ')
            const held = people?.filter((p) => p.roles.some((h) => h.role === role.id)).length ?? 0
            return (
              <tr key={role.id}>
                <td data-name>
                  <button type="button" className={table['open']} onClick={() => onEdit(role.id)}>
                    <Flag id={role.id} pattern={i} size={16} />
                    <span className={table['name']} dir="auto">
                      {words.role(role)}
                    </span>
                  </button>
                </td>
                <td data-col="level">{text(`level.${role.level}`)}</td>
                <td data-col="rights" title={rights}>
                  {rights || text('roles.noRights')}
                </td>
                <td data-col="landing">{role.landing === null ? text('roles.landingAny') : (titles.get(role.landing) ?? text('roles.landingGone'))}</td>
                {people && (
                  <td data-col="people" data-number>
                    {held === 0 ? text('roles.nobody') : format.value(held)}
                  </td>
                )}
                <td data-menu>
                  <RoleMenu
                    role={role}
                    held={people && held}
                    landing={role.landing !== null && titles.has(role.landing) ? role.landing : undefined}
                    onEdit={() => onEdit(role.id)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
