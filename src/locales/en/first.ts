import { board } from './board.ts'
import { frame } from './frame.ts'
import { widgets } from './widgets.ts'

/** What the first screen says, built into the app: it speaks English before anything else has come. */
export const first = { ...frame, ...board, ...widgets } as const
