import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesIn, read } from './files.ts'

const code = ['src', 'tests', 'mocks', 'deploy'].flatMap((folder) => filesIn(folder)).filter((file) => /\.(ts|tsx|js|css|yaml|sh)$/.test(file))
const documents = ['README.md', 'ARCHITECTURE.md', ...filesIn('docs').filter((file) => file.endsWith('.md'))]

/** Headings as addresses: in lower case, without marks, a hyphen for a space. */
const anchorsOf = (document: string): ReadonlySet<string> =>
  new Set(
    Array.from(read(document).matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )

interface Link {
  readonly from: string
  readonly to: string
}

const linksIn = (document: string): readonly Link[] =>
  Array.from(read(document).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g), ([, to = '']) => ({ from: document, to }))

function isBroken({ from, to }: Link): boolean {
  const [path = '', anchor] = to.split('#')
  const file = path === '' ? from : join(dirname(from), path)
  if (!existsSync(file)) return true
  return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor)
}

describe('the documents', () => {
  test('are there wherever code names one', () => {
    const named = code.flatMap((file) => Array.from(read(file).matchAll(/\bdocs\/[\w-]+\.md\b/g), ([document]) => ({ file, document })))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(({ document }) => !existsSync(document))).toEqual([])
  })

  test('lead to files and headings that are there', () => {
    const links = documents.flatMap(linksIn)
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter(isBroken)).toEqual([])
  })
})
