import { expect, test } from 'vitest'
import { unitOf } from './unit.ts'

test.each([
  ['node_memory_MemFree_bytes', 'bytes'],
  ['sum by (job) (node_memory_MemFree_bytes{job="a-b"})', 'bytes'],
  ['rate(node_network_receive_bytes_total{device!="lo"}[5m])', 'bytes/s'],
  ['sum(rate(http_requests_total[5m]))', '/s'],
  ['sum(rate(http_request_duration_seconds_count[$__rate]))', '/s'],
  ['histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))', 's'],
  ['increase(x_bytes_total[1h])', 'bytes'],
  ['topk(5, process_resident_memory_bytes)', 'bytes'],
  ['max_over_time(latency_milliseconds[1h:1m])', 'ms'],
  ['cpu_usage_ratio offset 5m', 'ratio'],
  ['http_requests_total', undefined],
  ['up', undefined],
  ['rate(process_cpu_seconds_total[5m])', undefined],
  ['a_bytes / b_bytes', undefined],
  ['a_bytes > 5', undefined],
  ['a_bytes or b_seconds', undefined],
  ['count(a_bytes)', undefined],
  ['time()', undefined],
  ['', undefined],
  ['"a_bytes"', undefined],
])('%s is in %s', (expr, unit) => {
  expect(unitOf(expr)).toBe(unit)
})
