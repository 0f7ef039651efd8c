import type { CDPSession } from 'playwright'

/** The browser's own counters of a page's main thread. Seconds of processor time, so that a busy machine adds nothing. */
export interface Counts {
  readonly taskS: number
  readonly scriptS: number
  /** Style and layout. */
  readonly layoutS: number
}

export interface Counters {
  read(): Promise<Counts>
  /** Bytes of JavaScript alive after a full collection. */
  heap(): Promise<number>
}

export async function countersOf(cdp: CDPSession): Promise<Counters> {
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const all = async (): Promise<ReadonlyMap<string, number>> => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    return new Map(metrics.map((m) => [m.name, m.value]))
  }
  return {
    async read() {
      const now = await all()
      const of = (name: string): number => now.get(name) ?? Number.NaN
      return { taskS: of('TaskDuration'), scriptS: of('ScriptDuration'), layoutS: of('LayoutDuration') + of('RecalcStyleDuration') }
    },
    async heap() {
      // What one collection lets go of may hold on to more.
      for (let i = 0; i < 3; i += 1) await cdp.send('HeapProfiler.collectGarbage')
      return (await all()).get('JSHeapUsedSize') ?? Number.NaN
    },
  }
}

export const between = (before: Counts, after: Counts): Counts => ({
  taskS: after.taskS - before.taskS,
  scriptS: after.scriptS - before.scriptS,
  layoutS: after.layoutS - before.layoutS,
})
