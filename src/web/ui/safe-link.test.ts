import { expect, test } from 'vitest'
import { safeLink } from './safe-link.ts'

test.each(['https://run.example/1', 'http://10.0.0.1:9090/graph?g0.expr=up', '/dashboards/x'])('%s may be followed', (address) => {
  expect(safeLink(address)).toBe(address)
})

test.each([
  'javascript:alert(1)',
  'JaVaScript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  '/\\evil.example',
  'ftp://x',
  'https://',
  ' https://x y',
  '',
  null,
  5,
])('B6: %s is only text', (address) => {
  expect(safeLink(address)).toBeUndefined()
})
