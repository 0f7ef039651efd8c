import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Frame } from '#contract/frame.ts'
import ChartView from '#web/views/chart/ChartView.tsx'
import { chart } from '#web/views/chart/index.ts'
import '#web/ui/tokens.css'

/** Ten lines of ten thousand points that move by one each step, in our chart and in uPlot alone, one after the other. */
const [lines, points, width, height] = [10, 10_000, 800, 300]
const step = 1000
const start = 1_800_000_000_000

const value = (line: number, tick: number): number => 50 + line * 5 + 20 * Math.sin((tick + line * 31) / 700) + ((tick * 7919 + line * 104_729) % 97) / 20
const frameAt = (shift: number): Frame => {
  const ticks = Array.from({ length: points }, (_, i) => i + shift)
  return {
    fields: [
      { name: 'time', type: 'time', role: 'time', values: ticks.map((t) => start + t * step) },
      ...Array.from({ length: lines }, (_, l) => ({
        name: `line ${l}`,
        type: 'number' as const,
        role: 'value' as const,
        values: ticks.map((t) => value(l, t)),
      })),
    ],
  }
}

const options = chart.options.parse({})
const settle = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))
const first = frameAt(0)
const updates = 30

/** A chart on the page that shows what it is given. */
interface Shown {
  show(frame: Frame): void
  close(): void
}

function openOurs(root: HTMLElement): Shown {
  let show: (frame: Frame) => void = () => undefined
  function Host() {
    const [frame, setFrame] = useState(first)
    useEffect(() => {
      show = setFrame
    }, [])
    const times = frame.fields[0]?.values ?? []
    const range = { from: Number(times[0]), to: Number(times.at(-1)) }
    return (
      <ChartView
        frame={frame}
        options={options}
        size={{ width, height }}
        range={range}
        now={range.to}
        everyMs={1000}
        zone="UTC"
        title="bench"
        thresholds={[]}
        mode="full"
      />
    )
  }
  const react = createRoot(root)
  flushSync(() => react.render(<Host />))
  return { show: (frame) => flushSync(() => show(frame)), close: () => react.unmount() }
}

function openPlain(root: HTMLElement): Shown {
  // uPlot takes seconds and columns; making them is part of what anyone pays who uses it with frames.
  const columns = (frame: Frame): uPlot.AlignedData =>
    frame.fields.map((f, i) => (i === 0 ? f.values.map((v) => Number(v) / 1000) : f.values)) as unknown as uPlot.AlignedData
  const strokes = ['#0b595c', '#a15400', '#646ec5', '#444800', '#0d9dcb', '#ca6473', '#183379', '#7e4592', '#7c8989', '#566363']
  const plot = new uPlot({ width, height, series: [{}, ...strokes.map((stroke, i) => ({ stroke, label: `line ${i}` }))] }, columns(first), root)
  return { show: (frame) => plot.setData(columns(frame)), close: () => plot.destroy() }
}

const sides = { ours: openOurs, plain: openPlain } as const
let ahead: readonly Frame[] = []
let open: (Shown & { readonly root: HTMLElement }) | undefined

interface BenchCharts {
  open(side: keyof typeof sides): Promise<void>
  /** Shows new answers, one per animation frame; answers how many. They are made by `prepare`, outside of what is measured. */
  update(): Promise<number>
  prepare(): void
  close(): void
}

declare global {
  interface Window {
    readonly benchCharts: BenchCharts
  }
}

const benchCharts: BenchCharts = {
  async open(side) {
    const root = document.createElement('div')
    root.style.cssText = `width:${width}px;height:${height}px`
    document.body.append(root)
    open = { ...sides[side](root), root }
    for (let i = 0; i < 10; i += 1) await settle()
  },
  prepare() {
    const shown = ahead.length
    ahead = Array.from({ length: updates }, (_, i) => frameAt(shown + i + 1))
  },
  async update() {
    for (const frame of ahead) {
      open?.show(frame)
      await settle()
    }
    return ahead.length
  },
  close() {
    open?.close()
    open?.root.remove()
    open = undefined
  },
}
Object.assign(window, { benchCharts })
