import type { Field, FieldRole, Frame } from '#contract/frame.ts'
import type { Mark } from '#contract/severity.ts'
import { fieldWithRole, rowCount } from '#core/frame/shapes.ts'
import { markOf } from '#web/ui/mark-of.ts'
import type { GanttOptions } from './options.ts'
import { stack } from './stack.ts'
import { heightShare, toneRank, worseTone } from './tone.ts'
import type { Tone } from './tone.ts'

/** One row of the frame as it is drawn. */
export interface Bar {
  /** Row in the frame. */
  readonly row: number
  /** Index into the plan's lanes, and position in that lane's `order`. */
  readonly lane: number
  readonly place: number
  /** Line inside the lane, from the top. */
  readonly track: number
  /** Epoch milliseconds. `end` of a running bar is now; equal to `start` for a moment. */
  readonly start: number
  readonly end: number
  readonly running: boolean
  readonly tone: Tone
  /** Height as a share of the tallest bar. */
  readonly share: number
  /** Somebody has it. Frames without an owner column leave it open. */
  readonly owner: string | undefined
  readonly text: string
}

/** Bars of a lane that share one line, by start. `reach` is the latest end so far, so that it only grows. */
export interface Track {
  readonly bars: readonly number[]
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly reach: Float64Array
}

export interface Lane {
  readonly label: string
  /** Indices into the plan's bars, by start. */
  readonly order: readonly number[]
  readonly tracks: readonly Track[]
  /** Bars that lie on others because the lane has no more rows. */
  readonly crowded: number
}

/** An arrow between two bars: `to` waits for `from`. */
export interface Link {
  readonly from: number
  readonly to: number
}

export interface Plan {
  readonly bars: readonly Bar[]
  readonly lanes: readonly Lane[]
  readonly links: readonly Link[]
  /** First start and last end in epoch milliseconds; undefined without bars. */
  readonly extent: { readonly from: number; readonly to: number } | undefined
  /** Column lanes are named after, for picking. */
  readonly laneField: string | undefined
  /** Whether rows say who has them. */
  readonly hasOwner: boolean
  /** Rows without a readable start: counted, not drawn. */
  readonly skipped: number
}

const mostRows = 6
/** Later than any moment there is. */
const farOff = Number.MAX_SAFE_INTEGER

const words = (field: Field | undefined, row: number): string => {
  const cell = field?.values[row]
  return cell === null || cell === undefined ? '' : String(cell)
}
const moment = (field: Field | undefined, row: number): number | undefined => {
  const cell = field?.values[row]
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined
}

const toneOfMark = (mark: Mark): Tone => (mark === 'unknown' ? 'neutral' : mark)

/** Tones by word: thousands of rows say the same few. */
function toneReader(): (word: string) => Tone {
  const read = new Map<string, Tone>()
  return (word) => {
    const known = read.get(word) ?? toneOfMark(markOf(word))
    read.set(word, known)
    return known
  }
}

/** Maintenance by kind or state wins, since it is hatched whatever its severity; then severity, then state. */
function toneAt(columns: Columns, row: number, toneOf: (word: string) => Tone): Tone {
  const state = toneOf(words(columns.status, row))
  if (state === 'maintenance' || (columns.kind && toneOf(words(columns.kind, row)) === 'maintenance')) return 'maintenance'
  const severity = words(columns.severity, row)
  return severity === '' ? state : toneOf(severity)
}

type Columns = ReturnType<typeof columnsOf>
function columnsOf(frame: Frame) {
  const role = (name: FieldRole): Field | undefined => fieldWithRole(frame, name)
  const text = frame.fields.find((f) => f.type === 'string' && f.role !== 'severity' && f.role !== 'status' && f.role !== 'link')
  const title = role('title')
  const lane = role('lane') ?? title ?? role('label') ?? text
  return {
    lane,
    // A row that is in no lane is named by where it is, else by what it is.
    spare: lane === title ? [] : [role('label'), title],
    text: lane !== title ? (title ?? role('label') ?? role('kind')) : (role('label') ?? role('kind')),
    start: role('start'),
    end: role('end'),
    severity: role('severity'),
    status: role('status'),
    kind: role('kind'),
    owner: role('owner'),
    id: role('id'),
    depends: role('depends'),
  }
}

type Draft = Omit<Bar, 'lane' | 'place' | 'track'> & { readonly label: string }

/** An end before the start is clock skew: the row is drawn as the moment it started. */
function draftAt(columns: Columns, row: number, now: number, toneOf: (word: string) => Tone): Draft | undefined {
  const start = moment(columns.start, row)
  if (start === undefined) return undefined
  const end = moment(columns.end, row)
  const running = columns.end !== undefined && end === undefined
  const owner = words(columns.owner, row)
  const tone = toneAt(columns, row, toneOf)
  const label = [columns.lane, ...columns.spare].map((field) => words(field, row)).find((name) => name !== '') ?? ''
  const text = words(columns.text, row)
  return {
    row,
    label,
    start,
    end: Math.max(start, running ? now : (end ?? start)),
    running,
    tone,
    share: heightShare(tone, words(columns.severity, row) !== ''),
    owner: owner === '' ? undefined : owner,
    text: text === label ? '' : text,
  }
}

