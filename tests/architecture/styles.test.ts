import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { filesIn, read } from './files.ts'

const composed = /composes:[^;]*\bfrom\b/

test('no style sheet takes rules out of another: they would be in the build twice, and Vite warns of it; a part names both classes instead', () => {
  const sheets = filesIn('src/web').filter((file) => file.endsWith('.css'))
  expect(sheets.length).toBeGreaterThan(50)
  expect(sheets.filter((file) => composed.test(read(file)))).toEqual([])
  expect(".x { composes: group from '../Form.module.css'; }").toMatch(composed)
})

const sheetIn = /import (\w+) from '([^']+\.module\.css)'/g

/** Classes a part names that its style sheet does not have. */
function missingIn(part: string, code: string, sheetOf: (path: string) => string): readonly string[] {
  return [...code.matchAll(sheetIn)].flatMap(([, name = '', path = '']) => {
    const sheet = sheetOf(path.startsWith('#web/') ? path.replace('#web/', 'src/web/') : join(dirname(part), path))
    const named = [...code.matchAll(new RegExp(`\\b${name}\\['([\\w-]+)'\\]`, 'g'))].map(([, it = '']) => it)
    return [...new Set(named)].filter((it) => !new RegExp(`\\.${it}(?![\\w-])`).test(sheet)).map((it) => `${part}: ${it}`)
  })
}

test('every class a part names is in its style sheet: without it a part is laid out as nobody meant', () => {
  const parts = filesIn('src/web').filter((file) => /\.tsx?$/.test(file))
  expect(parts.flatMap((part) => missingIn(part, read(part), read))).toEqual([])
  const code = "import styles from './X.module.css'\nconst a = [styles['left'], styles['gone']]"
  expect(missingIn('src/web/canvas/X.tsx', code, (path) => (path === 'src/web/canvas/X.module.css' ? '.left { } .gone-by { }' : ''))).toEqual([
    'src/web/canvas/X.tsx: gone',
  ])
})
