import type { DashboardSummary } from '#contract/dashboard.ts'
import type { TextKey } from '#locales/chapter.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { useFlags } from '#web/ui/flag/use-flags.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import table from '#web/ui/table/Table.module.css'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { RowMenu } from './RowMenu.tsx'
import { nextSorting } from './sort.ts'
import type { SortBy, Sorting } from './sort.ts'
import styles from './DashboardsPage.module.css'

const columns: readonly { readonly by: SortBy; readonly words: TextKey; readonly number?: boolean }[] = [
  { by: 'title', words: 'dashboards.name' },
  { by: 'widgets', words: 'dashboards.widgets', number: true },
  { by: 'origin', words: 'dashboards.origin' },
  { by: 'updatedAt', words: 'dashboards.changed', number: true },
]

interface DashboardTableProps {
  readonly dashboards: readonly DashboardSummary[]
  readonly sorting: Sorting
  readonly onSort: (sorting: Sorting) => void
}

export function DashboardTable({ dashboards, sorting, onSort }: DashboardTableProps) {
  const text = useText()
  const flags = useFlags()
  return (
    <div className={table['box']}>
      <table className={`${table['table']} ${styles['dashboards']}`}>
        <thead>
          <tr>
            {columns.map(({ by, words, number }) => (
              <th key={by} data-col={by} data-number={number} aria-sort={sorting.by === by ? (sorting.down ? 'descending' : 'ascending') : undefined}>
                <button type="button" className={styles['sort']} onClick={() => onSort(nextSorting(sorting, by))} data-on={sorting.by === by || undefined}>
                  {text(words)}
                  <Icon name={sorting.by === by && sorting.down ? 'down' : 'up'} size={12} />
                </button>
              </th>
            ))}
            <th data-menu>
              <span className="hp-hidden">{text('app.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {dashboards.map((d) => (
            <Row key={d.id} dashboard={d} pattern={flags.get(d.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ dashboard, pattern }: { readonly dashboard: DashboardSummary; readonly pattern: number | undefined }) {
  const text = useText()
  const format = useFormat()
  const now = useNow(30_000)
  const [zone] = useZone()
  const { id, title, widgets, origin, updatedAt } = dashboard
  const age = format.age(updatedAt, now, zone)
  return (
    <tr>
      <td data-name>
        <PlaceLink to={{ page: 'dashboard', id }} className={table['open']}>
          <Flag id={id} pattern={pattern} size={16} />
          <span className={table['name']} dir="auto">
            {title}
          </span>
        </PlaceLink>
      </td>
      <td data-col="widgets" data-number>
        {format.value(widgets)}
      </td>
      <td data-col="origin">{text(`dashboards.origin.${origin}`)}</td>
      <td data-col="updatedAt" data-number title={format.moment(updatedAt, zone)}>
        {now - updatedAt < 86_400_000 ? text('dashboards.ago', { age }) : age}
      </td>
      <td data-menu>
        <RowMenu dashboard={dashboard} />
      </td>
    </tr>
  )
}
