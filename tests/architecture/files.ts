import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const skipped = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.cache'])

/** Paths of all files below a folder, relative to the project, in a stable order. */
export function filesIn(folder: string, root = process.cwd()): readonly string[] {
  const found: string[] = []
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (skipped.has(entry.name)) continue
      const inside = join(path, entry.name)
      if (entry.isDirectory()) visit(inside)
      else found.push(relative(root, inside).replaceAll('\\', '/'))
    }
  }
  visit(join(root, folder))
  return found.toSorted()
}

/** Names of the folders directly inside a folder. */
export const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .toSorted()

export const read = (file: string): string => readFileSync(file, 'utf8')
export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file)
