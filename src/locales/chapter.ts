import type { chapters } from './en/whole.ts'

/** A language is told in chapters. The first come with the app; each other one is fetched with the part of the app that speaks it. */
export type ChapterName = keyof typeof chapters

/** One chapter of a language: as many of the English keys as are translated. */
export type Chapter<Name extends ChapterName> = Readonly<Partial<Record<keyof (typeof chapters)[Name], string>>>

export type TextKey = { [Name in ChapterName]: keyof (typeof chapters)[Name] }[ChapterName]

/** Words of a language: as many of the keys as are translated, or have been fetched. */
export type Locale = Readonly<Partial<Record<TextKey, string>>>

/** How a language fetches its chapters. */
export type Chapters = { readonly [Name in ChapterName]: () => Promise<Chapter<Name>> }

/** What the first screen says. */
export const firstChapters = ['frame', 'board', 'widgets'] as const satisfies readonly ChapterName[]
