import type { Matcher } from '#contract/access.ts'

/** What somebody may ask of a source: the matchers forced on them, none for freely; undefined where they may not ask at all. */
export type Leave = (sourceId: string) => readonly Matcher[] | undefined

/** For whoever asks in the name of the installation. */
export const freely: Leave = () => []
