import { layerLimits } from '#contract/layer.ts'
import type { LayerOperation } from '#contract/layer.ts'
import type { Dashboard } from '#contract/dashboard.ts'
import { compact, operationKey, widgetOf } from './layer.ts'
import type { Arrangement } from './layer.ts'
import { applyLayer, cellAt, lookOf } from './layer-apply.ts'
import type { LayerConflict } from './layer-apply.ts'
import { sectionOf, widgetNamed } from './section.ts'

/** The operation as one that was chosen over what is published now, so that this is not asked again. */
export function overNow(published: Dashboard, operation: LayerOperation): LayerOperation {
  const id = widgetOf(operation) ?? ''
  const widget = widgetNamed(published, id)
  switch (operation.do) {
    case 'look':
      return { ...operation, base: widget ? lookOf(widget) : operation.base }
    case 'section':
      return { ...operation, base: sectionOf(published, id)?.id ?? operation.base }
    case 'place':
      return { ...operation, base: cellAt(published, id, operation.breakpoint) ?? operation.base }
    default:
      return operation
  }
}

const latest = (operations: readonly LayerOperation[]): LayerOperation[] => compact(operations).slice(-layerLimits.lost)

/** The answer to a conflict. `mine`: stays, over the owner's new value. `theirs`: gives way, and is kept to be taken back. */
export function answer(it: Arrangement, published: Dashboard, { key }: Pick<LayerConflict, 'key'>, stands: 'mine' | 'theirs'): Arrangement {
  const operation = it.operations.find((o) => operationKey(o) === key)
  if (!operation) return it
  const rest = it.operations.filter((o) => o !== operation)
  return stands === 'mine'
    ? { ...it, operations: compact([...rest, overNow(published, operation)]) }
    : { operations: rest, lost: latest([...it.lost, operation]) }
}

/** What gave way in a conflict is in force again. */
export function takeBack(it: Arrangement, published: Dashboard, key: string): Arrangement {
  const operation = it.lost.find((o) => operationKey(o) === key)
  if (!operation) return it
  return { operations: compact([...it.operations, overNow(published, operation)]), lost: it.lost.filter((o) => o !== operation) }
}

/**
 * The arrangement over a newer published document. What the owner made the same as mine is agreed from now on; what they did
 * not touch, or changed to something else, stays as it is: the latter is a conflict until it is answered.
 */
export function rebase(it: Arrangement, published: Dashboard): Arrangement {
  const disputed = new Set(applyLayer(published, it).conflicts.map((c) => c.key))
  return { ...it, operations: compact(it.operations.map((o) => (disputed.has(operationKey(o)) ? o : overNow(published, o)))) }
}
