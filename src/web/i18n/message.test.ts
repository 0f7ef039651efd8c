import fc from 'fast-check'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { loadWhole, locales } from '#locales/registry.ts'
import type { LocaleTag } from '#locales/registry.ts'
import { createPrinter, readMessage } from './message.ts'
import type { MessageArgs } from './message.ts'

const say = (words: string, args: MessageArgs = {}, tag = 'en'): string => createPrinter(tag)(readMessage(words), args)

test('values, numbers, plurals and choices are filled in', () => {
  expect(say('{who} has {n, number} of {total}', { who: 'MA', n: 1234.5, total: 9 })).toBe('MA has 1,234.5 of 9')
  const words = '{count, plural, =0 {nobody} one {# person} other {# people}}'
  expect([0, 1, 2000].map((count) => say(words, { count }))).toEqual(['nobody', '1 person', '2,000 people'])
  expect(say('{a, select, x {X {b}} other {?}}', { a: 'x', b: 1 })).toBe('X 1')
})

test('every language counts in its own way', () => {
  const words = '{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}'
  expect([0, 1, 2, 3, 11, 100].map((n) => say(words, { n }, 'ar')).join('')).toBe('zotfmx')
})

test('an apostrophe is one, and quotes braces', () => {
  expect(say("it's '{'raw'}' and ''so''")).toBe("it's {raw} and 'so'")
})

test('an argument nobody gave is shown by its name', () => {
  expect(say('Hello {name}')).toBe('Hello {name}')
})

test.each(['{', '{a', '{a, plural}', '{a, plural, one {x}}', 'a } b', '{a, date}', '{a b}'])('%s is no message', (words) => {
  expect(() => readMessage(words)).toThrow(SyntaxError)
})

test('plain text comes back as it is', () => {
  fc.assert(
    fc.property(fc.string(), (words) => {
      fc.pre(!/[{}']/.test(words))
      expect(say(words)).toBe(words)
    }),
  )
})

/** Arguments that reach every branch: the names and options a message mentions, and counts every language tells apart. */
function trials(words: string): readonly Record<string, string | number>[] {
  const names = [...words.matchAll(/\{\s*(\w+)/g)].map((m) => m[1] ?? '')
  const options = [...words.matchAll(/(\w+)\s*\{/g)].map((m) => m[1] ?? '')
  const counted = new Set([...words.matchAll(/\{\s*(\w+)\s*,\s*(?:plural|number)/g)].map((m) => m[1] ?? ''))
  const fill = (choice: string, n: number): Record<string, string | number> => Object.fromEntries(names.map((name) => [name, counted.has(name) ? n : choice]))
  return [...options, 'none', 'x'].flatMap((choice) => [0, 1, 2, 3, 11, 100, 12_345, 1.5].map((n) => fill(choice, n)))
}

describe.each(Object.keys(locales) as LocaleTag[])('every message in %s', (tag) => {
  test('says what the reference implementation of ICU says', async () => {
    const all: readonly string[] = Object.values(await loadWhole(tag))
    for (const words of all.filter((w) => /[{']/.test(w))) {
      const reference = new IntlMessageFormat(words, tag, undefined, { ignoreTag: true })
      for (const args of trials(words)) expect({ words, said: say(words, args, tag) }).toEqual({ words, said: String(reference.format(args)) })
    }
  })
})
