import type { Frame } from '#contract/frame.ts'
import { ServerFault } from '../../fault.ts'
import type { Ask } from '../connector.ts'
import { invalid } from '../read-json.ts'
import { builtInsFor, momentsFor, seconds } from './ask.ts'
import type { Sender } from './ask.ts'
import type { Config, PromqlSpec } from './config.ts'
import { readResult } from './envelope.ts'
import type { Reply } from './envelope.ts'
import { fillPromql } from '../fill.ts'
import { scalarFrame, tableFrame, textFrame, wideFrame } from '../series-frame.ts'
import type { Moments, Shown } from '../series-frame.ts'
import { readMatrix, readSample, readVector } from '../sample.ts'
import type { Series } from '../series-frame.ts'
import { unitOf } from './unit.ts'

/** What is put to the server, ready to be sent, and how its answer is to be shown. */
export interface Question {
  readonly expr: string
  readonly mode: 'range' | 'instant'
  readonly moments: Moments
  /** Epoch ms of an instant question. */
  readonly at: number
  readonly legend?: string | undefined
  readonly unit?: string | undefined
  /** Last touch on the series before they become a frame. */
  readonly tidy?: (series: readonly Series[]) => readonly Series[]
}

const plain = (series: readonly Series[]): readonly Series[] => series

function framed({ data, notices }: Reply, question: Question, cap: number): Frame {
  const { type, result } = readResult(data)
  const stepMs = question.mode === 'range' ? question.moments.stepMs : undefined
  const shown: Shown = {
    legend: question.legend,
    unit: question.unit,
    cap,
    meta: { executed: question.expr, ...(stepMs !== undefined && { stepMs }), ...(notices.length > 0 && { notices }) },
  }
  if (type === 'scalar') return scalarFrame(readSample(result)[1], shown)
  // A text answers like a sample, with a text for the value.
  if (type === 'string' && Array.isArray(result) && typeof result[1] === 'string') return textFrame(result[1], shown)
  if (type !== 'matrix' && type !== 'vector') throw invalid(`result type ${type.slice(0, 40)}`)
  const { series, histograms } = type === 'matrix' ? readMatrix(result) : readVector(result)
  if (series.length === 0 && histograms > 0)
    throw new ServerFault('source_query', { detail: 'native histograms only: histogram_quantile() makes numbers of them' })
  const tidied = (question.tidy ?? plain)(series)
  return type === 'matrix' ? wideFrame(tidied, question.mode === 'range' ? question.moments : undefined, shown) : tableFrame(tidied, shown)
}

/** Puts a question and reads the answer, whatever type it has. */
export async function put(send: Sender, question: Question, cap: number, signal: AbortSignal): Promise<Frame> {
  const { from, to, stepMs } = question.moments
  const reply =
    question.mode === 'range'
      ? await send.post('query_range', { query: question.expr, start: seconds(from), end: seconds(to - stepMs), step: seconds(stepMs) }, signal)
      : await send.post('query', { query: question.expr, time: seconds(question.at) }, signal)
  return framed(reply, question, cap)
}

/** The question a widget wrote in PromQL. `now` is epoch ms: an instant question about the future is put about now. */
export function promqlQuestion(spec: PromqlSpec, ask: Ask, { minStepMs }: Config, now: number): Question {
  const moments = momentsFor(ask, minStepMs, spec.stepMs)
  const expr = fillPromql(spec.expr, ask.variables, builtInsFor(ask, minStepMs, moments.stepMs, spec.mode))
  return { expr, mode: spec.mode, moments, at: Math.min(ask.range.to, now), legend: spec.legend, unit: spec.unit ?? unitOf(spec.expr) }
}
