import type { DashboardSummary } from '#contract/dashboard.ts'
import type { ServiceRow } from '#contract/services.ts'
import { useDashboards } from '#web/ui/use-dashboards.ts'
import { useText } from '#web/i18n/text.ts'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { useFlags } from '#web/ui/flag/use-flags.ts'
import { AddressLink } from '#web/ui/page/AddressLink.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { pathOf } from '#web/url/place.ts'
import styles from './Services.module.css'

/** Ready-made dashboards of one service, by the variable they are asked with. */
const ofOne = ['service-overview', 'demo-service-overview']

const speaksOf = ({ title, id }: DashboardSummary, names: readonly string[]): boolean =>
  names.some((name) => title.toLowerCase().includes(name) || id.toLowerCase() === name)

/** Dashboards called after it, and the ready-made one asked about it. */
export function Boards({ service }: { readonly service: ServiceRow }) {
  const text = useText()
  const { data = [] } = useDashboards()
  const flags = useFlags()
  const names = [service.id, service.name ?? service.id].map((name) => name.toLowerCase())
  const own = data.filter((board) => speaksOf(board, names))
  const ready = data.filter((board) => ofOne.includes(board.id))
  if (own.length + ready.length === 0) return null
  return (
    <section className={styles['part']} aria-labelledby="boards">
      <h2 id="boards">{text('nav.dashboards')}</h2>
      <ul className={styles['rows']}>
        {own.map((board) => (
          <li key={board.id}>
            <Flag id={board.id} pattern={flags.get(board.id)} size={16} />
            <PlaceLink to={{ page: 'dashboard', id: board.id }} dir="auto">
              {board.title}
            </PlaceLink>
          </li>
        ))}
        {ready.map((board) => (
          <li key={board.id}>
            <Flag id={board.id} pattern={flags.get(board.id)} size={16} />
            <AddressLink href={`${pathOf({ page: 'dashboard', id: board.id })}?${new URLSearchParams({ 'var-service': service.id })}`} dir="auto">
              {board.title}
            </AddressLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
