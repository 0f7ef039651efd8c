import { ServerFault } from '#server/fault.ts'
import type { Fault } from '#contract/fault.ts'

/** The fault a promise fails with; anything else it fails with is thrown on, and so is its success. */
export async function faultFrom(work: Promise<unknown>): Promise<Fault> {
  try {
    await work
  } catch (error) {
    if (error instanceof ServerFault) return error.fault
    throw error
  }
  throw new Error('succeeded, where a fault was due')
}

/** A log that keeps nothing. */
export const silentLog = { info() {}, warn() {}, error() {} }
