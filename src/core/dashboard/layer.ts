import type { Layer, LayerOperation } from '#contract/layer.ts'
import { canonicalJson } from '../query/canonical-json.ts'

/** What one person wants of a dashboard, without where it is kept. */
export type Arrangement = Pick<Layer, 'operations' | 'lost'>

export const asPublished: Arrangement = { operations: [], lost: [] }

/** The widget an operation is about; undefined for one about a section. */
export const widgetOf = (operation: LayerOperation): string | undefined =>
  operation.do === 'fold' ? undefined : operation.do === 'add' ? operation.widget.id : operation.widget

/** Operations with the same key are about the same thing: only one of them can be in force. */
export function operationKey(operation: LayerOperation): string {
  const about = widgetOf(operation) ?? (operation.do === 'fold' ? operation.section : '')
  return `${operation.do} ${about}${operation.do === 'place' ? ` ${operation.breakpoint}` : ''}`
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const keyed = (operations: readonly LayerOperation[]): ReadonlyMap<string, LayerOperation> => new Map(operations.map((o) => [operationKey(o), o]))
const listed = (all: ReadonlyMap<string, LayerOperation>): LayerOperation[] => [...all].toSorted(([a], [b]) => byCode(a, b)).map(([, operation]) => operation)

/** Of several about the same thing the last, in an order that depends on nothing else: a thousand moves of one widget are one. */
export const compact = (operations: readonly LayerOperation[]): LayerOperation[] => listed(keyed(operations))

/** Operations to put and keys to take away. */
export interface SetChange {
  readonly put: readonly LayerOperation[]
  readonly drop: readonly string[]
}

/** A change of an arrangement that can also be made to another one: what was done meanwhile elsewhere stays. */
export interface LayerChange {
  readonly operations: SetChange
  readonly lost: SetChange
}

function changed(list: readonly LayerOperation[], { put, drop }: SetChange): LayerOperation[] {
  const gone = new Set(drop)
  return compact([...list.filter((o) => !gone.has(operationKey(o))), ...put])
}

export const changeLayer = (it: Arrangement, change: LayerChange): Arrangement => ({
  operations: changed(it.operations, change.operations),
  lost: changed(it.lost, change.lost),
})

function between(before: readonly LayerOperation[], after: readonly LayerOperation[]): SetChange {
  const [was, is] = [keyed(before), keyed(after)]
  const put = [...is].flatMap(([key, operation]) => (canonicalJson(was.get(key)) === canonicalJson(operation) ? [] : [operation]))
  return { put, drop: [...was.keys()].filter((key) => !is.has(key)) }
}

/** What leads from one arrangement to another; the other way round it is the inverse. */
export const changeBetween = (before: Arrangement, after: Arrangement): LayerChange => ({
  operations: between(before.operations, after.operations),
  lost: between(before.lost, after.lost),
})

const isNothing = ({ put, drop }: SetChange): boolean => put.length === 0 && drop.length === 0
export const isSame = (a: Arrangement, b: Arrangement): boolean => {
  const { operations, lost } = changeBetween(a, b)
  return isNothing(operations) && isNothing(lost)
}

/** One widget as published again: everything about it goes, a widget of one's own with it. */
export const resetWidget = (it: Arrangement, widget: string): Arrangement => ({
  operations: it.operations.filter((o) => widgetOf(o) !== widget),
  lost: it.lost.filter((o) => widgetOf(o) !== widget),
})
