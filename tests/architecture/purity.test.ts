import { expect, test } from 'vitest'
import { filesIn, isTest, read } from './files.ts'

const pure = [...filesIn('src/contract'), ...filesIn('src/core')].filter((f) => /\.ts$/.test(f) && !isTest(f))

test('contract and core know no clock and no chance', () => {
  const impure = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.now\b|\bsetTimeout\b|\bfetch\(/
  expect(pure.filter((f) => impure.test(read(f)))).toEqual([])
})

test('no file or folder has a name that says nothing', () => {
  const empty = /(^|\/)(utils?|helpers?|common|misc|stuff|manager|service|data|index2)(\.[a-z.]+)?(\/|$)/
  expect([...filesIn('src'), ...filesIn('mocks'), ...filesIn('tests')].filter((f) => empty.test(f))).toEqual([])
})

test('no code switches the type checker or a module off', () => {
  // `: any` itself is the linter's business: in a comment it is an English word.
  const cheats = /@ts-(ignore|nocheck|expect-error)|\bvi\.mock\(|\bas any\b/
  const code = [...filesIn('src'), ...filesIn('mocks'), ...filesIn('tests')].filter((f) => /\.tsx?$/.test(f) && !f.startsWith('tests/architecture/'))
  expect(code.filter((f) => cheats.test(read(f)))).toEqual([])
})

test('a file that draws is named like its component, any other in kebab-case', () => {
  const code = [...filesIn('src'), ...filesIn('mocks')].filter((f) => /\.tsx?$/.test(f) && !/\.d\.ts$/.test(f) && !f.endsWith('main.tsx'))
  const wrong = code.filter((f) => {
    const name =
      f
        .split('/')
        .at(-1)
        ?.replace(/(\.browser)?(\.test)?\.tsx?$/, '') ?? ''
    if (isTest(f)) return !/^[A-Za-z][A-Za-z0-9]*(-[a-z0-9]+)*(\.[a-z]+)?$/.test(name)
    return f.endsWith('.tsx') ? !/^[A-Z][A-Za-z0-9]*$/.test(name) : !/^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.(worker|config))?$/.test(name)
  })
  expect(wrong).toEqual([])
})
