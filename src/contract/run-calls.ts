import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, JsonRecord } from './json.ts'
import { Brief, Look, Place, Run, RunCard, Subject, Workflow } from './run.ts'

/** What can be asked about runs. */

const Text = z.string().check(z.maxLength(1000))
const ById = z.object({ id: Id })
/** One tab of one browser; made by it. */
const Device = Id
const Patch = {
  device: Device,
  /** Fields that changed; null takes an answer away. */
  fields: z._default(JsonRecord, {}),
  place: z.optional(Place),
}
const limit = 262_144

export const listWorkflows = endpoint({ name: 'listWorkflows', method: 'GET', path: '/api/workflows', output: z.array(Workflow) })
/** `unfinished`: ordered by what is worth continuing first. `recoverable`: discarded and expired ones. */
export const listRuns = endpoint({
  name: 'listRuns',
  method: 'GET',
  path: '/api/runs',
  search: z.object({ state: z._default(z.enum(['unfinished', 'finished', 'recoverable']), 'unfinished'), device: z.optional(Device) }),
  output: z.array(RunCard),
})
export const startRun = endpoint({
  name: 'startRun',
  method: 'POST',
  path: '/api/runs',
  idempotent: true,
  status: 201,
  bodyLimit: limit,
  input: z.object({ workflow: Id, subject: z.optional(z.nullable(Subject)), ...Patch }),
  output: Run,
})
export const readRun = endpoint({
  name: 'readRun',
  method: 'GET',
  path: '/api/runs/:id',
  params: ById,
  search: z.object({ device: z.optional(Device) }),
  output: Run,
})
/** Autosave. With `step`, goes back to a step that was passed. `held` while another device has the run. */
export const saveRun = endpoint({
  name: 'saveRun',
  method: 'PUT',
  path: '/api/runs/:id',
  params: ById,
  ifMatch: true,
  idempotent: true,
  bodyLimit: limit,
  input: z.object({ ...Patch, step: z.optional(Id) }),
  output: Run,
})
/** Completes the step: its answers are proven, its effects done. What failed is in the run's effects, and the step stays. */
export const advanceRun = endpoint({
  name: 'advanceRun',
  method: 'POST',
  path: '/api/runs/:id/advance',
  params: ById,
  ifMatch: true,
  idempotent: true,
  bodyLimit: limit,
  input: z.object({ ...Patch, step: Id }),
  output: Run,
})
/** Takes the run, or keeps it: every minute, or it is free after two. `over`: also from somebody who has it. `leave`: lets it go. */
export const takeRun = endpoint({
  name: 'takeRun',
  method: 'POST',
  path: '/api/runs/:id/lease',
  params: ById,
  input: z.object({ device: Device, over: z._default(z.boolean(), false), leave: z._default(z.boolean(), false) }),
  output: Run,
})
export const handOverRun = endpoint({
  name: 'handOverRun',
  method: 'POST',
  path: '/api/runs/:id/hand-over',
  params: ById,
  ifMatch: true,
  input: z.object({ to: z.string().check(z.minLength(1), z.maxLength(200)), note: z._default(Text, '') }),
  output: Run,
})
export const approveRun = endpoint({
  name: 'approveRun',
  method: 'POST',
  path: '/api/runs/:id/approval',
  params: ById,
  ifMatch: true,
  input: z.object({ verdict: z.enum(['yes', 'no']), note: z._default(Text, '') }),
  output: Run,
})
/** Not suggested for a while; three times and it leaves the suggestions. */
export const dismissRun = endpoint({
  name: 'dismissRun',
  method: 'POST',
  path: '/api/runs/:id/dismiss',
  params: ById,
  input: z.object({ hours: z._default(z.int().check(z.gte(1), z.lte(336)), 4) }),
  output: RunCard,
})
export const discardRun = endpoint({
  name: 'discardRun',
  method: 'POST',
  path: '/api/runs/:id/discard',
  params: ById,
  ifMatch: true,
  input: z.object({ device: Device }),
  output: Run,
})
export const recoverRun = endpoint({
  name: 'recoverRun',
  method: 'POST',
  path: '/api/runs/:id/recover',
  params: ById,
  input: z.object({ device: Device }),
  output: Run,
})
export const readBrief = endpoint({
  name: 'readBrief',
  method: 'GET',
  path: '/api/runs/:id/brief',
  params: ById,
  search: z.object({ device: z.optional(Device) }),
  output: Brief,
})
/**
 * Reads the real systems for a step, with answers that may not be saved yet. What was seen is remembered for the next brief.
 * `find`: only alerts that say all these words are given to pick from.
 */
export const lookRun = endpoint({
  name: 'lookRun',
  method: 'POST',
  path: '/api/runs/:id/look',
  params: ById,
  bodyLimit: limit,
  input: z.object({ step: Id, fields: z._default(JsonRecord, {}), find: z._default(z.string().check(z.maxLength(200)), '') }),
  output: Look,
})
