import type { Engine } from '../accounts/engine.ts'
import type { ApiOptions } from '../options.ts'
import type { Ports } from '../ports.ts'
import type { SourceRuntime } from '../sources/runtime.ts'

/** What every group of routes may use. */
export interface Context {
  readonly ports: Ports
  readonly options: ApiOptions
  readonly sources: SourceRuntime
  readonly engine: Engine
  readonly startedAt: number
}
