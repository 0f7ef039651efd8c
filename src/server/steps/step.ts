import type { JsonRecord } from '#contract/json.ts'
import type { Found } from '#core/workflow/effects.ts'
import type { Person, RunState } from '#core/workflow/run.ts'
import type { Silences } from '../connectors/connector.ts'
import type { Ports } from '../ports.ts'
import type { Trail } from '../store/trail.ts'

/** What an effect may use: real systems only through sources as somebody may ask them, our own only through the store. */
export interface StepWorld extends Pick<Ports, 'store' | 'clock'> {
  readonly run: RunState
  readonly key: string
  /** Who answers for it in the real system. */
  readonly by: Person
  readonly signal: AbortSignal
  /** Silences of a source, for who asks; `source_unsupported` where it has none. */
  silences<T>(source: string, question: string, work: (silences: Silences, signal: AbortSignal) => Promise<T>): Promise<T>
  /** The line of the record for something written here. */
  trail(action: string, object: string, detail?: JsonRecord): Trail
}

export interface Done {
  readonly ref: string
  /** For people: CHG-12. */
  readonly label?: string
}

/**
 * One kind of thing a run does. `find` never changes anything and tells what the real system has under this effect's mark; it decides
 * whether `call` is needed. Each is one file here and one line in `registry.ts`.
 */
export interface StepKind {
  readonly kind: string
  find(input: JsonRecord, world: StepWorld): Promise<readonly Found[]>
  /** Does it. `ref`: to the one that is there already. */
  call(input: JsonRecord, ref: string | undefined, world: StepWorld): Promise<Done>
  /** Takes it away. Doing it twice is the same as once. */
  end(input: JsonRecord, ref: string, world: StepWorld): Promise<void>
  /** Whether nothing can be left of it by the time it was given itself. */
  isOver?(input: JsonRecord, now: number): boolean
}

/** The mark an effect leaves in the real system: it is found by it again, whatever happened in between. */
export const markOf = ({ run, key }: Pick<StepWorld, 'run' | 'key'>): string => `${run.id}/${key}`
