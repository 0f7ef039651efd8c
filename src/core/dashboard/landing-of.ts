/** Whose choice the first screen is. Where nobody chose, or nothing chosen is there for this person, it is the organisation's to mend. */
export type LandingFrom = 'own' | 'role' | 'organisation'

export interface LandingChoices {
  /** What the person chose for themselves. */
  readonly own: string | null
  /** What is set for the role that is active now. */
  readonly role: string | null
  readonly organisation: string | null
  /** Dashboards this person may read, in the order they are listed. */
  readonly there: readonly string[]
}

export interface LandingFound {
  readonly dashboard: string
  readonly from: LandingFrom
}

/** The dashboard somebody lands on: own, then role, then organisation, then the first there is; undefined where there is none. */
export function landingOf({ own, role, organisation, there }: LandingChoices): LandingFound | undefined {
  const readable = new Set(there)
  const chosen = [
    { dashboard: own, from: 'own' as const },
    { dashboard: role, from: 'role' as const },
    { dashboard: organisation, from: 'organisation' as const },
    { dashboard: there[0] ?? null, from: 'organisation' as const },
  ]
  for (const { dashboard, from } of chosen) if (dashboard !== null && readable.has(dashboard)) return { dashboard, from }
  return undefined
}
