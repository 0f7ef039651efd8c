/** What happens in the estate. Times are epoch ms; an event still going on at the asked moment has no end yet. */
export type Cause = 'change' | 'capacity' | 'dependency' | 'network' | 'other'

/** How hard an incident hits one service: `weight` 0 to 1, `delayMs` after the root. */
export interface Impact {
  readonly service: string
  readonly weight: number
  readonly delayMs: number
}

export interface Incident {
  readonly id: string
  readonly sev: 1 | 2 | 3 | 4 | 5
  readonly title: string
  readonly service: string
  readonly site: string
  readonly team: string
  readonly cause: Cause
  readonly changeId: string | undefined
  readonly startedAt: number
  readonly detectedAt: number
  readonly acknowledgedAt: number
  readonly resolvedAt: number
  readonly auto: boolean
  readonly reportedByUsers: boolean
  readonly reopened: boolean
  readonly impacts: readonly Impact[]
}

export interface Change {
  readonly id: string
  readonly type: 'standard' | 'normal' | 'emergency'
  readonly title: string
  readonly service: string
  readonly site: string
  readonly team: string
  readonly plannedStart: number
  readonly plannedEnd: number
  readonly actualStart: number
  readonly actualEnd: number
  readonly failed: boolean
  readonly owner: string
  /** Ids of changes on the same service at the same time. */
  readonly conflicts: readonly string[]
}

export interface Episode {
  readonly id: string
  readonly rule: string
  readonly name: string
  readonly service: string
  readonly site: string
  readonly team: string
  readonly severity: 'critical' | 'warning' | 'info'
  readonly startedAt: number
  readonly endsAt: number
  readonly flapping: boolean
  readonly incidentId: string | undefined
  /** Moment somebody took it, if anybody did. */
  readonly takenAt: number | undefined
  readonly owner: string | undefined
  /** Arrives this late, out of order. */
  readonly lateMs: number
  readonly tool: string
}

export interface Run {
  readonly id: string
  readonly job: string
  readonly title: string
  readonly service: string
  readonly site: string
  readonly startedAt: number
  readonly endsAt: number
  readonly succeeded: boolean
  readonly manualMinutes: number
  readonly trigger: 'alert' | 'schedule' | 'person'
}

export interface Ticket {
  readonly id: string
  readonly title: string
  readonly site: string
  readonly service: string | undefined
  readonly openedAt: number
  readonly resolvedAt: number
  readonly dueAt: number
  readonly priority: 1 | 2 | 3 | 4
}

export interface Finding {
  readonly id: string
  readonly title: string
  readonly kind: 'vulnerability' | 'certificate' | 'sign-in'
  readonly service: string
  readonly site: string
  readonly severity: 'critical' | 'high' | 'warning' | 'low'
  readonly foundAt: number
  /** End of the time allowed, or the certificate's last day. */
  readonly dueAt: number
  readonly fixedAt: number
}
