import { expect, test } from 'vitest'
import { filesIn, read } from './files.ts'

const composed = /composes:[^;]*\bfrom\b/

test('no style sheet takes rules out of another: they would be in the build twice, and Vite warns of it; a part names both classes instead', () => {
  const sheets = filesIn('src/web').filter((file) => file.endsWith('.css'))
  expect(sheets.length).toBeGreaterThan(50)
  expect(sheets.filter((file) => composed.test(read(file)))).toEqual([])
  expect(".x { composes: group from '../Form.module.css'; }").toMatch(composed)
})
