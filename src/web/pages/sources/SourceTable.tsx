import type { Source } from '#contract/source.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import table from '#web/ui/table/Table.module.css'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { kindWords, markOfState } from './source-words.ts'
import { SourceMenu } from './SourceMenu.tsx'
import styles from './Sources.module.css'

export function SourceTable({ sources }: { readonly sources: readonly Source[] }) {
  const text = useText()
  return (
    <div className={table['box']}>
      <table className={`${table['table']} ${styles['sources']}`}>
        <thead>
          <tr>
            <th>{text('sources.name')}</th>
            <th data-col="kind">{text('sources.kind')}</th>
            <th data-col="health">{text('sources.health')}</th>
            <th data-col="measures" data-number>
              {text('sources.measures')}
            </th>
            <th data-col="origin">{text('sources.origin')}</th>
            <th data-menu>
              <span className="hp-hidden">{text('app.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <Row key={source.id} source={source} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ source }: { readonly source: Source }) {
  const text = useText()
  const format = useFormat()
  const now = useNow(5000)
  const [zone] = useZone()
  const { id, name, kind, health, measures, origin } = source
  const state = text(`sources.${health.state}`)
  const since = health.at === undefined ? state : text('sources.since', { state, age: format.age(health.at, now, zone) })
  return (
    <tr>
      <td data-name>
        <PlaceLink to={{ page: 'source', id }} className={table['open']}>
          <StatusMark mark={markOfState[health.state]} />
          <span className={table['name']} dir="auto">
            {name}
          </span>
        </PlaceLink>
      </td>
      <td data-col="kind">{kindWords(kind, text)}</td>
      <td data-col="health" data-down={health.state === 'down' || undefined} title={health.fault?.detail}>
        {since}
      </td>
      <td data-col="measures" data-number>
        {measures.length === 0 ? '-' : format.value(measures.length)}
      </td>
      <td data-col="origin">{text(`sources.origin.${origin}`)}</td>
      <td data-menu>
        <SourceMenu source={source} />
      </td>
    </tr>
  )
}
