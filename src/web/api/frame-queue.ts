/**
 * Frame queries on their way. Visible first, at most `limit` at once, identical ones once, and answers handed over a few
 * at a time, so that twenty charts never draw in the same breath.
 */
export interface FrameQueue {
  /** Runs `ask` when it is its turn. A second run under the same key joins the first; the last to abort ends it. */
  readonly run: <T>(key: string, ask: (signal: AbortSignal) => Promise<T>, how?: RunHow) => Promise<T>
  /** Queries that wait or are under way, and answers not handed over yet. */
  readonly size: number
}

export interface RunHow {
  /** Asked when a place gets free: 0 is on screen, higher is further away. */
  readonly rank?: () => number
  readonly signal?: AbortSignal | undefined
}

interface Job {
  readonly key: string
  readonly order: number
  readonly ranks: Set<() => number>
  readonly stop: AbortController
  readonly begin: () => void
  readonly settled: Promise<unknown>
  wanted: number
}

const onScreen = (): number => 0
const bestRank = (job: Job): number => Math.min(...Array.from(job.ranks, (rank) => rank()))

interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

function defer<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/** Next task of the event loop: what became of the last answers is drawn before the next ones arrive. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Every painting of a page costs about as much as drawing a chart or two, so one for each answer would double the work. */
const perBreath = 3

export function createFrameQueue({ limit = 6, breathe = nextTask }: { readonly limit?: number; readonly breathe?: () => Promise<void> } = {}): FrameQueue {
  const jobs = new Map<string, Job>()
  const waiting = new Set<Job>()
  let running = 0
  let order = 0
  const turns: (() => void)[] = []
  let handingOver = false

  const next = (): void => {
    const free = limit - running
    if (free <= 0 || waiting.size === 0) return
    const ranked = Array.from(waiting, (job) => ({ job, rank: waiting.size > free ? bestRank(job) : 0 }))
    for (const { job } of ranked.toSorted((a, b) => a.rank - b.rank || a.job.order - b.job.order).slice(0, free)) {
      waiting.delete(job)
      running += 1
      job.begin()
    }
  }

  const handOver = async (): Promise<void> => {
    if (handingOver) return
    handingOver = true
    while (turns.length > 0) {
      await breathe()
      for (const arrive of turns.splice(0, perBreath)) arrive()
    }
    handingOver = false
  }
  const turnToArrive = (): Promise<void> =>
    new Promise((resolve) => {
      turns.push(resolve)
      void handOver()
    })

  const start = (key: string, ask: (signal: AbortSignal) => Promise<unknown>): Job => {
    const stop = new AbortController()
    const turn = defer<void>()
    stop.signal.addEventListener('abort', () => turn.reject(stop.signal.reason))
    let begun = false
    const finish = async (): Promise<void> => {
      if (begun) running -= 1
      if (jobs.get(key) === job) jobs.delete(key)
      waiting.delete(job)
      next()
      await turnToArrive()
    }
    const settle = async (): Promise<unknown> => {
      try {
        await turn.promise
        return await ask(stop.signal)
      } finally {
        await finish()
      }
    }
    const begin = (): void => {
      begun = true
      turn.resolve()
    }
    const job: Job = { key, order: order++, ranks: new Set(), stop, begin, settled: settle(), wanted: 0 }
    jobs.set(key, job)
    waiting.add(job)
    return job
  }

  const leave = (job: Job, rank: () => number, reason: unknown): void => {
    job.ranks.delete(rank)
    job.wanted -= 1
    if (job.wanted > 0) return
    if (jobs.get(job.key) === job) jobs.delete(job.key)
    job.stop.abort(reason)
  }

  return {
    get size() {
      return jobs.size + turns.length
    },
    run: <T>(key: string, ask: (signal: AbortSignal) => Promise<T>, { rank = onScreen, signal }: RunHow = {}) => {
      if (signal?.aborted) return Promise.reject(signal.reason)
      const job = jobs.get(key) ?? start(key, ask)
      const own = (): number => rank()
      job.ranks.add(own)
      job.wanted += 1
      // Ranks of all who ask in the same task count before the first query leaves.
      queueMicrotask(next)
      const left = defer<never>()
      const onAbort = (): void => {
        left.reject(signal?.reason)
        leave(job, own, signal?.reason)
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      // A key stands for one question, so whoever joins expects the type the first one asked for.
      return Promise.race([job.settled as Promise<T>, left.promise]).finally(() => signal?.removeEventListener('abort', onAbort))
    },
  }
}
