import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import type { VariableValues } from '#contract/query.ts'
import { applyChain } from '#core/frame/lenses.ts'
import { rowCount } from '#core/frame/shapes.ts'
import { measureNeed } from '#core/policy/measure.ts'
import { templateGroups, widgetFrom } from '#core/templates/template.ts'
import type { TemplateGroup, WidgetTemplate } from '#core/templates/template.ts'
import { widgetTemplates } from '#core/templates/widgets.ts'
import { englishWords, hasWords } from '#web/i18n/words.ts'
import { frameQuery } from '../../api/frame-query.ts'
import { sourcesQuery } from '../../api/source-query.ts'
import { useText } from '../../i18n/text.ts'
import { SearchInput } from '../../ui/field/Input.tsx'
import { ranked } from '../../ui/pick/rank.ts'
import { useRange } from '../../url/use-time.ts'
import { useZone } from '../../url/zone.ts'
import { useOnScreen } from '../../widgets/on-screen.ts'
import { Skeleton } from '../../widgets/Skeleton.tsx'
import { Thumbnail } from '../../widgets/Thumbnail.tsx'
import { requestOf } from '../../widgets/use-answer.ts'
import { viewOf } from '../../widgets/view-of.ts'
import { newWidgetId } from '../use-widget-acts.ts'
import type { AddWidget } from './add-widget.ts'
import styles from './Picker.module.css'

const previewWidth = 240
const pictureSize = { width: 228, height: 84 }

interface Ready {
  readonly template: WidgetTemplate
  readonly title: string
  /** The same in English, as it is kept: everybody is shown it in their own language. */
  readonly name: string
  readonly hint: string
  /** A connected source knows its measure. */
  readonly known: boolean
}

function useReady(): readonly Ready[] {
  const text = useText()
  const { data: sources = [] } = useQuery(sourcesQuery)
  return useMemo(() => {
    const words = (key: string): string => (hasWords(key) ? text(key) : key)
    const englishOf = (key: string): string => (hasWords(key) && englishWords[key]) || key
    return widgetTemplates.flatMap((template) => {
      const { source, spec } = template.widget.query
      const asked = sources.filter((s) => source === 'auto' || s.id === source)
      const { measure } = spec
      const known = asked.some((s) => s.measures.some((m) => m === measure))
      // What takes a right of its own is told to who has it, and not even offered to anybody else.
      if (!known && typeof measure === 'string' && measureNeed(measure) !== undefined) return []
      return [{ template, title: words(template.words.title), name: englishOf(template.words.title), hint: words(template.words.hint), known }]
    })
  }, [text, sources])
}

/** Ready-made widgets by subject, with a picture of what they would show here and now. */
export function ReadyMade({ values, onAdd }: { readonly values: VariableValues; readonly onAdd: AddWidget }) {
  const text = useText()
  const [query, setQuery] = useState('')
  const all = useReady()
  const found = ranked(all, query, (r) => `${r.title} ${r.hint}`)
  const groups = templateGroups.map((group) => ({ group, list: found.filter((r) => r.template.group === group) })).filter((g) => g.list.length > 0)
  return (
    <>
      <SearchInput label={text('picker.search')} value={query} onChange={(event) => setQuery(event.target.value)} data-autofocus />
      {groups.length === 0 && <p className={styles['none']}>{text('picker.none', { query })}</p>}
      {groups.map(({ group, list }) => (
        <Group key={group} group={group} list={list} values={values} onAdd={onAdd} />
      ))}
    </>
  )
}

interface GroupProps {
  readonly group: TemplateGroup
  readonly list: readonly Ready[]
  readonly values: VariableValues
  readonly onAdd: AddWidget
}

function Group({ group, list, values, onAdd }: GroupProps) {
  const text = useText()
  const sorted = [...list.filter((r) => r.known), ...list.filter((r) => !r.known)]
  return (
    <section aria-label={text(`templates.${group}`)}>
      <h3 className={styles['head']}>{text(`templates.${group}`)}</h3>
      <ul className={styles['cards']}>
        {sorted.map((ready) => (
          <li key={ready.template.id}>
            <Card ready={ready} values={values} onAdd={onAdd} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Card({ ready, values, onAdd }: { readonly ready: Ready; readonly values: VariableValues; readonly onAdd: AddWidget }) {
  const text = useText()
  const { template, title, name, hint, known } = ready
  return (
    <button
      type="button"
      className={styles['card']}
      data-unknown={!known || undefined}
      onClick={() => onAdd(widgetFrom(template, { id: newWidgetId(), title: name }), template.size)}
    >
      <Picture template={template} title={title} values={values} known={known} />
      <span className={styles['caption']}>
        <span className={styles['title']}>{title}</span>
        <span className={styles['hint']}>{known ? hint : text('widget.empty.noSource')}</span>
      </span>
    </button>
  )
}

interface PictureProps {
  readonly template: WidgetTemplate
  readonly title: string
  readonly values: VariableValues
  readonly known: boolean
}

/** What the widget would show. Asked only for cards in sight, through the same queue as the page's widgets and after them. */
function Picture({ template, title, values, known }: PictureProps) {
  const client = useQueryClient()
  const box = useRef<HTMLSpanElement>(null)
  const { near } = useOnScreen(box)
  const { range, now } = useRange()
  const [zone] = useZone()
  const { widget } = template
  const request = useMemo(() => requestOf({ query: widget.query, values, width: previewWidth, zone }, range), [widget.query, values, zone, range])
  const { data } = useQuery({ ...frameQuery(request, { client, rank: () => 5 }), enabled: known && near })
  const context = useMemo(() => ({ range, now, zone }), [range, now, zone])
  const prepared = useMemo(() => data && applyChain(data.frame, widget.lenses, context), [data, widget.lenses, context])
  const view = viewOf(widget.view.kind)
  const frame = prepared && 'frame' in prepared && rowCount(prepared.frame) > 0 ? prepared.frame : undefined
  const drawn = view && frame && 'score' in view.accepts(frame)
  return (
    <span ref={box} className={styles['picture']} aria-hidden>
      {drawn ? (
        <Thumbnail
          view={view}
          frame={frame}
          options={widget.view.options}
          widget={{ title, thresholds: widget.thresholds }}
          context={context}
          size={pictureSize}
        />
      ) : (
        view && <Skeleton kind={view.skeleton} label="" />
      )}
    </span>
  )
}
