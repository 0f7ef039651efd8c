import type { Threshold } from '#contract/dashboard.ts'
import type { Field, Frame } from '#contract/frame.ts'
import type { Mark } from '#contract/severity.ts'
import { fieldWithRole, numberFields, rowCount } from '#core/frame/shapes.ts'
import { markOf } from '#web/ui/mark-of.ts'
import { passedThreshold } from '../passed-threshold.ts'
import type { GraphOptions } from './options.ts'

/** One named thing. */
export interface NetNode {
  readonly id: string
  readonly name: string
  /** Undefined where the frame says nothing of anybody's state. */
  readonly mark: Mark | undefined
  /** The one number under the name: its own, else what its links carry. */
  readonly value: number | undefined
  /** Words of its own instead of the number. */
  readonly note: string | undefined
  readonly group: string | undefined
  readonly link: string | undefined
  /** How many nodes a folded group stands for; 0 for a plain node. */
  readonly folded: number
}

/** All rows between the same two ends, as one. */
export interface NetEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly mark: Mark | undefined
  readonly weight: number | undefined
  readonly note: string | undefined
  /** Known of, but not seen: dashed. */
  readonly declared: boolean
  /** Rows it stands for. */
  readonly rows: number
}

export interface Network {
  readonly nodes: readonly NetNode[]
  readonly edges: readonly NetEdge[]
  readonly unit: string | undefined
  /** Column targets are in, for picking. */
  readonly nameField: string | undefined
  /** Rows without a source: counted, not drawn. */
  readonly skipped: number
}

const ranks: Readonly<Record<Mark, number>> = { critical: 5, warning: 4, maintenance: 3, info: 2, unknown: 1, ok: 0 }
export const markRank = (mark: Mark | undefined): number => (mark === undefined ? -1 : ranks[mark])
export const worseMark = (a: Mark | undefined, b: Mark | undefined): Mark | undefined => (markRank(b) > markRank(a) ? b : a)
/** Marks that a person has to look at. Everything else stays quiet. */
export const isTrouble = (mark: Mark | undefined): boolean => mark === 'critical' || mark === 'warning'

/** Rates, counts and bytes add up; shares and durations do not, so the highest stands for all. */
export const addsUp = (unit: string | undefined): boolean => unit !== 'ratio' && unit !== 'percent' && unit !== 's' && unit !== 'ms'
/** Two weights of one thing as one. */
export function joinWeights(a: number | undefined, b: number | undefined, unit: string | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return addsUp(unit) ? a + b : Math.max(a, b)
}

export const edgeId = (source: string, target: string): string => `${source}\u0000${target}`

type Columns = ReturnType<typeof columnsOf>
function columnsOf(frame: Frame) {
  const groups = frame.fields.filter((f) => f.role === 'group')
  return {
    source: fieldWithRole(frame, 'source'),
    target: fieldWithRole(frame, 'target'),
    value: fieldWithRole(frame, 'value') ?? numberFields(frame)[0],
    severity: fieldWithRole(frame, 'severity'),
    status: fieldWithRole(frame, 'status'),
    label: fieldWithRole(frame, 'label'),
    title: fieldWithRole(frame, 'title'),
    kind: fieldWithRole(frame, 'kind'),
    link: fieldWithRole(frame, 'link'),
    sourceGroup: groups[0],
    targetGroup: groups[1],
  }
}

const words = (field: Field | undefined, row: number): string | undefined => {
  const cell = field?.values[row]
  return cell === null || cell === undefined || cell === '' ? undefined : String(cell)
}
const numberAt = (field: Field | undefined, row: number): number | undefined => {
  const cell = field?.values[row]
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined
}

/** State of a row: what it says, else the limit its number passed; undefined where nothing in the frame speaks of states. */
function markAt(columns: Columns, row: number, thresholds: readonly Threshold[]): Mark | undefined {
  const word = words(columns.severity, row) ?? words(columns.status, row)
  if (word !== undefined) return markOf(word)
  const passed = passedThreshold(numberAt(columns.value, row), thresholds)
  if (passed) return passed.mark
  return columns.severity || columns.status || thresholds.length > 0 ? 'ok' : undefined
}

const isDeclared = (columns: Columns, row: number): boolean =>
  words(columns.kind, row)?.toLowerCase() === 'declared' || words(columns.status, row)?.toLowerCase() === 'declared'

type Draft = { -readonly [K in keyof NetNode]: NetNode[K] } & {
  own: boolean
  incoming: number | undefined
  outgoing: number | undefined
  worst: Mark | undefined
}

