import { pack, unpack } from './packing.ts'

/** One visit in the fixed point of rows: four decimals, so that what is kept is exactly what is computed with. */
export const rowUnit = 10_000
/** Rounding could hold a counter here for ever; it counts for nothing any more. */
const gone = 10
const [mostRows, mostEntries] = [400, 32]

export interface Row {
  day: number
  slowTotal: number
  fastTotal: number
  readonly items: number[]
  readonly slow: number[]
  readonly fast: number[]
}

/** How a table's rows are keyed and forget: gamma of every counter per visit to the row; `fast` 0 is none. */
export interface RowShape {
  readonly keyWidth: 2 | 4
  readonly slow: number
  readonly fast: number
}

/** Decayed counters by context: at most 400 contexts, the least recently used goes first, and 32 items each. */
export interface Rows {
  readonly bytes: number
  get(key: number): Row | undefined
  /** The context `key` was followed by `item`. */
  touch(key: number, item: number, weight: number, day: number): void
  dropOldest(): boolean
  /** Drops rows and entries as told; an entry's share leaves the totals with it. */
  prune(keepsRow: (key: number, row: Row) => boolean, keepsEntry: (item: number, slow: number, row: Row) => boolean): void
  pack(): readonly string[]
  entries(): Iterable<readonly [number, Row]>
}

/** Shrinks the arrays of a row to the entries to keep. */
function keep(row: Row, wanted: (item: number, slow: number, row: Row) => boolean): void {
  let to = 0
  for (let i = 0; i < row.items.length; i += 1) {
    const [item, slow, fast] = [row.items[i] ?? 0, row.slow[i] ?? 0, row.fast[i] ?? 0]
    if (wanted(item, slow, row)) {
      row.items[to] = item
      row.slow[to] = slow
      row.fast[to] = fast
      to += 1
    } else {
      row.slowTotal = Math.max(0, row.slowTotal - slow)
      row.fastTotal = Math.max(0, row.fastTotal - fast)
    }
  }
  row.items.length = row.slow.length = row.fast.length = to
}

function dropLeast(row: Row, except: number): void {
  let least = -1
  for (let i = 0; i < row.items.length; i += 1) if (row.items[i] !== except && (least < 0 || (row.slow[i] ?? 0) < (row.slow[least] ?? 0))) least = i
  for (const column of [row.items, row.slow, row.fast]) column.splice(least, 1)
}

/** Every counter of the row a visit older, and `item` one visit more. */
function count(row: Row, item: number, weight: number, { slow, fast }: RowShape): void {
  let [to, found] = [0, false]
  for (let i = 0; i < row.items.length; i += 1) {
    const here = row.items[i] ?? 0
    let s = Math.round((row.slow[i] ?? 0) * slow)
    let f = Math.round((row.fast[i] ?? 0) * fast)
    if (here === item) {
      s += weight
      f += weight
      found = true
    }
    if (s > gone) {
      row.items[to] = here
      row.slow[to] = s
      row.fast[to] = f
      to += 1
    }
  }
  // Setting a length costs as much as counting, and few visits drop anything.
  if (to < row.items.length) row.items.length = row.slow.length = row.fast.length = to
  row.slowTotal = Math.round(row.slowTotal * slow) + weight
  row.fastTotal = Math.round(row.fastTotal * fast) + weight
  if (found) return
  row.items.push(item)
  row.slow.push(weight)
  row.fast.push(weight)
  if (row.items.length > mostEntries) dropLeast(row, item)
}

export function createRows(shape: RowShape, packed: readonly string[]): Rows {
  const { keyWidth } = shape
  const totals = shape.fast > 0 ? 6 : 3
  const entryWidth = 2 + totals
  const headWidth = keyWidth + 3 + totals
  const bytesOf = (row: Row): number => headWidth + 3 + row.items.length * entryWidth
  const rows = new Map(packed.map((text) => [unpack(text, 0, keyWidth), read(text)] as const))
  let bytes = [...rows.values()].reduce((sum, row) => sum + bytesOf(row), 0)

  function read(text: string): Row {
    const at = keyWidth + 3
    const row: Row = {
      day: unpack(text, keyWidth, 3),
      slowTotal: unpack(text, at, 3),
      fastTotal: totals > 3 ? unpack(text, at + 3, 3) : 0,
      items: [],
      slow: [],
      fast: [],
    }
    for (let i = headWidth; i < text.length; i += entryWidth) {
      row.items.push(unpack(text, i, 2))
      row.slow.push(unpack(text, i + 2, 3))
      row.fast.push(totals > 3 ? unpack(text, i + 5, 3) : 0)
    }
    return row
  }

  function write(key: number, row: Row): string {
    const fast = (value: number): string => (totals > 3 ? pack(value, 3) : '')
    const entries = row.items.map((item, i) => pack(item, 2) + pack(row.slow[i] ?? 0, 3) + fast(row.fast[i] ?? 0))
    return pack(key, keyWidth) + pack(row.day, 3) + pack(row.slowTotal, 3) + fast(row.fastTotal) + entries.join('')
  }

  function drop(key: number, row: Row): void {
    bytes -= bytesOf(row)
    rows.delete(key)
  }

  function dropOldest(): boolean {
    for (const [key, row] of rows) {
      drop(key, row)
      return true
    }
    return false
  }

  return {
    get bytes() {
      return bytes
    },
    get: (key) => rows.get(key),
    touch(key, item, weight, day) {
      const known = rows.get(key)
      const row = known ?? { day, slowTotal: 0, fastTotal: 0, items: [], slow: [], fast: [] }
      if (known) drop(key, known)
      row.day = day
      count(row, item, weight, shape)
      if (totals === 3) row.fastTotal = 0
      rows.set(key, row)
      bytes += bytesOf(row)
      if (rows.size > mostRows) dropOldest()
    },
    dropOldest,
    prune(keepsRow, keepsEntry) {
      for (const [key, row] of rows) {
        bytes -= bytesOf(row)
        keep(row, keepsEntry)
        if (row.items.length === 0 || !keepsRow(key, row)) rows.delete(key)
        else bytes += bytesOf(row)
      }
    },
    pack: () => Array.from(rows, ([key, row]) => write(key, row)),
    entries: () => rows.entries(),
  }
}
