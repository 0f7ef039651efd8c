import type { Device, LeaseState, Person, Problem } from './run.ts'

/** A device that is not heard of for two minutes has let go. */
export const leaseMs = 120_000

export const isHeld = (lease: LeaseState | undefined, now: number): lease is LeaseState => lease !== undefined && lease.until > now

/** Held by another device than this. */
export const isHeldByOther = (lease: LeaseState | undefined, device: string, now: number): lease is LeaseState =>
  isHeld(lease, now) && lease.device.id !== device

export type Taken = { readonly lease: LeaseState | undefined; readonly problem?: undefined } | { readonly problem: Problem }

/** Takes or keeps a run for a device. `over`: also from whoever has it, who can then only read. */
export function take(
  lease: LeaseState | undefined,
  it: { readonly by: Person; readonly device: Device; readonly over: boolean; readonly leave: boolean; readonly now: number },
): Taken {
  const { by, device, over, leave, now } = it
  if (leave) return { lease: lease?.device.id === device.id ? undefined : lease }
  if (isHeldByOther(lease, device.id, now) && !over) return { problem: { code: 'held', detail: lease.device.label } }
  return { lease: { by, device, until: now + leaseMs } }
}
