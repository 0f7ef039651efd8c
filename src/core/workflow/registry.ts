import { change } from './definitions/change.ts'
import { triage } from './definitions/triage.ts'
import type { Shelf } from './migrate.ts'

/** Every workflow there is, with every version runs may still go by, the latest last. */
export const workflows: Shelf = { change: [change], triage: [triage] }
