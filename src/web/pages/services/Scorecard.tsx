import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Widget } from '#contract/dashboard.ts'
import type { ServiceRow } from '#contract/services.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import type { WidgetActs } from '#web/widgets/acts.ts'
import { WidgetHost } from '#web/widgets/WidgetHost.tsx'
import { numbersSource, useScores } from './use-scores.ts'
import styles from './Services.module.css'

const nothing = (): void => {}
/** The card stands here by itself: there is no document to change. */
const acts: WidgetActs = {
  onLook: nothing,
  onOptions: nothing,
  onOriginal: nothing,
  onPick: nothing,
  onFull: nothing,
  onEdit: nothing,
  entries: () => [],
  othersOf: () => 0,
}

const numbers = ['incidentsOpened', 'timeToResolve', 'alertsOpened', 'changeSuccess', 'automationSuccess']

/** Is this application effective: health and budget, and the numbers of 30 days with what each counts. */
export function Scorecard({ service, demo }: { readonly service: ServiceRow; readonly demo: boolean }) {
  const text = useText()
  const format = useFormat()
  const { data: sources } = useQuery(sourcesQuery)
  const { scores, isKnown } = useScores(demo)
  const score = scores.get(service.id)
  const source = numbersSource(sources, 'kpi.numbers', demo)
  const id = source?.id
  const title = text('observing.scorecard')
  const widget = useMemo(
    () =>
      id === undefined
        ? undefined
        : Widget.parse({
            id: 'scorecard',
            title,
            query: { source: id, spec: { measure: 'kpi.numbers', mode: 'instant', by: [], match: { kpi: numbers, service: service.id }, window: '30d' } },
            view: { kind: 'stat' },
          }),
    [id, title, service.id],
  )
  return (
    <section className={styles['scorecard']} aria-label={title}>
      {(score ?? (isKnown && scores.size === 0)) && (
        <dl className={styles['score']}>
          <div>
            <dt>{text('observing.service.health')}</dt>
            <dd>
              {format.value(score?.health)} <span>{text('observing.ofHundred')}</span>
            </dd>
          </div>
          <div>
            <dt>{text('observing.service.budget')}</dt>
            <dd data-bad={(score?.budgetLeft ?? 0) < 0 || undefined}>
              <bdi>{format.value(score?.budgetLeft, 'ratio', 0)}</bdi>
              {service.objective !== undefined && (
                <span> {text('observing.objective', { value: format.value(service.objective, 'ratio', objectivePlaces(service.objective)) })}</span>
              )}
            </dd>
          </div>
        </dl>
      )}
      {widget && (
        <div className={styles['numbers']}>
          <WidgetHost widget={widget} values={{}} editing={false} acts={acts} />
        </div>
      )}
    </section>
  )
}

/** Digits of a promise in percent: 99.95 is another promise than 99.9. */
const objectivePlaces = (objective: number): number => Math.max(0, (String(Number((objective * 100).toFixed(6))).split('.')[1] ?? '').length)
