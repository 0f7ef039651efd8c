import type { Outcome, Statement } from '../../store/sql/runner.ts'
import type { RefusalReason } from '../../store/refusal.ts'
import type { Table } from './sqlite-units.ts'

/** What the threads say to each other. Requests made in one turn travel as one message; so do their answers. */
export type Request =
  | { readonly id: number; readonly do: 'run'; readonly statements: readonly Statement[] }
  | { readonly id: number; readonly do: 'read'; readonly statements: readonly Statement[] }
  | { readonly id: number; readonly do: 'backup'; readonly to: string }
  | { readonly id: number; readonly do: 'close' }

export type Answer =
  | { readonly id: number; readonly outcomes: readonly Outcome[] }
  | { readonly id: number; readonly tables: readonly Table[] }
  | { readonly id: number; readonly done: true }
  | { readonly id: number; readonly guard: string }
  | { readonly id: number; readonly failed: Failure }

export interface Failure {
  readonly message: string
  /** SQLite's extended result code, where SQLite failed. */
  readonly code: number | undefined
}

/** First word of a thread: open, or why not. */
export type Opening = { readonly open: true } | { readonly refused: RefusalReason; readonly message: string }

export interface ThreadStart {
  readonly role: 'writer' | 'reader'
  readonly folder: string
}
