import { memo, useCallback, useMemo, useRef } from 'react'
import type { ReactElement } from 'react'
import type { Breakpoint, Place, Section, Widget } from '#contract/dashboard.ts'
import type { Need } from '#contract/need.ts'
import type { VariableValues } from '#contract/query.ts'
import { cellOf } from '#core/dashboard/section.ts'
import { closeUp } from '#core/layout/close-up.ts'
import { layoutAt } from '#core/layout/derive.ts'
import { columnsOf } from '#core/layout/grid.ts'
import { useShippedWords } from '../i18n/shipped.ts'
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
  /** Widgets nobody can answer yet: left out while reading, quiet while editing. */
  readonly unmet: Readonly<Record<string, Need>> | undefined
  /** Only to be looked at: no tools. */
  readonly bare?: boolean
  readonly acts: WidgetActs
}

/** Stands where it stands because the person wants it there. */
const isHeld = (marks: ReadonlySet<LayerMark> | undefined): boolean => marks !== undefined && (marks.has('placed') || marks.has('own'))

/** Changed over what the owner publishes: there is something to go back to. */
const isChanged = (marks: ReadonlySet<LayerMark> | undefined): boolean => marks !== undefined && !marks.has('own')

/** Elements of the widgets, the same objects as long as nothing about a widget changed: a drag draws no body anew. */
function useCells(widgets: Section['widgets'], make: (widget: Widget) => ReactElement): readonly ReactElement[] {
  const known = useRef(new WeakMap<object, WeakMap<Widget, ReactElement>>())
  return useMemo(() => {
    const made = known.current.get(make) ?? new WeakMap<Widget, ReactElement>()
    known.current.set(make, made)
    return widgets.map((widget) => {
      const cell = made.get(widget) ?? make(widget)
      made.set(widget, cell)
      return cell
    })
  }, [widgets, make])
}

/** One section: its head and its grid. A collapsed one draws nothing and asks nothing. */
export const SectionBlock = memo(function SectionBlock(props: SectionBlockProps) {
  const { section, index, count, breakpoint, width, metrics, rtl, editing, values, marks, unmet, bare = false, acts } = props
  const text = useText()
  const { ui, hands, edit } = useCanvas()
  const { id } = section
  const isLeft = useCallback((widget: string) => !editing && unmet?.[widget] !== undefined, [editing, unmet])
  const widgets = useMemo(
    () => (section.widgets.some((w) => isLeft(w.id)) ? section.widgets.filter((w) => !isLeft(w.id)) : section.widgets),
    [section.widgets, isLeft],
  )
  const selected = useCanvasUi((now) => (editing && widgets.some((w) => w.id === now.selected) ? now.selected : undefined))
  const columns = useMemo(() => ({ cols: columnsOf[breakpoint], rtl }), [breakpoint, rtl])
  const places = useMemo(
    () => closeUp(layoutAt(section, breakpoint), isLeft, (widget) => isHeld(marks.get(widget)), columns.cols),
    [section, breakpoint, isLeft, marks, columns.cols],
  )
  const floorOf = useMemo(() => floorIn(widgets, columns.cols), [widgets, columns.cols])

  const make = useCallback(
    (widget: Widget) => (
      <div key={widget.id} className={styles['cell']} data-widget={widget.id}>
        <WidgetCell id={widget.id} editing={editing}>
          <WidgetHost
            widget={widget}
            values={values}
            editing={editing}
            acts={acts}
            ownLook={isChanged(marks.get(widget.id))}
            waiting={unmet?.[widget.id] !== undefined}
            bare={bare}
          />
        </WidgetCell>
      </div>
    ),
    [editing, marks, values, acts, unmet, bare],
  )
  const cells = useCells(widgets, make)

  const onSelect = useCallback((widget: string) => ui.setState({ selected: widget }), [ui])
  const onPlace = useCallback((wanted: Place) => edit({ do: 'moveWidget', id: wanted.id, breakpoint, to: cellOf(wanted) }), [edit, breakpoint])
  const onMoveTo = useCallback(
    (widget: string, target: string, wanted: Place) => edit({ do: 'moveWidget', id: widget, breakpoint, to: cellOf(wanted), section: target }),
    [edit, breakpoint],
  )
  const [folded] = useFolded(section)
  const words = useShippedWords()
  // A section of which nothing can be shown is not there either.
  if (widgets.length === 0 && section.widgets.length > 0) return null
  return (
    <section className={styles['block']} id={`s-${id}`}>
      {(editing || section.title !== '' || section.visibleTo) && <SectionHead section={section} index={index} count={count} editing={editing} />}
      {!folded && (
        <SectionGrid
          id={id}
          label={words.section(section) || text('canvas.section', { number: index + 1 })}
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
