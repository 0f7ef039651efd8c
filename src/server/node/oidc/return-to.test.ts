import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeReturnTo } from './return-to.ts'

const origin = 'https://portal.example'

test.each(['/', '/d/main', '/d/main?from=now-1h&to=now', '/d/main#w=3', '/d/a%20b', '/people/../d/main'])('%s is a place here', (to) => {
  const place = safeReturnTo(to, origin)
  expect(place).toBe(new URL(to, origin).href.slice(origin.length))
})

test.each([
  undefined,
  null,
  '',
  'd/main',
  'https://evil.test/',
  '//evil.test',
  '///evil.test',
  '/..//evil.test',
  '/.//evil.test',
  '/%2e%2e//evil.test',
  '/%2E//evil.test',
  '/d/../..//evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '/ /evil.test',
  'javascript:alert(1)',
  '/auth/main/start',
  '/x/../auth/main/logout',
  '/api/door',
  `/${'x'.repeat(3000)}`,
])('A2: %j leads home', (to) => {
  expect(safeReturnTo(to, origin)).toBe('/')
})

test('A2: whatever is asked for, the browser stays here', () => {
  const piece = fc.constantFrom(
    '/',
    '//',
    '..',
    '.',
    '%2e',
    '%2E',
    '%2f',
    '%5c',
    '\\',
    '@',
    ':',
    '?',
    '#',
    'evil.test',
    'https:',
    '\t',
    '\n',
    '\u0000',
    'd',
    ' ',
    '\uff0f',
    '\u3002',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const place = safeReturnTo(pieces.join(''), origin)
      // What a browser does with a `Location`, and what it does with the address it arrives at.
      const first = new URL(place, `${origin}/auth/main/callback`)
      return first.origin === origin && new URL(first.pathname + first.search, origin).origin === origin && !place.startsWith('//')
    }),
    { numRuns: 5_000 },
  )
})
