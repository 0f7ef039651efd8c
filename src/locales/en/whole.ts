import { account } from './account.ts'
import { administration } from './administration.ts'
import { arranging } from './arranging.ts'
import { board } from './board.ts'
import { widgets } from './widgets.ts'
import { door } from './door.ts'
import { editing } from './editing.ts'
import { observing } from './observing.ts'
import { ready } from './ready.ts'
import { forms } from './forms.ts'
import { frame } from './frame.ts'
import { home } from './home.ts'
import { numbers } from './numbers.ts'
import { queries } from './queries.ts'
import { runs } from './runs.ts'
import { server } from './server.ts'
import { learning } from './learning.ts'
import { sharing } from './sharing.ts'
import { sources } from './sources.ts'
import { times } from './times.ts'
import { views } from './views.ts'

export const chapters = {
  frame,
  board,
  widgets,
  home,
  views,
  editing,
  ready,
  sources,
  forms,
  queries,
  door,
  account,
  learning,
  administration,
  sharing,
  times,
  numbers,
  arranging,
  observing,
  runs,
  server,
} as const

/**
 * English whole: the source of all words, for the server and for tests; the app fetches chapters. ICU MessageFormat. Keys
 * stand in the order they meet the reader. Every other language has exactly these keys (tests/architecture checks it).
 */
export const en = {
  ...frame,
  ...board,
  ...widgets,
  ...home,
  ...views,
  ...editing,
  ...ready,
  ...sources,
  ...forms,
  ...queries,
  ...door,
  ...account,
  ...learning,
  ...administration,
  ...sharing,
  ...times,
  ...numbers,
  ...arranging,
  ...observing,
  ...runs,
  ...server,
} as const
