import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Cell } from '#contract/frame.ts'
import { sizes } from './side.ts'
import type { Side } from './side.ts'

const strokes = ['#0b595c', '#a15400', '#646ec5', '#444800', '#0d9dcb', '#ca6473', '#183379', '#7e4592', '#7c8989', '#566363']

type Columns = uPlot.AlignedData

/** uPlot alone, as its documentation shows it. Columns are ready beforehand. */
export const plot: Side = {
  // Its time stands in seconds. Cells of these answers are numbers throughout.
  take: (frame) => frame.fields.map((f, i) => (i === 0 ? f.values.map((v) => Number(v) / 1000) : f.values)),
  open(root, taken: Columns) {
    const series = taken.slice(1).map((_, i) => ({ stroke: strokes[i] ?? '#000', label: `line ${i}` }))
    const chart = new uPlot({ ...sizes.chart, series: [{}, ...series] }, taken, root)
    return {
      drawn: () => root.querySelector('canvas') !== null,
      show: (next: Columns) => chart.setData(next),
      state: () => '',
      close: () => chart.destroy(),
    }
  },
}

type Rows = readonly Readonly<Record<string, Cell>>[]

function Lines({ rows }: { readonly rows: Rows }) {
  const names = Object.keys(rows[0] ?? {}).slice(1)
  return (
    <LineChart data={[...rows]} {...sizes.chart}>
      <XAxis dataKey="time" type="number" domain={['dataMin', 'dataMax']} />
      <YAxis />
      <Tooltip />
      {names.map((name, i) => (
        <Line key={name} dataKey={name} stroke={strokes[i] ?? '#000'} dot={false} isAnimationActive={false} />
      ))}
    </LineChart>
  )
}

/** recharts alone. Rows are ready beforehand. */
export const recharts: Side = {
  take: (frame) => (frame.fields[0]?.values ?? []).map((_, i) => Object.fromEntries(frame.fields.map((f) => [f.name, f.values[i] ?? null]))),
  open(root, taken: Rows) {
    const react = createRoot(root)
    const show = (rows: Rows): void => flushSync(() => react.render(<Lines rows={rows} />))
    show(taken)
    return { drawn: () => root.querySelector('path.recharts-line-curve') !== null, show, state: () => '', close: () => react.unmount() }
  },
}
