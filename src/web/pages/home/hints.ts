/** The first minute, in the order it is told. */
export const hints = ['drag', 'view', 'triage', 'close', 'continue'] as const
export type Hint = (typeof hints)[number]

/** What is there to be pointed at. */
export interface HintWorld {
  readonly hasWidgets: boolean
  /** Something that needs somebody and nobody has. */
  readonly hasTriage: boolean
  readonly hasRuns: boolean
}

const fits: Readonly<Record<Hint, (world: HintWorld) => boolean>> = {
  drag: ({ hasWidgets }) => hasWidgets,
  view: ({ hasWidgets }) => hasWidgets,
  triage: ({ hasTriage, hasRuns }) => hasTriage && !hasRuns,
  close: ({ hasRuns }) => hasRuns,
  continue: ({ hasRuns }) => hasRuns,
}

/** The one hint to show now: the first not seen yet that points at something that is there. */
export const nextHint = (seen: ReadonlySet<string>, world: HintWorld): Hint | undefined => hints.find((hint) => !seen.has(hint) && fits[hint](world))

/** The hint somebody no longer needs once they did this. */
export function hintOf({ kind }: { readonly kind: string }): Hint | undefined {
  if (kind === 'edit') return 'drag'
  return kind === 'switch' ? 'view' : undefined
}

/** Nothing more is told: all was seen, or the person wants no hints. */
export const areHintsOver = (seen: ReadonlySet<string>): boolean => seen.has('none') || hints.every((hint) => seen.has(hint))
