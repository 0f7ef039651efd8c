import { fastAt, midAt } from './decay.ts'
import { evidenceWidth } from './estimate.ts'
import type { Scored } from './estimate.ts'
import type { Live } from './live.ts'
import type { ReadyPrior, ReadyRow } from './ready-prior.ts'
import type { Row } from './rows.ts'

/** What was last, what was before it, and what is on the screen; slots, or what a prior calls them where the person never was there. */
export interface Context {
  readonly last: number
  readonly before: number
  /** Item whose transitions in the role count; '' at the start of a session. */
  readonly roleLast: string
  /** Never a candidate. */
  readonly here: string | undefined
  /** Most recent distinct slots; the first is where the person is. */
  readonly recent: readonly number[]
}

/** Rows of one kind that count in a context. */
export interface KindRows {
  readonly one: Row | undefined
  readonly skip: Row | undefined
  readonly two: Row | undefined
}

/** Everything that could be next, laid out in columns with what is known of it; all of it is room used again and again. */
export interface Candidates {
  /** How many there can be. */
  readonly most: number
  /** `evidenceWidth` numbers for each. */
  readonly evidence: Float64Array
  /** What colleagues do from here, for all kinds; until `closeRole`. */
  openRole(row: ReadyRow | undefined): void
  closeRole(row: ReadyRow | undefined): void
  /** What the person did from here, of one kind; until `close`. */
  open(rows: KindRows): void
  close(rows: KindRows): void
  /** Adds what the person used of a kind. */
  addUsed(scored: Scored, kind: number, context: Context): void
  /** Adds what only the role knows of it; after `addUsed` of the same kind. */
  addKnown(scored: Scored, kind: number, priorKind: readonly number[], here: string | undefined): void
}

const mostOwn = 512

export function createCandidates(live: Live, ready: ReadyPrior): Candidates {
  const { slots } = live
  const known = { id: Array<string | undefined>(mostOwn), prior: Array<number>(mostOwn).fill(-1) }
  const own = { one: new Float64Array(mostOwn), now: new Float64Array(mostOwn), skip: new Float64Array(mostOwn), two: new Float64Array(mostOwn) }
  const role = new Float64Array(ready.items.length)
  const isUsed = new Uint8Array(ready.items.length)
  const most = mostOwn + ready.items.length
  const evidence = new Float64Array(most * evidenceWidth)

  function priorOf(slot: number): number {
    const id = slots.ids[slot]
    if (known.id[slot] !== id) {
      known.id[slot] = id
      known.prior[slot] = ready.of.get(id ?? '') ?? -1
    }
    return known.prior[slot] ?? -1
  }

  function add(scored: Scored, slot: number, ticks: number, p: number): void {
    const i = scored.size
    const at = i * evidenceWidth
    evidence[at] = midAt(slots, slot, ticks)
    evidence[at + 1] = fastAt(slots, slot, ticks)
    evidence[at + 2] = own.one[slot] ?? 0
    evidence[at + 3] = own.now[slot] ?? 0
    evidence[at + 4] = own.skip[slot] ?? 0
    evidence[at + 5] = own.two[slot] ?? 0
    evidence[at + 6] = p < 0 ? 0 : (ready.use[p] ?? 0)
    evidence[at + 7] = p < 0 ? 0 : (role[p] ?? 0)
    scored.item[i] = slot
    scored.known[i] = (own.one[slot] || own.two[slot] ? 1 : 0) + 2 + (p < 0 ? 0 : (role[p] ? 4 : 0) + 8)
    scored.size += 1
  }

  return {
    most,
    evidence,
    openRole: (row) => row?.items.forEach((p, i) => (role[p] = row.people[i] ?? 0)),
    closeRole: (row) => row?.items.forEach((p) => (role[p] = 0)),
    open({ one, skip, two }) {
      spread(one, own.one, own.now)
      spread(skip, own.skip, undefined)
      spread(two, own.two, undefined)
    },
    close({ one, skip, two }) {
      clear(one, own.one, own.now)
      clear(skip, own.skip, undefined)
      clear(two, own.two, undefined)
    },
    addUsed(scored, kind, { here, recent }) {
      const ticks = live.kinds[kind]?.ticks ?? 0
      for (let slot = 1; slot < slots.ids.length; slot += 1) {
        const id = slots.ids[slot]
        if (id === undefined || slots.kind[slot] !== kind) continue
        const p = priorOf(slot)
        if (p >= 0) isUsed[p] = 1
        if (id === here) continue
        scored.mark[scored.size] = markOf(recent, slot)
        scored.kind[scored.size] = kind
        add(scored, slot, ticks, p)
      }
    },
    addKnown(scored, kind, priorKind, here) {
      for (let p = 0; p < ready.items.length; p += 1) {
        if (priorKind[p] !== kind) continue
        if (isUsed[p] === 1) {
          isUsed[p] = 0
          continue
        }
        if (ready.items[p] === here) continue
        const i = scored.size
        scored.item[i] = -1 - p
        scored.mark[i] = 4
        scored.kind[i] = kind
        scored.known[i] = (role[p] ? 4 : 0) + 8
        const at = i * evidenceWidth
        evidence.fill(0, at, at + 6)
        evidence[at + 6] = ready.use[p] ?? 0
        evidence[at + 7] = role[p] ?? 0
        scored.size += 1
      }
    },
  }
}

function spread(row: Row | undefined, slow: Float64Array, fast: Float64Array | undefined): void {
  if (!row) return
  for (let i = 0; i < row.items.length; i += 1) {
    slow[row.items[i] ?? 0] = row.slow[i] ?? 0
    if (fast) fast[row.items[i] ?? 0] = row.fast[i] ?? 0
  }
}

function clear(row: Row | undefined, slow: Float64Array, fast: Float64Array | undefined): void {
  if (!row) return
  for (const item of row.items) {
    slow[item] = 0
    if (fast) fast[item] = 0
  }
}

function markOf(recent: readonly number[], slot: number): number {
  if (recent[1] === slot) return 1
  if (recent[2] === slot) return 2
  return recent[3] === slot ? 3 : 0
}
