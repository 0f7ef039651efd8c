import type { Dashboards } from '../access/dashboards.ts'
import type { Landings } from '../access/landings.ts'
import type { Layers } from '../access/layers.ts'
import type { Sources } from '../access/sources.ts'
import type { Audit } from '../audit/audit.ts'
import type { Engine } from '../accounts/engine.ts'
import type { ApiOptions } from '../options.ts'
import type { Probed } from '../landing/asking.ts'
import type { Services } from '../observations/services.ts'
import type { Ports } from '../ports.ts'
import type { SourceRuntime } from '../sources/runtime.ts'

/** What every group of routes may use. */
export interface Context {
  readonly ports: Ports
  readonly options: ApiOptions
  readonly sources: SourceRuntime
  readonly engine: Engine
  readonly audit: Audit
  /** The only way of routes to dashboards and sources: as somebody. */
  readonly access: { readonly dashboards: Dashboards; readonly sources: Sources; readonly layers: Layers; readonly landings: Landings }
  readonly services: Services
  readonly probed: Probed
  readonly startedAt: number
}
