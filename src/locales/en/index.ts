import type { Chapters } from '../chapter.ts'
import { board } from './board.ts'
import { frame } from './frame.ts'
import { widgets } from './widgets.ts'

/** English, chapter by chapter. */
export const en = {
  // Built in.
  frame: async () => frame,
  board: async () => board,
  widgets: async () => widgets,
  home: async () => (await import('./home.ts')).home,
  views: async () => (await import('./views.ts')).views,
  editing: async () => (await import('./editing.ts')).editing,
  ready: async () => (await import('./ready.ts')).ready,
  sources: async () => (await import('./sources.ts')).sources,
  forms: async () => (await import('./forms.ts')).forms,
  queries: async () => (await import('./queries.ts')).queries,
  door: async () => (await import('./door.ts')).door,
  account: async () => (await import('./account.ts')).account,
  learning: async () => (await import('./learning.ts')).learning,
  administration: async () => (await import('./administration.ts')).administration,
  sharing: async () => (await import('./sharing.ts')).sharing,
  times: async () => (await import('./times.ts')).times,
  numbers: async () => (await import('./numbers.ts')).numbers,
  arranging: async () => (await import('./arranging.ts')).arranging,
  observing: async () => (await import('./observing.ts')).observing,
  runs: async () => (await import('./runs.ts')).runs,
  server: async () => (await import('./server.ts')).server,
} as const satisfies Chapters
