import { broken } from './broken.ts'
import { burst } from './burst.ts'
import { calm } from './calm.ts'
import { empty } from './empty.ts'
import { slow } from './slow.ts'

/** Situations to develop against; `?scenario=<name>` in the address chooses one. */
export const scenarios = { calm, burst, slow, broken, empty } as const
export type ScenarioName = keyof typeof scenarios

export const isScenario = (name: string | null): name is ScenarioName => name !== null && Object.hasOwn(scenarios, name)
