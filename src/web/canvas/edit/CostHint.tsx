import type { QueryCost } from '#contract/query.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { Held } from './use-held.ts'
import styles from './Panel.module.css'

/** What the query goes through; one that many would feel waits here for a yes. */
export function CostHint({ held }: { readonly held: Pick<Held, 'asking' | 'cost' | 'heavy' | 'run'> }) {
  const text = useText()
  const words = useCostWords()
  const { asking, cost, heavy, run } = held
  if (asking) return <p className={styles['cost']}>{text('cost.asking')}</p>
  const said = cost && words(cost)
  if (!said) return null
  if (!heavy) return <p className={styles['cost']}>{said}</p>
  return (
    <div className={styles['cost']} data-heavy="" role="status">
      <StatusMark mark="warning" size={13} silent />
      <span>
        <strong>{said}</strong> {text('cost.heavy')}
      </span>
      <Button onClick={run}>{text('cost.run')}</Button>
    </div>
  )
}

function useCostWords(): (cost: QueryCost) => string | undefined {
  const text = useText()
  const format = useFormat()
  return ({ series, points, rows, atLeast = false }) => {
    const more = atLeast ? 'yes' : 'no'
    if (rows !== undefined) return text('cost.rows', { rows, written: format.value(rows) })
    if (series === undefined) return undefined
    return text('cost.series', { more, series, written: format.value(series), points: format.value(points ?? series) })
  }
}
