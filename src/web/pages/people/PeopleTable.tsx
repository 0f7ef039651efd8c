import { useState } from 'react'
import type { Person, Role } from '#contract/identity.ts'
import { useMe } from '#web/api/me-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import table from '#web/ui/table/Table.module.css'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { EditPerson } from './EditPerson.tsx'
import { roleNames } from './find-people.ts'
import { PersonMenu } from './PersonMenu.tsx'
import styles from './People.module.css'

interface PeopleTableProps {
  readonly people: readonly Person[]
  readonly roles: readonly Role[]
  /** Also those the search left out: their teams and sites are offered. */
  readonly all: readonly Person[]
}

export function PeopleTable({ people, roles, all }: PeopleTableProps) {
  const text = useText()
  const [editing, setEditing] = useState<string>()
  const person = all.find((p) => p.id === editing)
  return (
    <>
      <div className={table['box']}>
        <table className={`${table['table']} ${styles['people']}`}>
          <thead>
            <tr>
              <th>{text('people.name')}</th>
              <th data-col="roles">{text('people.roles')}</th>
              <th data-col="teams">{text('people.teams')}</th>
              <th data-col="way">{text('people.way')}</th>
              <th data-col="seen">{text('people.seen')}</th>
              <th data-menu>
                <span className="hp-hidden">{text('app.more')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <Row key={one.id} person={one} roles={roles} onEdit={() => setEditing(one.id)} />
            ))}
          </tbody>
        </table>
      </div>
      {person && <EditPerson key={person.id} person={person} roles={roles} people={all} onClose={() => setEditing(undefined)} />}
    </>
  )
}

function Row({ person, roles, onEdit }: { readonly person: Person; readonly roles: readonly Role[]; readonly onEdit: () => void }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const now = useNow(30_000)
  const [zone] = useZone()
  const { name, login, teams, via, lastSeenAt, disabled } = person
  const held = roleNames(person, roles)
  const seen =
    lastSeenAt === null
      ? text('people.never')
      : now - lastSeenAt < 60_000
        ? text('account.seenNow')
        : text('account.seenAgo', { age: format.age(lastSeenAt, now, zone) })
  return (
    <tr data-off={disabled || undefined}>
      <td data-name>
        <button type="button" className={table['open']} onClick={onEdit}>
          <span className={table['name']} dir="auto">
            {name}
          </span>
          {me?.id === person.id && <span className={table['quiet']}>{text('people.you')}</span>}
          {disabled && <span className={table['quiet']}>{text('people.disabled')}</span>}
        </button>
      </td>
      <td data-col="roles" title={held.join(', ')}>
        {held.join(', ') || text('account.noRole')}
      </td>
      <td data-col="teams" title={teams.join(', ')}>
        {teams.join(', ') || '-'}
      </td>
      <td data-col="way" title={via.join(', ')}>
        {via.length > 0 ? via.join(', ') : login === null ? text('people.wayCode') : text('people.wayPassword')}
      </td>
      <td data-col="seen">{seen}</td>
      <td data-menu>
        <PersonMenu person={person} onEdit={onEdit} />
      </td>
    </tr>
  )
}
