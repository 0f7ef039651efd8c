import type { Chapters } from '../chapter.ts'

/** German, chapter by chapter. */
export const de = {
  frame: async () => (await import('./frame.ts')).frame,
  board: async () => (await import('./board.ts')).board,
  widgets: async () => (await import('./widgets.ts')).widgets,
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
