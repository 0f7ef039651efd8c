import { frameOf } from '../versus/frames.ts'
import { sizes } from '../versus/side.ts'
import type { Case, Shown, Side, Versus } from '../versus/side.ts'

const load: Readonly<Record<string, () => Promise<Side>>> = {
  ours: async () => (await import('../versus/ours.tsx')).live,
  calm: async () => (await import('../versus/ours.tsx')).calm,
  uPlot: async () => (await import('../versus/plain.tsx')).plot,
  recharts: async () => (await import('../versus/plain.tsx')).recharts,
  bare: async () => (await import('../versus/bare-gantt.ts')).bareGantt,
  svar: async () => (await import('./svar.tsx')).svar,
  vis: async () => (await import('./vis.ts')).vis,
  agGrid: async () => (await import('./ag-grid.ts')).agGrid,
  cytoscapeDagre: async () => (await import('./cytoscape.ts')).byDagre,
  cytoscape: async () => (await import('./cytoscape.ts')).plain,
  echarts: async () => (await import('./echarts.ts')).echarts,
}

const small: Readonly<Record<Case['kind'], number>> = { chart: 20, gantt: 20, grid: 20, graph: 12 }
const patienceMs = 120_000

let side: Side | undefined
let given: Case | undefined
let taken: unknown[] = []
let shown: (Shown & { readonly root: HTMLElement }) | undefined
let turn = 0

/** After the frame that is being made has been painted: a task posted in its callbacks runs behind it. */
const painted = (): Promise<void> =>
  new Promise((done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        done()
      }
      port2.postMessage(undefined)
    }),
  )
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Milliseconds from `begin`, at the start of a frame, to the end of the first frame that has the result painted. */
async function timed(begin: () => void, isDone: () => boolean): Promise<number> {
  let from = 0
  await new Promise<void>((begun) =>
    requestAnimationFrame(() => {
      from = performance.now()
      begin()
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        begun()
      }
      port2.postMessage(undefined)
    }),
  )
  for (;;) {
    const took = performance.now() - from
    if (isDone()) return took
    if (took > patienceMs) throw new Error('nothing was drawn')
    await painted()
  }
}

/** How far everything in the picture is scrolled, whoever does the scrolling. */
const scrolled = (): number => [...(shown?.root.querySelectorAll('*') ?? [])].reduce((sum, e) => sum + e.scrollTop, 0)

function mount(it: unknown, of: Case): void {
  if (!side) throw new Error('no side chosen')
  const root = document.createElement('div')
  const { width, height } = sizes[of.kind]
  root.style.cssText = `position:absolute;inset:0 auto auto 0;width:${width}px;height:${height}px`
  document.body.append(root)
  // Each side takes what its own `take` has made.
  shown = { ...side.open(root, it as never, of), root }
}

function close(): void {
  shown?.close()
  shown?.root.remove()
  shown = undefined
}

const versus: Versus = {
  async warm(name, kind) {
    const chosen = await load[name]?.()
    if (!chosen) throw new Error(`no such side: ${name}`)
    side = chosen
    const of: Case = { kind, n: small[kind] }
    const made = chosen.take(frameOf(of, 0), of)
    await timed(
      () => mount(made, of),
      () => shown?.drawn() ?? false,
    )
    await pause(100)
    close()
    await pause(100)
  },
  make(of, more) {
    given = of
    turn = 0
    taken = Array.from({ length: more + 1 }, (_, i) => side?.take(frameOf(of, i), of))
  },
  open: () =>
    timed(
      () => given && mount(taken[0], given),
      () => shown?.drawn() ?? false,
    ),
  async update(count) {
    for (let i = 0; i < count; i += 1) {
      turn += 1
      shown?.show?.(taken[turn] as never)
      await painted()
    }
  },
  act(name) {
    const before = shown?.state()
    return timed(
      () => shown?.[name]?.(),
      () => shown?.state() !== before,
    )
  },
  state: () => `${scrolled()} ${shown?.state()}`,
  async close() {
    close()
    await painted()
  },
}
Object.assign(window, { versus })
