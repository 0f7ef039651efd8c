import { expect, test } from 'vitest'
import { pathName } from './explore.ts'

test('classic label names are their own path, others are escaped the way Prometheus reads them', () => {
  expect(pathName('job')).toBe('job')
  expect(pathName('__name__')).toBe('__name__')
  expect(pathName('service.name')).toBe('U__service_2E_name')
  expect(pathName('a_b.c')).toBe('U__a__b_2E_c')
  expect(pathName('../x')).toBe('U___2E__2E__2F_x')
})
