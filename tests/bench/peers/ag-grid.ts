import { ClientSideRowModelModule, createGrid, ModuleRegistry, TextFilterModule } from 'ag-grid-community'
import type { Cell } from '../../../src/contract/frame.ts'
import type { Side } from '../versus/side.ts'

// Only what is used: all of its modules would weigh a third more.
ModuleRegistry.registerModules([ClientSideRowModelModule, TextFilterModule])

type Row = Readonly<Record<string, Cell>>
interface Taken {
  readonly names: readonly string[]
  readonly rows: readonly Row[]
}

/** Rows and head as high as ours at the usual density: the same wheel then brings as many rows on either side. */
const heights = { rowHeight: 34, headerHeight: 34 } as const

/** Rows as objects, made beforehand. */
export const agGrid: Side = {
  take: ({ fields }): Taken => ({
    names: fields.map((f) => f.name),
    rows: (fields[0]?.values ?? []).map((_, i) => Object.fromEntries(fields.map((f) => [f.name, f.values[i] ?? null]))),
  }),
  open(root, { names, rows }: Taken) {
    const grid = createGrid<Row>(root, {
      columnDefs: names.map((field) => ({ field, sortable: true, flex: 1, filter: field === 'site' ? 'agTextColumnFilter' : false })),
      rowData: [...rows],
      ...heights,
    })
    return {
      drawn: () => root.querySelector('.ag-row .ag-cell') !== null,
      sort: () => root.querySelector<HTMLElement>('.ag-header-cell[col-id="a"] .ag-header-cell-label')?.click(),
      filter: () => grid.setFilterModel({ site: { filterType: 'text', type: 'contains', filter: 'site-3' } }),
      state: () => `${root.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')} ${root.querySelector('.ag-row[row-index="0"]')?.textContent}`,
      close: () => grid.destroy(),
    }
  },
}
