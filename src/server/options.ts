import type { SourceConfig } from '#contract/source.ts'
import type { StarterDashboard } from '#core/templates/template.ts'
import type { IntakeConfig } from './intake/proof.ts'
import type { Connectors } from './sources/known-source.ts'
import type { SourceLimits } from './sources/limits.ts'

/** What differs between installations, mocks and tests, apart from the ports. */
export interface ApiOptions {
  /** Kinds of sources there are; mocks add and remove kinds here. */
  readonly connectors: Connectors
  readonly starters: readonly StarterDashboard[]
  readonly version: string
  /** Sources of homeport.config.json, already validated. */
  readonly fileSources?: readonly SourceConfig[]
  readonly intake?: IntakeConfig
  /** The whole API runs on mocks in the browser. */
  readonly mock?: boolean
  readonly limits?: SourceLimits
}
