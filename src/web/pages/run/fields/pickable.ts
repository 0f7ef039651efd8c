import type { AlertPick } from '#contract/run.ts'
import type { Json } from '#contract/json.ts'

/** An alert as an answer: what is absent is left out, as JSON has it. */
export const pickable = (alert: AlertPick): Json => JSON.parse(JSON.stringify(alert)) as Json
