import { queryOptions } from '@tanstack/react-query'
import * as contract from '#contract/run-calls.ts'
import type { Run, Subject } from '#contract/run.ts'
import type { JsonRecord } from '#contract/json.ts'
import { call } from '#web/api/call.ts'
import { device } from '#web/api/run-query.ts'

export const workflowsQuery = queryOptions({
  queryKey: ['workflows'],
  queryFn: async ({ signal }) => (await call(contract.listWorkflows, { signal })).data,
  staleTime: Number.POSITIVE_INFINITY,
})

export const briefQuery = (id: string) =>
  queryOptions({
    queryKey: ['brief', id],
    queryFn: async ({ signal }) => (await call(contract.readBrief, { params: { id }, search: { device: device() }, signal })).data,
    // Always of the moment it is looked at.
    staleTime: 0,
    gcTime: 0,
  })

/** The look, and what it was narrowed to: while the next one is asked for, this one stays in view. */
export const lookQuery = (id: string, asked: { readonly step: string; readonly fields: JsonRecord; readonly find: string }) =>
  queryOptions({
    queryKey: ['look', id, asked],
    queryFn: async ({ signal }) => ({ ...(await call(contract.lookRun, { params: { id }, input: asked, signal })).data, find: asked.find }),
    staleTime: 10_000,
  })

export const startRun = async (input: {
  readonly workflow: string
  readonly subject: Subject | null
  readonly key: string
  readonly place: JsonRecord
}): Promise<Run> => {
  const { key, ...rest } = input
  return (await call(contract.startRun, { input: { ...rest, device: device() }, idempotencyKey: key })).data
}

export const saveRun = async (run: Pick<Run, 'id' | 'rev'>, input: { readonly fields: JsonRecord; readonly step?: string }, key: string): Promise<Run> =>
  (
    await call(contract.saveRun, {
      params: { id: run.id },
      ifMatch: run.rev,
      idempotencyKey: key,
      input: { ...input, device: device() },
      keepalive: document.hidden,
    })
  ).data

export const advanceRun = async (run: Pick<Run, 'id' | 'rev' | 'step'>, fields: JsonRecord, key: string): Promise<Run> =>
  (await call(contract.advanceRun, { params: { id: run.id }, ifMatch: run.rev, idempotencyKey: key, input: { step: run.step, fields, device: device() } })).data

export const takeRun = async (id: string, how: { readonly over?: boolean; readonly leave?: boolean } = {}): Promise<Run> =>
  (await call(contract.takeRun, { params: { id }, input: { device: device(), ...how }, keepalive: how.leave === true })).data

export const discardRun = async (run: Pick<Run, 'id' | 'rev'>): Promise<Run> =>
  (await call(contract.discardRun, { params: { id: run.id }, ifMatch: run.rev, input: { device: device() } })).data

export const recoverRun = async (id: string): Promise<Run> => (await call(contract.recoverRun, { params: { id }, input: { device: device() } })).data

export const handOverRun = async (run: Pick<Run, 'id' | 'rev'>, to: string, note: string): Promise<Run> =>
  (await call(contract.handOverRun, { params: { id: run.id }, ifMatch: run.rev, input: { to, note } })).data

export const approveRun = async (run: Pick<Run, 'id' | 'rev'>, verdict: 'yes' | 'no'): Promise<Run> =>
  (await call(contract.approveRun, { params: { id: run.id }, ifMatch: run.rev, input: { verdict } })).data
