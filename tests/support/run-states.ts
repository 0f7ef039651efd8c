import type { Device, LeaseState, Person, RunState } from '#core/workflow/run.ts'

export const ada: Person = { id: 'ada', name: 'Ada Sample' }
export const bob: Person = { id: 'bob', name: 'Bob Muster' }
export const laptop: Device = { id: 'laptop', label: 'Firefox on Linux', phone: false }
export const phone: Device = { id: 'phone', label: 'Chrome on Android', phone: true }

/** A run as stores and machines meet it. */
export function runState(it: Partial<RunState> & { readonly id: string }, now: number): RunState {
  return {
    workflow: 'change',
    version: 1,
    title: 'Core switch firmware',
    subject: null,
    owner: ada,
    helpers: [],
    state: 'open',
    step: 'type',
    passed: {},
    fields: { title: 'Core switch firmware' },
    kept: {},
    effects: [],
    approvals: [],
    place: {},
    notices: [],
    note: undefined,
    left: laptop,
    dismissed: 0,
    snoozedUntil: 0,
    createdAt: now,
    updatedAt: now,
    expiresAt: now + 86_400_000,
    recoverableUntil: undefined,
    ...it,
  }
}

export const leaseOf = (device: Device, until: number, by: Person = ada): LeaseState => ({ by, device, until })
