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
const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

async function ours(frames: readonly Frame[]): Promise<number> {
  const root = document.createElement('div')
  root.style.cssText = `width:${width}px;height:${height}px`
  document.body.append(root)
  let show: (frame: Frame) => void = () => undefined
  function Host() {
    const [frame, setFrame] = useState(frames[0] ?? { fields: [] })
    useEffect(() => {
      show = setFrame
    }, [])
    const times = frame.fields[0]?.values ?? []
    const range = { from: Number(times[0]), to: Number(times.at(-1)) }
    return (
      <ChartView frame={frame} options={options} size={{ width, height }} range={range} now={range.to} zone="UTC" title="bench" thresholds={[]} mode="full" />
    )
  }
  const react = createRoot(root)
  flushSync(() => react.render(<Host />))
  await settle()
  await settle()
  const spent: number[] = []
  for (const frame of frames.slice(1)) {
    const begun = performance.now()
    flushSync(() => show(frame))
    await settle()
    spent.push(performance.now() - begun)
  }
  react.unmount()
  root.remove()
  return median(spent)
}

async function raw(frames: readonly Frame[]): Promise<number> {
  const root = document.createElement('div')
  document.body.append(root)
  // uPlot takes seconds and columns; making them is part of what anyone pays who uses it with frames.
  const columns = (frame: Frame): uPlot.AlignedData =>
    frame.fields.map((f, i) => (i === 0 ? f.values.map((v) => Number(v) / 1000) : f.values)) as unknown as uPlot.AlignedData
  const strokes = ['#0b595c', '#a15400', '#646ec5', '#444800', '#0d9dcb', '#ca6473', '#183379', '#7e4592', '#7c8989', '#566363']
  const plot = new uPlot(
    { width, height, series: [{}, ...strokes.map((stroke, i) => ({ stroke, label: `line ${i}` }))] },
    columns(frames[0] ?? { fields: [] }),
    root,
  )
  await settle()
  const spent: number[] = []
  for (const frame of frames.slice(1)) {
    const begun = performance.now()
    plot.setData(columns(frame))
    await settle()
    spent.push(performance.now() - begun)
  }
  plot.destroy()
  root.remove()
  return median(spent)
}

declare global {
  interface Window {
    measureCharts(): Promise<{ readonly ours: number; readonly raw: number }>
  }
}

/** Milliseconds per update, median; the two take turns so that noise falls on both. */
window.measureCharts = async () => {
  const frames = Array.from({ length: 16 }, (_, i) => frameAt(i))
  const rounds: { ours: number; raw: number }[] = []
  for (let round = 0; round < 3; round += 1) rounds.push({ raw: await raw(frames), ours: await ours(frames) })
  return { ours: median(rounds.map((r) => r.ours)), raw: median(rounds.map((r) => r.raw)) }
}