const orders: Readonly<Record<GanttOptions['order'], (a: readonly Draft[], b: readonly Draft[], now: number) => number>> = {
  given: () => 0,
  name: (a, b) => (a[0]?.label ?? '').localeCompare(b[0]?.label ?? '', undefined, { numeric: true }),
  worst: (a, b) => worstOf(b) - worstOf(a),
  earliest: (a, b) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0),
  next: (a, b, now) => waitFor(a, now) - waitFor(b, now),
}
/** How long until something of a lane begins; what goes on began already. A lane that is all over comes after those, the latest end first. */
function waitFor(lane: readonly Draft[], now: number): number {
  const next = lane.find((d) => d.running || d.end > now)
  if (next) return Math.max(next.start - now, 0)
  return farOff - lane.reduce((last, d) => Math.max(last, d.end), 0)
}
/** Running beats ended, then severity; nobody's before somebody's. */
const worstOf = (lane: readonly Draft[]): number =>
  lane.reduce((worst, d) => Math.max(worst, (d.running ? 20 : 0) + toneRank(d.tone) * 2 + (d.owner === undefined ? 1 : 0)), 0)

function trackOf(bars: readonly number[], all: readonly Bar[]): Track {
  const starts = new Float64Array(bars.length)
  const ends = new Float64Array(bars.length)
  const reach = new Float64Array(bars.length)
  let furthest = -Infinity
  for (let i = 0; i < bars.length; i += 1) {
    const bar = all[bars[i] ?? -1]
    starts[i] = bar?.start ?? 0
    ends[i] = bar?.end ?? 0
    furthest = Math.max(furthest, ends[i] ?? 0)
    reach[i] = furthest
  }
  return { bars, starts, ends, reach }
}

const barOf = ({ row, start, end, running, tone, share, owner, text }: Draft, lane: number, place: number, track: number): Bar => ({
  row,
  lane,
  place,
  track,
  start,
  end,
  running,
  tone,
  share,
  owner,
  text,
})

const byStart = (a: Draft, b: Draft): number => a.start - b.start || b.end - a.end
/** By start; most answers come in that order already. */
function inOrder(lane: readonly Draft[]): readonly Draft[] {
  for (let i = 1; i < lane.length; i += 1) {
    const [before, here] = [lane[i - 1], lane[i]]
    if (before && here && byStart(before, here) > 0) return lane.toSorted(byStart)
  }
  return lane
}

function laneOf(drafts: readonly Draft[], lane: number, bars: Bar[], stacked: boolean): Lane {
  const first = bars.length
  const { rows, count, crowded } = stack(drafts, stacked ? mostRows : 1)
  const order: number[] = []
  const tracks: number[][] = Array.from({ length: count }, () => [])
  for (let place = 0; place < drafts.length; place += 1) {
    const draft = drafts[place]
    const track = rows[place] ?? 0
    // Written out: taking an object apart and spreading it is the dearest step of a plan of ten thousand.
    if (draft) bars.push(barOf(draft, lane, place, track))
    order.push(first + place)
    tracks[track]?.push(first + place)
  }
  return { label: drafts[0]?.label ?? '', order, tracks: tracks.map((t) => trackOf(t, bars)), crowded: stacked ? crowded : 0 }
}

/** Arrows for every row whose `depends` names the id of another row; ids nobody has are passed over. */
function linksOf(bars: readonly Bar[], columns: Columns): readonly Link[] {
  if (!columns.depends || !columns.id) return []
  const byId = new Map(bars.map((bar, i) => [words(columns.id, bar.row), i]))
  return bars.flatMap((bar, to) =>
    words(columns.depends, bar.row)
      .split(',')
      .flatMap((id) => {
        const from = byId.get(id.trim())
        return id.trim() === '' || from === undefined || from === to ? [] : [{ from, to }]
      }),
  )
}

function extentOf(bars: readonly Bar[]): Plan['extent'] {
  if (bars.length === 0) return undefined
  return bars.reduce((e, b) => ({ from: Math.min(e.from, b.start), to: Math.max(e.to, b.end) }), { from: Infinity, to: -Infinity })
}

/** The frame as lanes of stacked bars. `now` in epoch milliseconds is where running bars end. */
export function planOf(frame: Frame, options: Pick<GanttOptions, 'order' | 'stack'>, now: number): Plan {
  const columns = columnsOf(frame)
  const toneOf = toneReader()
  const byLane = new Map<string, Draft[]>()
  const count = rowCount(frame)
  let skipped = 0
  for (let row = 0; row < count; row += 1) {
    const draft = draftAt(columns, row, now, toneOf)
    if (!draft) {
      skipped += 1
      continue
    }
    const lane = byLane.get(draft.label)
    if (lane) lane.push(draft)
    else byLane.set(draft.label, [draft])
  }
  const bars: Bar[] = []
  const sorted = [...byLane.values()].map(inOrder)
  const lanes = (options.order === 'given' ? sorted : sorted.toSorted((a, b) => orders[options.order](a, b, now))).map((drafts, i) =>
    laneOf(drafts, i, bars, options.stack),
  )
  return {
    bars,
    lanes,
    links: linksOf(bars, columns),
    extent: extentOf(bars),
    laneField: columns.lane?.name,
    hasOwner: columns.owner !== undefined,
    skipped,
  }
}

/** Worst tone of some bars. */
export const worstTone = (bars: readonly Bar[]): Tone => bars.reduce<Tone>((worst, bar) => worseTone(worst, bar.tone), 'ok')
