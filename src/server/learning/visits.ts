import type { Signal } from '#contract/learning.ts'
import type { Visit } from '#core/personalization/profile.ts'

/** Acts that are a visit; switches and dismissals say something else. */
const kinds: ReadonlySet<Signal['kind']> = new Set(['open', 'interact', 'edit', 'complete'])

/** Half for what was reached through the strip, so that the strip cannot feed itself. */
export const visitsOf = (signals: readonly Signal[]): readonly Visit[] =>
  signals.filter((signal) => kinds.has(signal.kind)).map(({ item, minute, via }) => ({ item, at: minute, weight: via === 'strip' ? 0.5 : 1 }))
