import { Worker } from 'node:worker_threads'
import { ServerFault } from '../../fault.ts'
import { StoreRefusal } from '../../store/refusal.ts'
import { GuardFailed } from '../../store/sql/runner.ts'
import type { Log } from '../../ports.ts'
import { faultOf } from './sqlite-fault.ts'
import type { Answer, Opening, Request, ThreadStart } from './sqlite-messages.ts'

// A plain Omit would merge the requests into one shape.
type Unnumbered<T> = T extends { readonly id: number } ? Omit<T, 'id'> : never
type Ask = Unnumbered<Request>
type Good = Exclude<Answer, { readonly guard: string } | { readonly failed: unknown }>

/** A database thread as seen from outside. */
export interface SqliteThread {
  ask(request: Ask): Promise<Good>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (answer: Good) => void
  readonly reject: (error: Error) => void
}

/** Starts a thread and waits until its database is open. Throws `StoreRefusal`. */
export async function startThread(start: ThreadStart, log: Log): Promise<SqliteThread> {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: start, name: `store-${start.role}`, execArgv: [] })
  const waiting = new Map<number, Waiting>()
  let outbox: Request[] = []
  let lastId = 0
  let ended: Error | undefined

  const end = (error: Error): void => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  const opening = await firstWord(worker)
  if ('refused' in opening) {
    await worker.terminate()
    throw new StoreRefusal(opening.refused, opening.message)
  }

  worker.on('message', (answers: readonly Answer[]) => {
    for (const answer of answers) {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (asked) settle(asked, answer)
    }
  })
  worker.on('error', (cause) => {
    log.error('store.thread_failed', { role: start.role, cause: String(cause) })
    end(new ServerFault('unavailable', { detail: `store ${start.role} thread failed`, cause }))
  })
  worker.on('exit', () => end(new ServerFault('unavailable', { detail: 'store is closed' })))

  const send = (): void => {
    const requests = outbox
    outbox = []
    worker.postMessage(requests, [])
  }

  const ask = (request: Ask): Promise<Good> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      if (outbox.length === 0) setImmediate(send)
      outbox.push({ ...request, id })
    })

  return {
    ask,
    async close() {
      if (ended) return
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      await ask({ do: 'close' })
      await gone
    },
  }
}

function settle(asked: Waiting, answer: Answer): void {
  if ('guard' in answer) return asked.reject(new GuardFailed(answer.guard))
  if ('failed' in answer) return asked.reject(faultOf(answer.failed))
  asked.resolve(answer)
}

function firstWord(worker: Worker): Promise<Opening> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
