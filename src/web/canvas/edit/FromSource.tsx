import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Query, VariableValues } from '#contract/query.ts'
import { offersFor } from '#core/frame/offers.ts'
import type { Offer } from '#core/frame/offers.ts'
import { rowCount, shapesOf } from '#core/frame/shapes.ts'
import { faultOf } from '../../api/api-fault.ts'
import { frameQuery } from '../../api/frame-query.ts'
import { learnedQuery } from '../../api/learning-query.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/field/Field.tsx'
import { Input } from '../../ui/field/Input.tsx'
import { useRange } from '../../url/use-time.ts'
import { useZone } from '../../url/zone.ts'
import { useViewName } from '../../widgets/OtherFaces.tsx'
import { Thumbnail } from '../../widgets/Thumbnail.tsx'
import { requestOf } from '../../widgets/use-answer.ts'
import { allViews, viewOf } from '../../widgets/view-of.ts'
import { newWidgetId } from '../use-widget-acts.ts'
import { CostHint } from './CostHint.tsx'
import { ResultLine } from './DataTab.tsx'
import { useMeasureName } from './measure-name.ts'
import { preferredFirst } from './preferred-first.ts'
import { QueryForm } from './QueryForm.tsx'
import { useHeld } from './use-held.ts'
import { useLastGood } from './use-last-good.ts'
import { useRefusal } from './use-refusal.ts'
import { useSettled } from './use-settled.ts'
import type { AddWidget } from './add-widget.ts'
import styles from './Picker.module.css'

const previewWidth = 480
const pictureSize = { width: 168, height: 74 }
const start: Query = { source: 'auto', spec: { measure: 'host.cpu', mode: 'range', by: [], match: {} } }

/** The best look of every view, best first. */
const bestOf = (offers: readonly Offer[]): readonly Offer[] => offers.filter((o, i) => offers.findIndex((other) => other.view === o.view) === i)

/** A widget from a source of one's own choice: what to ask, and then the views the answer fits, the best one chosen. */
export function FromSource({ values, onAdd }: { readonly values: VariableValues; readonly onAdd: AddWidget }) {
  const text = useText()
  const nameOf = useMeasureName()
  const viewName = useViewName()
  const client = useQueryClient()
  const { range, now } = useRange()
  const [zone] = useZone()
  const [query, setQuery] = useState(start)
  const held = useHeld(previewWidth, query, values, setQuery)
  const typed = useSettled(held.query, held.offer)
  const [ready, setReady] = useState(true)
  const [title, setTitle] = useState<string>()
  const [picked, setPicked] = useState<string>()
  const request = useMemo(() => requestOf({ query, values, width: previewWidth, zone }, range), [query, values, zone, range])
  const { data, error, isFetching } = useQuery(frameQuery(request, { client }))
  const fault = useMemo(() => (error ? faultOf(error) : undefined), [error])
  const refusal = useRefusal(query, fault)
  // What cannot be asked yet, or failed, leaves the last answer of this source in sight.
  const answered = ready && !error ? data?.frame : undefined
  const picture = useLastGood(answered, typed.value.source)
  const context = useMemo(() => ({ range, now, zone }), [range, now, zone])
  // Read once, when the picker opens: what is offered first does not change under the eyes of who looks at it.
  const { data: learned } = useQuery({ ...learnedQuery, staleTime: Number.POSITIVE_INFINITY, retry: false })
  const offers = useMemo(
    () =>
      picture && rowCount(picture) > 0 ? preferredFirst(bestOf(offersFor(picture, allViews, context).offers), shapesOf(picture), learned?.views ?? []) : [],
    [picture, context, learned],
  )
  const chosen = offers.find((o) => o.view === picked) ?? offers[0]
  const { measure } = typed.value.spec
  const asked = typeof measure === 'string' ? measure : ''
  const name = title ?? (asked === '' ? text('picker.untitled') : nameOf(asked))
  const add = (): void => {
    const kind = chosen?.view ?? 'grid'
    onAdd(
      { id: newWidgetId(), title: name, query: typed.value, lenses: [...(chosen?.lenses ?? [])], view: { kind, options: {} }, thresholds: [], links: [] },
      viewOf(kind)?.startSize ?? { w: 4, h: 6 },
    )
  }
  return (
    <div className={styles['source']}>
      <div className={styles['form']}>
        <QueryForm
          query={typed.value}
          values={values}
          refusal={refusal}
          onChange={(next, isReady) => {
            setReady(isReady)
            typed.change(next, isReady)
          }}
        />
        <Field label={text('panel.name')}>
          {(parts) => <Input {...parts} maxLength={200} value={name} onChange={(event) => setTitle(event.target.value)} />}
        </Field>
        {ready && <CostHint held={held} />}
        {ready && !held.heavy && (
          <ResultLine
            answer={{
              frame: error ? undefined : data?.frame,
              picture,
              fault,
              asking: isFetching && !data,
              tookMs: undefined,
            }}
          />
        )}
      </div>
      <div
        className={styles['looks']}
        data-old={(picture !== undefined && answered === undefined) || undefined}
        role="radiogroup"
        aria-label={text('panel.view')}
      >
        {offers.map((offer) => {
          const view = viewOf(offer.view)
          return (
            <label key={offer.view} className={styles['look']} data-on={offer === chosen || undefined}>
              <input type="radio" name="look" checked={offer === chosen} onChange={() => setPicked(offer.view)} />
              <span className={styles['picture']} aria-hidden>
                {view && (
                  <Thumbnail view={view} frame={offer.frame} options={{}} widget={{ title: name, thresholds: [] }} context={context} size={pictureSize} />
                )}
              </span>
              <span className={styles['caption']}>
                <span className={styles['title']}>{viewName(offer.view)}</span>
                <span className={styles['hint']}>{offer.how ? text(offer.how, offer.args) : text('switcher.plain', { rows: rowCount(offer.frame) })}</span>
              </span>
            </label>
          )
        })}
        {offers.length === 0 && <p className={styles['none']}>{text('picker.noLooks')}</p>}
      </div>
      <div className={styles['add']}>
        <Button kind="primary" icon="plus" disabled={!ready || held.heavy} onClick={add}>
          {text('canvas.addWidget')}
        </Button>
      </div>
    </div>
  )
}
