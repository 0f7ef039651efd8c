import * as z from 'zod/mini'

/** Five severities, worst first; every source's own words are mapped onto them (aiops.md 2.1). */
export const severities = ['critical', 'high', 'warning', 'info', 'low'] as const
export const Severity = z.enum(severities)
export type Severity = (typeof severities)[number]

/** Marks the interface can draw. `high` and `low` are drawn as `critical` and `info`. */
export const marks = ['critical', 'warning', 'info', 'ok', 'maintenance', 'unknown'] as const
export type Mark = (typeof marks)[number]
