import * as z from 'zod/mini'
import { Person } from '#contract/run.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import { PersonFinder } from '#web/ui/share/PersonFinder.tsx'
import { PickedList } from './PickedList.tsx'
import { PickedPerson } from './PickedPerson.tsx'

interface PeoplePicksProps {
  readonly label: string
  readonly values: JsonRecord
  readonly name: string
  readonly error: string | undefined
  readonly onChange: (value: Json) => void
}

/** People found by their names, each with a part in the run from then on. */
export function PeoplePicks({ label, values, name, error, onChange }: PeoplePicksProps) {
  const read = z.safeParse(z.array(Person), values[name] ?? [])
  const people = read.success ? read.data : []
  return (
    <PickedList label={label} error={error}>
      {people.map((one) => (
        <PickedPerson key={one.id} name={one.name} onRemove={() => onChange(people.filter(({ id }) => id !== one.id))} />
      ))}
      <PersonFinder
        label={label}
        isTaken={(id) => people.some((one) => one.id === id)}
        onPick={(person) => onChange([...people, { id: person.id, name: person.name }])}
      />
    </PickedList>
  )
}
