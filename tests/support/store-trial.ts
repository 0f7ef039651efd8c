import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Dashboard } from '#contract/dashboard.ts'
import type { Migration } from '#server/store/sql/migrations/migration.ts'
import { migrations } from '#server/store/sql/migrations/registry.ts'

/** A document whose every part follows from its id and revision, of 1 to 30 kB, so that every loss or mixture shows. */
export function wholeDocument(id: string, rev: number): Dashboard {
  return {
    v: 1,
    title: `${id} at ${rev}`,
    description: `${id}/${rev} `.repeat(100 + ((rev * 37) % 3000)),
    sections: [{ id: 'main', title: '', widgets: [], layouts: { desktop: [] } }],
    variables: [],
    time: { range: { from: 'now-1h', to: 'now' }, refreshMs: rev },
  }
}

const numbers = (limit: number): string => `with recursive n(n) as (select 1 union all select n + 1 from n where n < ${limit}) select n, n * 2 from n`

/** The shipped schema and four steps that write for some hundred milliseconds each. */
export const slowMigrations: readonly Migration[] = [
  ...migrations,
  ...[1, 2, 3, 4].map((step): Migration => ({
    name: `slow ${step}`,
    statements: () => [
      { sql: `create table slow_${step} (n bigint primary key, twice bigint not null)`, params: [] },
      { sql: `insert into slow_${step} (n, twice) ${numbers(60_000)}`, params: [] },
      { sql: `create index slow_${step}_twice on slow_${step} (twice)`, params: [] },
    ],
  })),
]
export const slowRows = 60_000

export interface StoreChild {
  /** What it said so far, line by line. */
  readonly lines: readonly string[]
  /** Resolves with the first line that starts so, or with undefined when the process ended before. */
  heard(start: string): Promise<string | undefined>
  /** `kill -9`; resolves once it is gone and all it said was read. */
  kill(): Promise<void>
}

/** Starts `store-child.ts` in a process of its own. */
export function startStoreChild(task: 'hold' | 'write' | 'migrate', folder: string): StoreChild {
  const script = new URL('./store-child.ts', import.meta.url).pathname
  const child: ChildProcess = spawn(process.execPath, [script, task, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting = new Set<{ readonly start: string; readonly resolve: (line: string | undefined) => void }>()
  const output = child.stdout ? createInterface(child.stdout) : undefined
  output?.on('line', (line) => {
    lines.push(line)
    for (const one of waiting) if (line.startsWith(one.start)) tell(one, line)
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void ended.then(() => waiting.forEach((one) => tell(one, undefined)))

  function tell(one: { readonly resolve: (line: string | undefined) => void }, line: string | undefined): void {
    one.resolve(line)
    for (const it of waiting) if (it === one) waiting.delete(it)
  }

  return {
    lines,
    heard(start) {
      const said = lines.find((line) => line.startsWith(start))
      if (said !== undefined || child.exitCode !== null) return Promise.resolve(said)
      return new Promise((resolve) => waiting.add({ start, resolve }))
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
