import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DashboardRecord } from '#contract/dashboard.ts'
import type { Stay } from '#contract/stay.ts'
import { resolveRange } from '#core/time/range.ts'
import { widgetNamed } from '#core/dashboard/section.ts'
import { stayQuery } from '../../api/stay-query.ts'
import { useFormat } from '../../i18n/format.ts'
import { useShippedWords } from '../../i18n/shipped.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { rangeWords } from '../../ui/time/range-words.ts'
import { usePageTime } from '../../url/PageTime.tsx'
import { useChangeUrl } from '../../url/use-url.ts'
import { readSearch } from '../../url/search.ts'
import { useZone } from '../../url/zone.ts'
import { useCanvas } from '../canvas-ui.ts'
import { bringBack } from './sight.ts'
import { chosenIn, useChosen, useKeptOnLeaving } from './use-stay.ts'
import type { Chosen } from './use-stay.ts'
import styles from './StayOffer.module.css'

/** Brings the reader back to where they were on this dashboard, if they want it: said with what differs, and never done unasked. */
export default function StayOffer({ record, arrived }: { readonly record: DashboardRecord; readonly arrived: string }) {
  const { id } = record
  const chosen = useChosen(record)
  const [found] = useState(() => chosenIn(record, readSearch(arrived)))
  const [closed, setClosed] = useState(false)
  const { data: kept } = useQuery(stayQuery(id))
  useKeptOnLeaving(id, found, chosen)
  const stay = kept && still(kept, record)
  const differing = useDiffering(record, stay ?? undefined, chosen)
  // Whoever has begun something else here is where they want to be.
  const isElsewhere = JSON.stringify(found) !== JSON.stringify(chosen)
  if (!stay || closed || isElsewhere || differing.length === 0) return null
  return <Offer stay={stay} record={record} differing={differing} onClose={() => setClosed(true)} />
}

/** The part of it that is still there: widgets and variables may be gone. */
function still(stay: Stay, { doc }: DashboardRecord): Stay {
  const there = (id: string | undefined): string | undefined => (id !== undefined && widgetNamed(doc, id) ? id : undefined)
  const names = new Set(doc.variables.map(({ name }) => name))
  const [widget, full, top] = [there(stay.widget), there(stay.full), there(stay.top)]
  return {
    ...(stay.range && { range: stay.range }),
    variables: Object.fromEntries(Object.entries(stay.variables).filter(([name]) => names.has(name))),
    ...(widget !== undefined && { widget }),
    ...(full !== undefined && { full }),
    ...(top !== undefined && { top }),
  }
}

/** What would change by going back, in words. */
function useDiffering({ doc }: DashboardRecord, stay: Stay | undefined, chosen: Chosen): readonly string[] {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const { defaults, now } = usePageTime()
  const words = useShippedWords()
  if (!stay) return []
  const shown = words.doc(doc)
  const range = stay.range ?? defaults.range
  const isOther = JSON.stringify(range) !== JSON.stringify(chosen.range ?? defaults.range)
  const names = [...new Set([...Object.keys(stay.variables), ...Object.keys(chosen.variables)])]
  const others = names.filter((name) => JSON.stringify(stay.variables[name]) !== JSON.stringify(chosen.variables[name]))
  const title = (id: string): string => widgetNamed(shown, id)?.title ?? ''
  const label = (name: string): string => doc.variables.find((one) => one.name === name)?.label ?? name
  return [
    ...(isOther ? [rangeWords(range, resolveRange(range, now, zone), zone, text, format)] : []),
    ...others.map((name) => text('stay.variable', { name: label(name), values: (stay.variables[name] ?? [text('stay.any')]).join(', ') })),
    ...(stay.full !== undefined && stay.full !== chosen.full ? [text('stay.alone', { title: title(stay.full) })] : []),
    ...(stay.full === undefined && stay.top !== undefined ? [text('stay.at', { title: title(stay.top) })] : []),
  ]
}

interface OfferProps {
  readonly stay: Stay
  readonly record: DashboardRecord
  readonly differing: readonly string[]
  readonly onClose: () => void
}

function Offer({ stay, record, differing, onClose }: OfferProps) {
  const text = useText()
  const { ui } = useCanvas()
  const change = useChangeUrl()
  const goBack = (): void => {
    onClose()
    const variables = record.doc.variables.map(({ name }) => [name, stay.variables[name] ?? null] as const)
    change({ range: stay.range ?? null, variables: Object.fromEntries(variables) })
    ui.setState({ full: stay.full })
    // After the page has taken the new time and choices.
    requestAnimationFrame(() => bringBack(stay))
  }
  return (
    <section className={styles['place']} aria-label={text('stay.title')}>
      <div className={styles['offer']}>
        <p>
          <strong>{text('stay.title')}</strong>
          <span dir="auto">{differing.join(' · ')}</span>
        </p>
        <Button size="small" icon="undo" onClick={goBack}>
          {text('stay.return')}
        </Button>
        <IconButton icon="close" size="small" label={text('stay.close')} onClick={onClose} />
      </div>
    </section>
  )
}
