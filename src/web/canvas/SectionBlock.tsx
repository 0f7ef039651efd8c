import { memo, useCallback, useMemo, useRef } from 'react'
import type { ReactElement } from 'react'
import type { Breakpoint, Place, Section, Widget } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import { cellOf } from '#core/dashboard/section.ts'
import { layoutAt } from '#core/layout/derive.ts'
import { columnsOf } from '#core/layout/grid.ts'
import { useText } from '../i18n/text.ts'
import type { WidgetActs } from '../widgets/acts.ts'
import { WidgetHost } from '../widgets/WidgetHost.tsx'
import { useCanvas, useCanvasUi } from './canvas-ui.ts'
import { floorIn } from './floor.ts'
import { useFolded } from './folded.ts'
import { SectionGrid } from './grid/SectionGrid.tsx'
import type { Metrics } from './grid/metrics.ts'
import type { LayerMark } from '#core/dashboard/layer-apply.ts'
import { SectionHead } from './SectionHead.tsx'
import { WidgetCell } from './WidgetCell.tsx'
import styles from './Canvas.module.css'

export interface SectionBlockProps {
  readonly section: Section
  readonly index: number
  /** How many sections there are. */
  readonly count: number
  readonly breakpoint: Breakpoint
  readonly width: number
  readonly metrics: Metrics
  readonly rtl: boolean
  readonly editing: boolean
  readonly values: VariableValues
  /** What this person changed, by widget. */
  readonly marks: ReadonlyMap<string, ReadonlySet<LayerMark>>
  readonly acts: WidgetActs
}

/** Changed over what the owner publishes: there is something to go back to. */
const isChanged = (marks: ReadonlySet<LayerMark> | undefined): boolean => marks !== undefined && !marks.has('own')

/** Elements of the widgets, the same objects as long as nothing about a widget changed: a drag draws no body anew. */
function useCells(section: Section, make: (widget: Widget) => ReactElement): readonly ReactElement[] {
  const known = useRef(new WeakMap<object, WeakMap<Widget, ReactElement>>())
  return useMemo(() => {
    const made = known.current.get(make) ?? new WeakMap<Widget, ReactElement>()
    known.current.set(make, made)
    return section.widgets.map((widget) => {
      const cell = made.get(widget) ?? make(widget)
      made.set(widget, cell)
      return cell
    })
  }, [section.widgets, make])
}

/** One section: its head and its grid. A collapsed one draws nothing and asks nothing. */
export const SectionBlock = memo(function SectionBlock(props: SectionBlockProps) {
  const { section, index, count, breakpoint, width, metrics, rtl, editing, values, marks, acts } = props
  const text = useText()
  const { ui, hands, edit } = useCanvas()
  const { id } = section
  const selected = useCanvasUi((now) => (editing && section.widgets.some((w) => w.id === now.selected) ? now.selected : undefined))
  const columns = useMemo(() => ({ cols: columnsOf[breakpoint], rtl }), [breakpoint, rtl])
  const places = useMemo(() => layoutAt(section, breakpoint), [section, breakpoint])
  const floorOf = useMemo(() => floorIn(section.widgets, columns.cols), [section.widgets, columns.cols])

  const make = useCallback(
    (widget: Widget) => (
      <div key={widget.id} className={styles['cell']} data-widget={widget.id}>
        <WidgetCell id={widget.id} editing={editing}>
          <WidgetHost widget={widget} values={values} editing={editing} acts={acts} ownLook={isChanged(marks.get(widget.id))} />
        </WidgetCell>
      </div>
    ),
    [editing, marks, values, acts],
  )
  const cells = useCells(section, make)

  const onSelect = useCallback((widget: string) => ui.setState({ selected: widget }), [ui])
  const onPlace = useCallback((wanted: Place) => edit({ do: 'moveWidget', id: wanted.id, breakpoint, to: cellOf(wanted) }), [edit, breakpoint])
  const onMoveTo = useCallback(
    (widget: string, target: string, wanted: Place) => edit({ do: 'moveWidget', id: widget, breakpoint, to: cellOf(wanted), section: target }),
    [edit, breakpoint],
  )
  const [folded] = useFolded(section)
  return (
    <section className={styles['block']} id={`s-${id}`}>
      {(editing || section.title !== '' || section.visibleTo) && <SectionHead section={section} index={index} count={count} editing={editing} />}
      {!folded && (
        <SectionGrid
          id={id}
          label={section.title || text('canvas.section', { number: index + 1 })}
          places={places}
          columns={columns}
          width={width}
          metrics={metrics}
          editing={editing}
          selected={selected}
          hands={hands}
          cells={cells}
          floorOf={floorOf}
          onSelect={onSelect}
          onPlace={onPlace}
          onMoveTo={onMoveTo}
        />
      )}
    </section>
  )
})
