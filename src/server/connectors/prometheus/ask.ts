import { alignRange, stepFor } from '#core/time/step.ts'
import type { Ask, SourcePorts } from '../connector.ts'
import { readEnvelope } from './envelope.ts'
import type { Reply } from './envelope.ts'
import { durationOf } from '../fill.ts'
import type { BuiltIns } from '../fill.ts'
import type { Moments } from '../series-frame.ts'

/** More points per series than this is an error to Prometheus. */
export const maxPoints = 11_000
const maxBytes = 32 * 1_048_576
/** The runtime's own deadline is shorter; this one only keeps a call nobody waits for any more from living on. */
const deadlineMs = 10_000
const json = ['application/json']

export type Words = Readonly<Record<string, string | readonly string[]>>
export type Send = (path: string, words: Words, signal: AbortSignal) => Promise<Reply>

/** Questions to the API of one server: a long query travels as a form, everything else in the address. */
export const sender = (ports: Pick<SourcePorts, 'call'>): { readonly get: Send; readonly post: Send } => ({
  get: async (path, search, signal) => readEnvelope(await ports.call({ path: `api/v1/${path}`, search, accept: json, maxBytes, deadlineMs }, signal)),
  post: async (path, form, signal) =>
    readEnvelope(await ports.call({ path: `api/v1/${path}`, method: 'POST', form, accept: json, maxBytes, deadlineMs }, signal)),
})
export type Sender = ReturnType<typeof sender>

/** Moments to ask for: about one per pixel, on whole steps of the epoch, at most 11,000. */
export function momentsFor({ range, width }: Pick<Ask, 'range' | 'width'>, minStepMs: number, wantedStepMs = 0): Moments {
  const stepMs = stepFor(range.to - range.from, width, Math.max(minStepMs, wantedStepMs), maxPoints)
  return { ...alignRange(range, stepMs), stepMs }
}

/** A rate needs two scrapes in its window even when one is late or lost, hence four; between far points it covers the whole step. */
export function rateWindow(minStepMs: number, stepMs: number, mode: 'range' | 'instant'): string {
  return durationOf(mode === 'instant' ? 4 * minStepMs : Math.max(4 * minStepMs, stepMs + minStepMs))
}

export const builtInsFor = (ask: Pick<Ask, 'range'>, minStepMs: number, stepMs: number, mode: 'range' | 'instant'): BuiltIns => ({
  rate: rateWindow(minStepMs, stepMs, mode),
  range: durationOf(ask.range.to - ask.range.from),
  step: durationOf(stepMs),
})

export const seconds = (ms: number): string => String(ms / 1000)
