import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { en } from '#locales/en.ts'
import { locales } from '#locales/registry.ts'
import { filesIn, isTest, read } from './files.ts'

/** Names of the arguments a message asks for. */
function argumentsOf(elements: readonly MessageFormatElement[]): readonly string[] {
  return elements.flatMap((e) => {
    if (e.type === TYPE.literal || e.type === TYPE.pound) return []
    const inner = e.type === TYPE.plural || e.type === TYPE.select ? Object.values(e.options).flatMap((o) => argumentsOf(o.value)) : []
    return [e.value, ...inner]
  })
}
const namesIn = (message: string): readonly string[] => [...new Set(argumentsOf(parse(message)))].toSorted()

describe.each(Object.entries(locales))('the language %s', (_tag, locale) => {
  test('has exactly the keys of English', async () => {
    expect(Object.keys(await locale.load()).toSorted()).toEqual(Object.keys(en).toSorted())
  })

  test('asks for the same arguments in every message', async () => {
    const words = await locale.load()
    const english: Readonly<Record<string, string>> = en
    const differing = Object.entries(words).filter(([key, message]) => namesIn(message).join() !== namesIn(english[key] ?? '').join())
    expect(differing.map(([key]) => key)).toEqual([])
  })
})

test('every English key is used somewhere', () => {
  const code = [...filesIn('src/web'), ...filesIn('src/core'), ...filesIn('src/contract'), ...filesIn('src/server')]
    .filter((f) => /\.tsx?$/.test(f) && !isTest(f))
    .map(read)
    .join('\n')
  // A key may be built from a prefix: `mark.${mark}`. Its stem then stands in a template literal.
  const stems = [...code.matchAll(/`([a-zA-Z][\w.]*\.)\$\{/g)].map((m) => m[1] ?? '')
  const unused = Object.keys(en).filter((key) => !code.includes(`'${key}'`) && !stems.some((stem) => key.startsWith(stem)))
  expect(unused).toEqual([])
})
