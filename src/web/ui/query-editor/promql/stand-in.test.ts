import { parser } from '@prometheus-io/lezer-promql'
import { expect, test } from 'vitest'
import { standIn } from './stand-in.ts'

const readable = (code: string): boolean => {
  let isWhole = true
  parser.parse(standIn(code)).iterate({ enter: ({ type }) => void (isWhole &&= !type.isError) })
  return isWhole
}

test.each([
  'rate(http_requests_total{job="${job}"}[$__rate])',
  'max_over_time(rate(up[5m])[$__range:$__step])',
  'up offset ${back}',
  'topk(${most}, ${metric})',
  'up > ${limit}',
  '${metric}{instance=~"${instance}"}',
])('%s can be read before it is filled in, and nothing moves', (code) => {
  expect(readable(code)).toBe(true)
  expect(standIn(code)).toHaveLength(code.length)
})

test('what is wrong stays wrong', () => {
  expect(readable('rate(up[$__rate)')).toBe(false)
})
