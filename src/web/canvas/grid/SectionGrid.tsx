import { memo, useMemo, useState } from 'react'
import type { ReactElement, Ref } from 'react'
import { GridLayout } from 'react-grid-layout'
import type { LayoutItem, ResizeHandleAxis } from 'react-grid-layout'
import { useStore } from 'zustand'
import type { Place } from '#contract/dashboard.ts'
import { place as arrange } from '#core/layout/flow.ts'
import { bottomOf } from '#core/layout/grid.ts'
import type { Size } from '#core/layout/grid.ts'
import { toItem } from './cells.ts'
import type { Columns } from './cells.ts'
import { createCompactor } from './compactor.ts'
import type { Hands } from './hands.ts'
import { Guides } from './Guides.tsx'
import { Handle } from './Handle.tsx'
import { cellSize } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import { SizeTag } from './SizeTag.tsx'
import { Landing } from './Landing.tsx'
import { usePointerHand } from './use-pointer-hand.ts'
import styles from './SectionGrid.module.css'

export interface SectionGridProps {
  readonly id: string
  /** Name of the section for those who listen. */
  readonly label: string
  /** The layout as it stands, flowed by core/layout. */
  readonly places: readonly Place[]
  readonly columns: Columns
  /** Inner width in CSS pixels. */
  readonly width: number
  readonly metrics: Metrics
  readonly editing: boolean
  readonly selected: string | undefined
  readonly hands: Hands
  /** One element per place, keyed by widget id and the same object as long as nothing about the widget changed. */
  readonly cells: readonly ReactElement[]
  /** Smallest size of a widget. */
  readonly floorOf: (widget: string) => Size
  readonly onSelect: (widget: string) => void
  readonly onPlace: (wanted: Place) => void
  readonly onMoveTo: (widget: string, section: string, wanted: Place) => void
}

const allHandles: ResizeHandleAxis[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']
const noHandles: ResizeHandleAxis[] = []
const spareRows = 3

/** One section of a dashboard on the grid. react-grid-layout draws and drags; where things go is computed by core/layout. */
export const SectionGrid = memo(function SectionGrid(props: SectionGridProps) {
  const { id, label, columns, width, metrics, editing, selected, hands, cells, floorOf } = props
  const { cols } = columns
  const places = useShownPlaces(props)
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const cell = useMemo(() => cellSize(width, cols, metrics), [width, cols, metrics])

  const compactor = useMemo(
    () =>
      createCompactor(columns, arrange, ({ places: next, wanted }) => {
        const { hand } = hands.getState()
        const at = next.find((p) => p.id === wanted.id)
        if (hand && at) hands.setState({ hand: { ...hand, places: next, at } })
      }),
    [columns, hands],
  )
  const pointer = usePointerHand({ ...props, places, compactor, cell, element })

  const layout = useMemo(
    () =>
      places.map((p): LayoutItem => ({
        ...toItem(p, columns, floorOf(p.id)),
        isResizable: editing && p.id === selected,
        resizeHandles: editing && p.id === selected ? allHandles : noHandles,
      })),
    [places, columns, floorOf, editing, selected],
  )
  const gridConfig = useMemo(
    () => ({
      cols,
      rowHeight: metrics.row,
      margin: [metrics.gutter, metrics.gutter] as const,
      containerPadding: [0, 0] as const,
      maxRows: Number.POSITIVE_INFINITY,
    }),
    [cols, metrics],
  )
  const dragConfig = useMemo(
    () => ({ enabled: editing, handle: '[data-drag]', cancel: 'button,a,input,textarea,select', threshold: 0, bounded: false }),
    [editing],
  )
  const rows = bottomOf(places) + (editing ? spareRows : 0)
  return (
    <div
      ref={setElement}
      className={styles['section']}
      data-section={id}
      data-editing={editing || undefined}
      role="group"
      aria-label={label}
      style={{ minBlockSize: `max(${Math.max(0, rows * cell.height - metrics.gutter)}px, var(--fill, 0px))` }}
    >
      {editing && <Guides cols={cols} metrics={metrics} />}
      <Landing section={id} hands={hands} columns={columns} width={width} metrics={metrics} />
      <GridLayout
        width={width}
        layout={layout}
        gridConfig={gridConfig}
        dragConfig={dragConfig}
        resizeConfig={resizeConfig}
        compactor={compactor}
        className={styles['grid'] ?? ''}
        onDragStart={pointer.onDragStart}
        onDrag={pointer.onDrag}
        onDragStop={pointer.onDragStop}
        onResizeStart={pointer.onResizeStart}
        onResize={pointer.onResize}
        onResizeStop={pointer.onResizeStop}
      >
        {cells}
      </GridLayout>
      {editing && selected !== undefined && <SizeTag id={selected} places={places} hands={hands} columns={columns} width={width} metrics={metrics} />}
    </div>
  )
})

const resizeConfig = { enabled: true, handles: noHandles, handleComponent: (axis: ResizeHandleAxis, ref: Ref<HTMLElement>) => <Handle axis={axis} ref={ref} /> }

/** What is drawn: the keyboard's layout while it holds a widget, room made for a widget that comes from another section. */
function useShownPlaces({ id, places, columns, hands }: SectionGridProps): readonly Place[] {
  const byKeys = useStore(hands, ({ hand }) => (hand?.section === id && hand.by === 'keys' ? hand.places : undefined))
  const guest = useStore(hands, ({ hand }) => (hand?.over?.section === id ? hand.over.wanted : undefined))
  return useMemo(() => {
    if (byKeys) return byKeys
    return guest ? arrange(places, guest, columns.cols).filter((p) => p.id !== guest.id) : places
  }, [byKeys, guest, places, columns])
}
