import type { Look, SilenceMatcher, SuppressionSet } from '#contract/run.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import { setsOf } from '#core/workflow/definitions/silences.ts'
import { words } from '#core/workflow/run.ts'
import { useText } from '#web/i18n/text.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { Input, Select } from '#web/ui/field/Input.tsx'
import styles from '../Look.module.css'
import { PickedList } from './PickedList.tsx'

interface SuppressionProps {
  readonly label: string
  readonly values: JsonRecord
  readonly look: Look | undefined
  readonly error: string | undefined
  readonly onChange: (value: Json) => void
}

const operators = ['=', '!=', '=~', '!~'] as const
const mostSets = 5

/** What the work touches, as one condition to begin with. */
const onServices = (services: readonly string[]): SilenceMatcher =>
  services.length > 1
    ? { name: 'service', op: '=~', value: services.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('|') }
    : { name: 'service', op: '=', value: services[0] ?? '' }

/** Alerts to be kept quiet: per silence a source and its conditions, all of which have to fit. */
export function Suppression({ label, values, look, error, onChange }: SuppressionProps) {
  const text = useText()
  const sets = setsOf({ fields: values })
  const put = (next: readonly SuppressionSet[]): void => onChange(next.map((set) => ({ ...set, matchers: set.matchers.map((m) => ({ ...m })) })))
  const sources = look?.sources ?? []
  const add = (): void => {
    const number = sets.reduce((most, { id }) => Math.max(most, Number(id.slice(1)) || 0), 0) + 1
    put([...sets, { id: `s${number}`, source: sources[0]?.id ?? '', matchers: [onServices(words(values, 'services'))] }])
  }
  const change = (id: string, next: Partial<SuppressionSet>): void => put(sets.map((set) => (set.id === id ? { ...set, ...next } : set)))
  return (
    <PickedList label={label} error={error} none={look && sources.length === 0 && sets.length === 0 ? text('run.set.noSource') : undefined}>
      {sets.map((set) => (
        <div key={set.id} className={styles['set']}>
          <div className={styles['line']}>
            <Select aria-label={text('run.set.source')} value={set.source} onChange={(e) => change(set.id, { source: e.target.value })}>
              {sources.every(({ id }) => id !== set.source) && <option value={set.source}>{set.source}</option>}
              {sources.map(({ id, name, demo }) => (
                <option key={id} value={id}>
                  {demo ? text('run.set.demo', { name }) : name}
                </option>
              ))}
            </Select>
            <IconButton icon="bin" size="small" label={text('run.set.removeSet')} onClick={() => put(sets.filter(({ id }) => id !== set.id))} />
          </div>
          <Matchers matchers={set.matchers} onChange={(matchers) => change(set.id, { matchers: [...matchers] })} />
        </div>
      ))}
      {sets.length < mostSets && (
        <div>
          <Button size="small" icon="plus" onClick={add}>
            {text('run.set.addSet')}
          </Button>
        </div>
      )}
    </PickedList>
  )
}

function Matchers({ matchers, onChange }: { readonly matchers: readonly SilenceMatcher[]; readonly onChange: (matchers: readonly SilenceMatcher[]) => void }) {
  const text = useText()
  const put = (at: number, next: Partial<SilenceMatcher>): void => onChange(matchers.map((one, i) => (i === at ? { ...one, ...next } : one)))
  return (
    <>
      {matchers.map((one, i) => (
        // Conditions have no name of their own; their place is what tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className={styles['matcher']} dir="ltr">
          <Input aria-label={text('run.set.label')} value={one.name} onChange={(e) => put(i, { name: e.target.value })} />
          <Select aria-label={text('run.set.op')} value={one.op} onChange={(e) => put(i, { op: operators.find((op) => op === e.target.value) ?? '=' })}>
            {operators.map((op) => (
              <option key={op} value={op}>
                {op}
              </option>
            ))}
          </Select>
          <Input aria-label={text('run.set.value')} value={one.value} onChange={(e) => put(i, { value: e.target.value })} />
          <IconButton
            icon="close"
            size="small"
            label={text('run.set.removeMatcher', { name: one.name })}
            onClick={() => onChange(matchers.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <div>
        <Button size="small" kind="quiet" icon="plus" onClick={() => onChange([...matchers, { name: 'site', op: '=', value: '' }])}>
          {text('run.set.addMatcher')}
        </Button>
      </div>
    </>
  )
}
