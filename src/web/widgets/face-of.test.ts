import { expect, test } from 'vitest'
import type { Fault } from '#contract/fault.ts'
import type { Frame } from '#contract/frame.ts'
import { ApiFault } from '../api/api-fault.ts'
import type { FrameAnswer } from '../api/frame-query.ts'
import { faceOf } from './face-of.ts'
import type { FaceFacts } from './face-of.ts'
import { viewOf } from './view-of.ts'

const series: Frame = {
  fields: [
    { name: 'time', type: 'time', role: 'time', values: [1, 2] },
    { name: 'cpu', type: 'number', role: 'value', values: [3, 4] },
  ],
}
const answerWith = (frame: Frame): FrameAnswer => ({
  frame,
  freshness: { at: 0 },
  source: { id: 's', name: 'S', kind: 'host' },
  times: { queueMs: 0, networkMs: 0, serverMs: 0, waitMs: 0, sourceMs: 0, readMs: 0 },
})
const facts = (more: Partial<FaceFacts> & { readonly frame?: Frame; readonly kind?: string; readonly options?: Record<string, string> } = {}): FaceFacts => {
  const { frame, kind = 'chart', options = {}, ...rest } = more
  return {
    widget: { query: { source: 'auto', spec: { measure: 'host.cpu' } }, view: { kind, options } },
    view: viewOf(kind),
    answer: frame && answerWith(frame),
    error: undefined,
    prepared: frame && { frame },
    ...rest,
  }
}
const failed = (code: Fault['code']): ApiFault => new ApiFault({ code, detail: 'why' }, { status: 500, requestId: 'r1' })

test('an answer that fits is drawn with the options completed', () => {
  const shown = faceOf(facts({ frame: series }))
  expect(shown).toMatchObject({ face: 'drawn', frame: series, options: { type: 'auto' } })
})

test('before the first answer the widget is loading', () => {
  expect(faceOf(facts())).toEqual({ face: 'loading' })
})

test('a failure without any answer says what failed and under which request', () => {
  expect(faceOf(facts({ error: failed('source_down') }))).toEqual({ face: 'failed', fault: { code: 'source_down', detail: 'why' }, requestId: 'r1' })
})

test('a failure after an answer keeps the answer', () => {
  expect(faceOf(facts({ frame: series, error: failed('source_down') })).face).toBe('drawn')
})

test.each(['forbidden', 'unauthenticated'] as const)('%s is no access, and nothing is leaked', (code) => {
  expect(faceOf(facts({ error: failed(code) }))).toEqual({ face: 'noAccess' })
})

test('a measure no source knows asks for a source, not for another try', () => {
  expect(faceOf(facts({ error: failed('source_unsupported') }))).toEqual({ face: 'noSource', measure: 'host.cpu' })
})

test('no rows is empty, whatever the lenses would say', () => {
  const none: Frame = { fields: series.fields.map((f) => ({ ...f, values: [] })) }
  expect(faceOf(facts({ frame: none }))).toEqual({ face: 'empty', of: 'series' })
  const nothing: Frame = { fields: [] }
  expect(faceOf(facts({ frame: nothing, prepared: { broken: 0, lens: 'countBy', refusal: 'needsLabel' } }))).toEqual({ face: 'empty', of: 'rows' })
})

test('only NaN is told as such, except in a table, which shows it', () => {
  const nan: Frame = {
    fields: [series.fields[0] ?? { name: '', type: 'time', values: [] }, { name: 'cpu', type: 'number', role: 'value', values: [Number.NaN, Number.NaN] }],
  }
  expect(faceOf(facts({ frame: nan }))).toEqual({ face: 'nan', count: 2 })
  expect(faceOf(facts({ frame: nan, kind: 'grid' })).face).toBe('drawn')
  const late: Frame = {
    fields: [
      { name: 'time', type: 'time', role: 'time', values: [0, 1] },
      { name: 'cpu', type: 'number', role: 'value', values: [Number.NaN, null] },
      { name: 'memory', type: 'number', role: 'value', values: [Number.NaN, 1] },
    ],
  }
  expect(faceOf(facts({ frame: late })).face).toBe('drawn')
})

test('a view this version does not know is kept and shown as such', () => {
  expect(faceOf(facts({ frame: series, kind: 'heatmap' }))).toEqual({ face: 'unknownView', kind: 'heatmap' })
})

test('options that do not fit name the field', () => {
  expect(faceOf(facts({ frame: series, options: { type: 'spiral' } }))).toMatchObject({ face: 'badOptions', field: 'type' })
})

test('a view that cannot show the answer says why', () => {
  expect(faceOf(facts({ frame: series, kind: 'gantt' }))).toMatchObject({ face: 'misfit', refusal: 'needsStart' })
})

test('a lens that does not fit the answer says why', () => {
  expect(faceOf(facts({ frame: series, prepared: { broken: 0, lens: 'edgesFrom', refusal: 'needsTwoLabels' } }))).toEqual({
    face: 'broken',
    refusal: 'needsTwoLabels',
  })
})
