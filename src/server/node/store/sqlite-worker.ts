import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { StoreRefusal } from '../../store/refusal.ts'
import { GuardFailed } from '../../store/sql/runner.ts'
import { openForReading, openForWriting, type OpenDatabase } from './sqlite-database.ts'
import type { Answer, Failure, Opening, Request, ThreadStart } from './sqlite-messages.ts'
import { createUnitRunner, type Attempt } from './sqlite-units.ts'

/**
 * The thread that owns a connection. All units that arrived since the last commit go into the next one: with many writers a
 * flush to disk is shared, with one it is not delayed.
 */
const port = parentPort
if (!port) throw new Error('sqlite-worker runs as a thread only')
// `sqlite-thread.ts` is the only one that starts this file.
const start = workerData as ThreadStart
const largestGroup = 256

const opened = open()
if (opened) serve(opened)

function open(): OpenDatabase | undefined {
  try {
    const database = start.role === 'writer' ? openForWriting(start.folder) : openForReading(start.folder)
    tell({ open: true })
    return database
  } catch (error) {
    const refusal = error instanceof StoreRefusal ? error : new StoreRefusal('not_ready', failure(error).message, error)
    tell({ refused: refusal.reason, message: refusal.message })
    return undefined
  }
}

function serve({ db, close }: OpenDatabase): void {
  const runner = createUnitRunner(db)
  let waiting: Extract<Request, { do: 'run' }>[] = []
  let scheduled = false

  const commit = (): void => {
    scheduled = false
    const group = waiting.slice(0, largestGroup)
    waiting = waiting.slice(largestGroup)
    if (group.length === 0) return
    const attempts = runner.commit(group.map((request) => request.statements))
    reply(attempts.map((attempt, i) => answerTo(group[i]?.id ?? 0, attempt)))
    if (waiting.length > 0) schedule()
  }

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(commit)
  }

  const take = (request: Request): void => {
    if (request.do === 'run') {
      waiting.push(request)
      return schedule()
    }
    if (request.do === 'read') return reply([tryTo(request.id, () => ({ id: request.id, tables: runner.read(request.statements) }))])
    while (waiting.length > 0) commit()
    if (request.do === 'backup') return reply([tryTo(request.id, () => (backup(request.to), { id: request.id, done: true }))])
    reply([tryTo(request.id, () => (close(), { id: request.id, done: true }))])
    port?.close()
  }

  const backup = (to: string): void => {
    mkdirSync(dirname(to), { recursive: true })
    const part = `${to}.part`
    rmSync(part, { force: true })
    db.prepare('vacuum into ?').run(part)
    const file = openSync(part, 'r+')
    fsyncSync(file)
    closeSync(file)
    renameSync(part, to)
  }

  port?.on('message', (requests: readonly Request[]) => requests.forEach(take))
}

function tryTo(id: number, act: () => Answer): Answer {
  try {
    return act()
  } catch (error) {
    return { id, failed: failure(error) }
  }
}

function answerTo(id: number, attempt: Attempt): Answer {
  if ('outcomes' in attempt) return { id, outcomes: attempt.outcomes }
  return attempt.error instanceof GuardFailed ? { id, guard: attempt.error.guard } : { id, failed: failure(attempt.error) }
}

function failure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), code: undefined }
  return { message: error.message, code: 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined }
}

function reply(answers: readonly Answer[]): void {
  port?.postMessage(answers)
}

function tell(opening: Opening): void {
  port?.postMessage(opening)
}
