import type { TextKey } from '#locales/chapter.ts'

/** Keys of the sentences the server makes. */
export type SentenceKey = Extract<TextKey, `landing.${string}`>
