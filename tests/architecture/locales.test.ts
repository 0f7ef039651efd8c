import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test, vi } from 'vitest'
import { chapters, en } from '#locales/en/whole.ts'
import type { ChapterName, TextKey } from '#locales/chapter.ts'
import { loadChapter, loadWhole, locales } from '#locales/registry.ts'
import type { LocaleTag } from '#locales/registry.ts'
import { filesIn, isTest, read } from './files.ts'
import { chapterOf, keysIn, openChapters } from './spoken.ts'

// Every file is read, and a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

/** Names of the arguments a message asks for. */
function argumentsOf(elements: readonly MessageFormatElement[]): readonly string[] {
  return elements.flatMap((e) => {
    if (e.type === TYPE.literal || e.type === TYPE.pound) return []
    // A tag has a name like an argument, and messages inside it.
    if (e.type === TYPE.tag) return [`<${e.value}>`, ...argumentsOf(e.children)]
    const inner = e.type === TYPE.plural || e.type === TYPE.select ? Object.values(e.options).flatMap((o) => argumentsOf(o.value)) : []
    return [e.value, ...inner]
  })
}
const namesIn = (message: string): readonly string[] => [...new Set(argumentsOf(parse(message)))].toSorted()

describe.each(Object.keys(locales) as LocaleTag[])('the language %s', (tag) => {
  test('has exactly the keys of English, each in its chapter', async () => {
    for (const name of Object.keys(chapters) as ChapterName[]) {
      expect(Object.keys(await loadChapter(tag, name)).toSorted()).toEqual(Object.keys(chapters[name]).toSorted())
    }
  })

  test('asks for the same arguments in every message', async () => {
    const words = await loadWhole(tag)
    const english: Readonly<Record<string, string>> = en
    const differing = Object.entries(words).filter(([key, message]) => namesIn(message).join() !== namesIn(english[key] ?? '').join())
    expect(differing.map(([key]) => key)).toEqual([])
  })

  test('calls the findings past due what they are counted as, critical or high, and nothing else so', async () => {
    const words = await loadWhole(tag)
    const high = (words['severity.high'] ?? '').toLowerCase()
    const saysHigh = (key: TextKey): boolean => (words[key] ?? '').toLowerCase().includes(high)
    expect([high.length > 0, saysHigh('landing.security.overdue'), saysHigh('home.watchSummary')]).toEqual([true, true, false])
  })
})

test('no key stands in two chapters', () => {
  expect(Object.keys(en)).toHaveLength(Object.values(chapters).reduce((sum, words) => sum + Object.keys(words).length, 0))
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

test('whatever a part of the app says is in a chapter that is open when it is drawn', () => {
  const silent = [...openChapters()].flatMap(([file, open]) =>
    keysIn(file).flatMap((key) => {
      const chapter = chapterOf.get(key)
      return chapter && !open.has(chapter) ? [`${file} says '${key}' of ${chapter}`] : []
    }),
  )
  expect(silent).toEqual([])
})
