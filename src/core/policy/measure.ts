import type { Actor, Capability } from './actor.ts'
import { judge } from './rules.ts'

/** Measures that say something about people of the place, and the right it takes to be told. */
const needs: Readonly<Record<string, Capability>> = { 'usage.paths': 'roles.manage' }

/** The right a measure takes; undefined for what whoever may ask the source may ask. */
export const measureNeed = (measure: string): Capability | undefined => (Object.hasOwn(needs, measure) ? needs[measure] : undefined)

export function mayMeasure(actor: Actor, measure: string): boolean {
  const capability = measureNeed(measure)
  return capability === undefined || judge({ who: 'capability', capability }, actor) === 'pass'
}
