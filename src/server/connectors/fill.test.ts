import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ServerFault } from '../fault.ts'
import { durationOf, fillPromql, quotedText } from './fill.ts'

const builtIns = { rate: '60s', range: '3600s', step: '15s' }
const fill = (expr: string, variables: Record<string, string | string[]> = {}): string => fillPromql(expr, variables, builtIns)
const faultOf = (work: () => string) => {
  try {
    return work()
  } catch (error) {
    return error instanceof ServerFault ? error.fault : error
  }
}

test('built-ins stand for durations, but not in strings or comments', () => {
  expect(fill('rate(x[$__rate]) + y[$__range:$__step] # $__rate')).toBe('rate(x[60s]) + y[3600s:15s] # $__rate')
  expect(fill('x{a="$__rate"}')).toBe('x{a="$__rate"}')
  expect(faultOf(() => fill('x[$__interval]'))).toMatchObject({ code: 'invalid', detail: 'unknown $__interval' })
})

test('a comment keeps its text: no value can end it', () => {
  expect(fill('up # ${v}', { v: 'a\n or vector(1)' })).toBe('up # ${v}')
})

test('a hash in a string starts no comment, and a quote in a comment no string', () => {
  expect(fill('x{a="#${v}"}', { v: 'b' })).toBe('x{a="#b"}')
  expect(fill('x # it\'s "\n + ${v}', { v: '5' })).toBe('x # it\'s "\n + 5')
})

describe('outside strings', () => {
  test.each(['up', 'node_load1', 'ns:metric:rate5m', '5', '-1.5e3', '.5', '5m', '1h30m', 'Inf'])('%s may stand', (v) => {
    expect(fill('a ${v}', { v })).toBe(`a ${v}`)
  })

  test.each(['up or vector(1)', 'up{}', 'a b', '1)', '"', '5m]', 'a-b', '', '#', '$__rate', 'ü'])('%j may not', (v) => {
    expect(faultOf(() => fill('a ${v}', { v }))).toMatchObject({ code: 'invalid', field: 'variables.v' })
  })

  test('an unclosed string is no string', () => {
    expect(faultOf(() => fill('x{a="${v}', { v: 'b"} or y' }))).toMatchObject({ code: 'invalid' })
  })
})

test('several values need a regex', () => {
  expect(fill('x{a=~"${v}"}', { v: ['b', 'c.d'] })).toBe(String.raw`x{a=~"(?:b|c\\.d)"}`)
  expect(fill('x{a!~"pre-${v}-post"}', { v: ['b', 'c'] })).toBe('x{a!~"pre-(?:b|c)-post"}')
  expect(fill('x{a=~"${v}"}', { v: [] })).toBe('x{a=~".*"}')
  expect(fill('x{a=~"${v}"}', { v: '' })).toBe('x{a=~".*"}')
  expect(faultOf(() => fill('x{a="${v}"}', { v: ['b', 'c'] }))).toMatchObject({
    code: 'invalid',
    field: 'variables.v',
    detail: '${v} holds 2 values, needs one value or =~',
  })
})

test('a variable nobody gave is named, and what objects inherit is no variable', () => {
  expect(faultOf(() => fill('x{a="${v}"}'))).toEqual({ code: 'invalid', detail: '${v} has no value', field: 'variables.v' })
  expect(faultOf(() => fill('x{a="${constructor}"}'))).toMatchObject({ code: 'invalid' })
})

/** Reads a quoted text back as Go does, which is how PromQL does. */
function unquoted(token: string): string {
  const quote = token[0]
  const inner = token.slice(1, -1)
  if (quote === '`') return inner
  return inner.replace(/\\(x([0-9a-f]{2})|.)/gs, (_, c: string, code: string | undefined) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : ({ n: '\n', r: '\r', t: '\t' }[c] ?? c),
  )
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', "'", '`', '\\', '\n', '$', '{', '}', '|', '.', '*', ')', '#', 'a') }),
)
const quotes = fc.constantFrom('"' as const, "'" as const)

test('whatever a value holds, it comes back out of its quotes and never ends them', () => {
  fc.assert(
    fc.property(anyText, quotes, (value, quote) => {
      const written = `${quote}${quotedText(value, quote)}${quote}`
      expect(unquoted(written)).toBe(value)
      expect(written.slice(1, -1).replace(/\\./gs, '')).not.toContain(quote)
      expect(written).not.toMatch(/[\n\r]/)
    }),
  )
})

test('whatever values hold, the regex between the quotes matches exactly them', () => {
  fc.assert(
    fc.property(
      fc.array(
        anyText.filter((v) => v !== ''),
        { minLength: 1, maxLength: 4 },
      ),
      anyText,
      fc.constantFrom('"', "'", '`'),
      (values, other, quote) => {
        const filled = fill(`x{a=~${quote}\${v}${quote}}`, { v: values })
        const regex = new RegExp(`^(?:${unquoted(filled.slice('x{a=~'.length, -1))})$`, 's')
        for (const value of values) expect(regex.test(value)).toBe(true)
        expect(regex.test(other)).toBe(values.includes(other))
      },
    ),
  )
})

test('durations are whole seconds or milliseconds', () => {
  expect(durationOf(60_000)).toBe('60s')
  expect(durationOf(1500)).toBe('1500ms')
})

test('choices stand as literals also where LogQL matches lines', () => {
  expect(fill('{a="b"} |~ "${x}" !~ "${x}"', { x: ['a.b', 'c'] })).toBe(String.raw`{a="b"} |~ "(?:a\\.b|c)" !~ "(?:a\\.b|c)"`)
  expect(fill('{a="b"} |= "${x}"', { x: 'a.b' })).toBe('{a="b"} |= "a.b"')
})
