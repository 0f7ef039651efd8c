import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServerFault } from '../../fault.ts'
import { fillMatcher, splitMatchers } from './matchers.ts'

test.each([
  ['service=pay', 'service="pay"'],
  [' service != "pay" ', 'service!="pay"'],
  ['service=~"a|b"', 'service=~"a|b"'],
  ['service!~a.*', 'service!~"a.*"'],
  ['"service.name"="pay"', '"service.name"="pay"'],
  ['a=""', 'a=""'],
  ['a=', 'a=""'],
  [String.raw`a="say \"hi\"\n"`, String.raw`a="say \"hi\"\n"`],
])('%j is sent as %j', (text, sent) => {
  expect(fillMatcher(text, {})).toBe(sent)
})

test.each(['', 'service', '=pay', 'a b=c', 'a=="b', 'a="b" or c="d"', 'a="b', '"a=b', '{a="b"}'])('%j is no matcher', (text) => {
  expect(() => fillMatcher(text, {})).toThrow(ServerFault)
})

test('several choices make a regex, one a plain matcher, none no matcher at all', () => {
  expect(fillMatcher('service="${s}"', { s: ['a.b', 'c'] })).toBe(String.raw`service=~"a\\.b|c"`)
  expect(fillMatcher('service!="${s}"', { s: ['a', 'c'] })).toBe('service!~"a|c"')
  expect(fillMatcher('service=${s}', { s: ['a'] })).toBe('service="a"')
  expect(fillMatcher('service="${s}"', { s: '' })).toBeUndefined()
  expect(fillMatcher('service=~"pre-${s}"', { s: ['a', 'b'] })).toBe('service=~"pre-(?:a|b)"')
  expect(() => fillMatcher('service="${s}"', {})).toThrow('${s} has no value')
})

test('a selector is taken apart at its commas, not at those in quotes', () => {
  expect(splitMatchers('{a="b,c", d=~"e}", }')).toEqual(['a="b,c"', 'd=~"e}"'])
  expect(splitMatchers('a=b')).toEqual(['a=b'])
  expect(splitMatchers('')).toEqual([])
  expect(splitMatchers(String.raw`a="\",b", c=d`)).toEqual([String.raw`a="\",b"`, 'c=d'])
})

test('whatever a value holds, the matcher has one pair of quotes around it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'a', '=', '~', ',', '$', '{', '}') }).filter((s) => s !== ''),
      (value) => {
        const sent = fillMatcher('a="${v}"', { v: value }) ?? ''
        const inner = sent.slice('a="'.length, -1)
        expect(inner.replace(/\\./g, '')).not.toMatch(/["\n\\]/)
        expect(inner.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c))).toBe(value)
        // And it reads back as itself.
        expect(fillMatcher(sent.replaceAll('${', '$ {'), {})).toBe(sent.replaceAll('${', '$ {'))
      },
    ),
  )
})
