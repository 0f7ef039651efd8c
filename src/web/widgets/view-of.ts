import { views } from '../views/registry.ts'
import type { View } from '../views/view.ts'

// Each view keeps its own option type inside its folder; from outside every one takes what its schema parsed.
const known = views as unknown as Readonly<Record<string, View>>

/** The view of that kind; undefined for a kind this version does not know. */
export const viewOf = (kind: string): View | undefined => (Object.hasOwn(known, kind) ? known[kind] : undefined)

/** Every view, in the order pickers show them. */
export const allViews: readonly View[] = Object.values(known)
