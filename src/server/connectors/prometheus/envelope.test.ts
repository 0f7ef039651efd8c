import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServerFault } from '../../fault.ts'
import { readEnvelope, readResult } from './envelope.ts'

const reply = (body: unknown, status = 200) => ({ status, contentType: 'application/json', text: typeof body === 'string' ? body : JSON.stringify(body) })
const faultOf = (body: unknown, status = 200) => {
  try {
    return readEnvelope(reply(body, status))
  } catch (error) {
    if (error instanceof ServerFault) return error.fault
    throw error
  }
}

/** What the work throws, if it does. */
function failure(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

test('data, with warnings and infos as notices', () => {
  expect(readEnvelope(reply({ status: 'success', data: [1], warnings: ['partial'], infos: ['metric might not be a counter'] }))).toEqual({
    data: [1],
    notices: ['partial', 'metric might not be a counter'],
  })
})

test.each([
  [{ status: 'error', errorType: 'bad_data', error: 'parse error' }, 400, { code: 'source_query', detail: 'parse error' }],
  [{ status: 'error', errorType: 'execution', error: 'many-to-many' }, 422, { code: 'source_query', detail: 'many-to-many' }],
  [{ status: 'error', errorType: 'timeout', error: 'too slow' }, 503, { code: 'source_timeout', detail: 'too slow' }],
  [{ status: 'error', errorType: 'internal', error: 'disk' }, 500, { code: 'source_down', detail: 'disk' }],
  [{ status: 'error', errorType: '422', error: 'cannot parse' }, 422, { code: 'source_query', detail: 'cannot parse' }],
  [{ status: 'error', errorType: 'constructor' }, 502, { code: 'source_down', detail: 'http 502' }],
  [{ status: 'error', errorType: 'bad_data', error: 'x'.repeat(9000) }, 400, { code: 'source_query', detail: 'x'.repeat(500) }],
  [{ status: 'success', data: {} }, 404, { code: 'source_invalid', detail: 'success with http 404' }],
  ['{"status":"success","data":{"resu', 200, { code: 'source_invalid', detail: 'not JSON' }],
  ['[]', 200, { code: 'source_invalid', detail: 'http 200 without a Prometheus answer' }],
  ['{"message":"no"}', 503, { code: 'source_down', detail: 'http 503' }],
])('%j with status %i is %j', (body, status, fault) => {
  expect(faultOf(body, status)).toEqual(fault)
})

test('any JSON is an answer or a fault, never a crash', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 200, max: 599 }), (body, status) => {
      expect(failure(() => readResult(readEnvelope(reply(JSON.stringify(body), status)).data))).toSatisfy((e) => e === undefined || e instanceof ServerFault)
    }),
  )
})
