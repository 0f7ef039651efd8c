import type { Text } from '#web/i18n/text.ts'
import type { MenuEntry } from '#web/ui/popup/menu-entry.ts'
import { headOf } from './cell.ts'
import type { GridOptions } from './options.ts'
import type { Column, GridShape } from './shape.ts'
import type { GridHeader } from './use-grid-table.ts'

interface ColumnMenuAsk {
  readonly header: GridHeader
  readonly shape: GridShape
  readonly options: GridOptions
  readonly change: (patch: Partial<GridOptions>) => void
  readonly text: Text
  readonly onFilter: () => void
}

type Offered = 'moment' | 'age' | 'lasting' | 'number' | 'bar'

/** Ways a column of this type can be written; one is no choice. */
function writingsOf(column: Column): readonly Offered[] {
  if (column.field.type === 'time') return ['moment', 'age', 'lasting']
  if (column.field.type === 'number' && (column.unit === 'ratio' || column.unit === 'percent')) return ['number', 'bar']
  return []
}

function asEntries({ shape, options, change, text, header }: ColumnMenuAsk): readonly MenuEntry[] {
  const column = shape.columns.find((c) => c.id === header.column.id)
  const writings = column ? writingsOf(column) : []
  if (!column || writings.length === 0) return []
  const choose = (as: Offered): void => {
    const old = options.columns.find((c) => c.field === column.id)
    change({ columns: [...options.columns.filter((c) => c !== old), { ...old, field: column.id, as }] })
  }
  return [
    { head: text('grid.writeAs') },
    ...writings.map((as) => ({ id: `as-${as}`, label: text(`grid.as.${as}`), checked: column.as === as, onSelect: () => choose(as) })),
    { line: 'as' },
  ]
}

/** Which columns are shown; the last one cannot be hidden. */
function columnEntries({ shape, change, text }: ColumnMenuAsk): readonly MenuEntry[] {
  const hidden = shape.columns.filter((c) => c.hidden).map((c) => c.id)
  const shown = shape.columns.length - hidden.length
  return [
    { head: text('grid.columns') },
    ...shape.columns.slice(0, 40).map((c) => ({
      id: `column-${c.id}`,
      label: headOf(c, text),
      checked: !c.hidden,
      off: !c.hidden && shown === 1 ? text('grid.lastColumn') : undefined,
      onSelect: () => change({ hidden: c.hidden ? hidden.filter((id) => id !== c.id) : [...hidden, c.id] }),
    })),
  ]
}

/** Everything a column's head can do. */
export function columnMenu(ask: ColumnMenuAsk): readonly MenuEntry[] {
  const { header, options, change, text, onFilter, shape } = ask
  const { column } = header
  const sorted = column.getIsSorted()
  const pinned = column.getIsPinned() !== false
  const shown = shape.columns.filter((c) => !c.hidden).length
  return [
    { id: 'asc', label: text('grid.sortAsc'), icon: 'up', checked: sorted === 'asc' ? true : undefined, onSelect: () => column.toggleSorting(false) },
    { id: 'desc', label: text('grid.sortDesc'), icon: 'down', checked: sorted === 'desc' ? true : undefined, onSelect: () => column.toggleSorting(true) },
    ...(options.sort.length > 0 ? [{ id: 'unsort', label: text('grid.unsort'), onSelect: () => change({ sort: [] }) }] : []),
    { line: 'sort' },
    { id: 'filter', label: text('grid.filter'), icon: 'filter', onSelect: onFilter },
    { id: 'pin', label: text(pinned ? 'grid.unpin' : 'grid.pin'), icon: 'pin', onSelect: () => column.pin(pinned ? false : 'start') },
    {
      id: 'hide',
      label: text('grid.hide'),
      icon: 'minus',
      off: shown === 1 ? text('grid.lastColumn') : undefined,
      onSelect: () => column.toggleVisibility(false),
    },
    ...(options.widths.length > 0 ? [{ id: 'widths', label: text('grid.resetWidths'), onSelect: () => change({ widths: [] }) }] : []),
    { line: 'column' },
    ...asEntries(ask),
    ...columnEntries(ask),
  ]
}
