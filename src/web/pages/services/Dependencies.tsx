import { Suspense, lazy, useMemo, useRef } from 'react'
import type { ServiceRow } from '#contract/services.ts'
import { useText } from '#web/i18n/text.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useRange } from '#web/url/use-time.ts'
import { useZone } from '#web/url/zone.ts'
import { goTo } from '#web/url/use-url.ts'
import { GraphOptions } from '#web/views/graph/options.ts'
import { useBodySize } from '#web/widgets/body-size.ts'
import { dependencyFrame } from './dependency-frame.ts'
import styles from './Services.module.css'

const GraphView = lazy(() => import('#web/views/graph/GraphView.tsx'))
const options = GraphOptions.parse({})

interface DependenciesProps {
  readonly service: ServiceRow
  readonly needs: readonly ServiceRow[]
  readonly neededBy: readonly ServiceRow[]
}

/** What it needs and who needs it, as a picture and as two lists that say the same. */
export function Dependencies({ service, needs, neededBy }: DependenciesProps) {
  const text = useText()
  const { range, now } = useRange()
  const [zone] = useZone()
  const box = useRef<HTMLDivElement>(null)
  const size = useBodySize(box)
  const frame = useMemo(() => dependencyFrame(service, needs, neededBy), [service, needs, neededBy])
  const hasAny = needs.length + neededBy.length + (service.depends?.length ?? 0) > 0
  if (!hasAny) return <p className={styles['empty']}>{text('observing.noDependencies')}</p>
  return (
    <>
      <div className={styles['graph']} ref={box}>
        {size.width > 0 && (
          <Suspense>
            <GraphView
              frame={frame}
              options={options}
              size={size}
              range={range}
              now={now}
              zone={zone}
              title={text('observing.dependencies')}
              thresholds={[]}
              mode="full"
              onPick={({ value }) => goTo({ page: 'service', id: value })}
            />
          </Suspense>
        )}
      </div>
      <div className={styles['ends']}>
        <Ends words={text('observing.needs')} rows={needs} />
        <Ends words={text('observing.neededBy')} rows={neededBy} />
      </div>
    </>
  )
}

function Ends({ words, rows }: { readonly words: string; readonly rows: readonly ServiceRow[] }) {
  if (rows.length === 0) return null
  return (
    <div>
      <h3>{words}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <StatusMark mark={row.mark} />
            <PlaceLink to={{ page: 'service', id: row.id }} dir="auto">
              {row.name ?? row.id}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
