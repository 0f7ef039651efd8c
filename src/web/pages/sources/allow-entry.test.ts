import { expect, test } from 'vitest'
import { allowEntryFor } from './allow-entry.ts'

test.each([
  ['127.0.0.1:9090 -> 127.0.0.1 (loopback)', '127.0.0.1:9090'],
  ['localhost:9090 -> ::1 (loopback)', 'localhost:9090'],
  ['prom.example:9090 -> 10.1.2.3 (private)', 'prom.example:9090'],
  ['prom.example:9090 -> 127.0.0.1 (loopback)', '127.0.0.1/32'],
  ['::1:9090 -> ::1 (loopback)', '[::1]:9090'],
  ['prom.example:9090 -> ::1 (loopback)', '::1/128'],
])('%s is let through by %s', (detail, entry) => {
  expect(allowEntryFor(detail)).toBe(entry)
})

test.each(['prom.example:25 -> 93.184.216.34 (port)', '169.254.169.254:80 -> 169.254.169.254 (metadata)', 'http 401', 'no address and user', undefined])(
  'nothing is offered for %s',
  (detail) => {
    expect(allowEntryFor(detail)).toBeUndefined()
  },
)