const draftOf = (id: string): Draft => ({
  id,
  name: id,
  mark: undefined,
  value: undefined,
  note: undefined,
  group: undefined,
  link: undefined,
  folded: 0,
  own: false,
  incoming: undefined,
  outgoing: undefined,
  worst: undefined,
})

function found<T>(map: Map<string, T>, id: string, make: (id: string) => T): T {
  const known = map.get(id)
  if (known !== undefined) return known
  const made = make(id)
  map.set(id, made)
  return made
}

/** A row with a source and no target speaks of the source itself. */
function readNode(node: Draft, columns: Columns, row: number, thresholds: readonly Threshold[]): void {
  node.name = words(columns.title, row) ?? node.name
  node.mark = worseMark(node.mark, markAt(columns, row, thresholds))
  node.own = true
  node.value = numberAt(columns.value, row) ?? node.value
  node.note = words(columns.label, row) ?? node.note
  node.link = words(columns.link, row) ?? node.link
}

function readEdge(edges: Map<string, NetEdge>, columns: Columns, row: number, ends: readonly [string, string], thresholds: readonly Threshold[]): void {
  const [source, target] = ends
  const id = edgeId(source, target)
  const known = edges.get(id)
  const declared = isDeclared(columns, row)
  edges.set(id, {
    id,
    source,
    target,
    mark: worseMark(known?.mark, declared ? undefined : markAt(columns, row, thresholds)),
    weight: joinWeights(known?.weight, numberAt(columns.value, row), columns.value?.unit),
    note: known?.note ?? words(columns.label, row),
    declared: declared && (known?.declared ?? true),
    rows: (known?.rows ?? 0) + 1,
  })
}

/** Both ends of a link between things of different sorts (alert and service) are in trouble; of a call, the called one. */
function troubleAtBoth(option: GraphOptions['trouble'], edges: Iterable<NetEdge>): boolean {
  if (option !== 'auto') return option === 'both'
  const all = [...edges]
  const sources = new Set(all.map((e) => e.source))
  return !all.some((e) => e.source !== e.target && sources.has(e.target))
}

function tellNodes(nodes: Map<string, Draft>, edges: Map<string, NetEdge>, unit: string | undefined, both: boolean): void {
  for (const edge of edges.values()) {
    const source = nodes.get(edge.source)
    const target = nodes.get(edge.target)
    if (source) source.outgoing = joinWeights(source.outgoing, edge.weight, unit)
    if (target) {
      target.incoming = joinWeights(target.incoming, edge.weight, unit)
      target.worst = worseMark(target.worst, edge.mark)
    }
    if (source) source.worst = worseMark(source.worst, both ? edge.mark : edge.mark === undefined ? undefined : 'ok')
  }
}

/** The frame as nodes and edges; duplicate rows become one edge, node rows add facts, and nothing is guessed. */
export function networkOf(frame: Frame, options: Pick<GraphOptions, 'trouble'>, thresholds: readonly Threshold[] = []): Network {
  const columns = columnsOf(frame)
  const nodes = new Map<string, Draft>()
  const edges = new Map<string, NetEdge>()
  let skipped = 0
  for (let row = 0; row < rowCount(frame); row += 1) {
    const source = words(columns.source, row)
    const target = words(columns.target, row)
    if (source === undefined) {
      skipped += 1
      continue
    }
    const from = found(nodes, source, draftOf)
    from.group ??= words(columns.sourceGroup, row)
    if (target === undefined) {
      readNode(from, columns, row, thresholds)
      continue
    }
    const to = found(nodes, target, draftOf)
    to.group ??= words(columns.targetGroup, row)
    readEdge(edges, columns, row, [source, target], thresholds)
  }
  const unit = columns.value?.unit
  tellNodes(nodes, edges, unit, troubleAtBoth(options.trouble, edges.values()))
  return {
    nodes: [...nodes.values()].map(({ own, incoming, outgoing, worst, ...node }) => ({
      ...node,
      mark: own ? node.mark : worst,
      value: own ? node.value : (incoming ?? outgoing),
    })),
    edges: [...edges.values()],
    unit,
    nameField: columns.target?.name,
    skipped,
  }
}

/** The node in the most trouble, the first of equals; undefined when all is well. */
export function worstOf(network: Network): NetNode | undefined {
  const trouble = network.nodes.filter((n) => isTrouble(n.mark))
  return trouble.reduce<NetNode | undefined>((worst, n) => (worst && markRank(worst.mark) >= markRank(n.mark) ? worst : n), undefined)
}
