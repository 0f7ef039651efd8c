import { LineChart } from 'echarts/charts'
import { DatasetComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Cell } from '../../../src/contract/frame.ts'
import type { Side } from '../versus/side.ts'

use([LineChart, GridComponent, TooltipComponent, DatasetComponent, CanvasRenderer])

interface Table {
  readonly names: string[]
  /** Row after row, the shape its datasets read fastest. */
  readonly cells: Float64Array
}

const numberOf = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : Number.NaN)

export const echarts: Side = {
  take({ fields }): Table {
    const rows = fields[0]?.values.length ?? 0
    const cells = new Float64Array(rows * fields.length)
    for (const [column, { values }] of fields.entries()) for (let row = 0; row < rows; row += 1) cells[row * fields.length + column] = numberOf(values[row])
    return { names: fields.map((f) => f.name), cells }
  },
  open(root, taken: Table) {
    const chart = init(root, null, { renderer: 'canvas' })
    let finished = false
    chart.on('finished', () => {
      finished = true
    })
    chart.setOption({
      animation: false,
      tooltip: { trigger: 'axis' },
      dataset: { source: taken.cells, dimensions: taken.names, sourceHeader: false },
      xAxis: { type: 'time' },
      yAxis: { type: 'value' },
      series: taken.names.slice(1).map((y) => ({ type: 'line', showSymbol: false, sampling: 'lttb', encode: { x: 'time', y } })),
    })
    return {
      drawn: () => finished,
      show: (next: Table) => chart.setOption({ dataset: { source: next.cells, dimensions: next.names, sourceHeader: false } }),
      state: () => '',
      close: () => chart.dispose(),
    }
  },
}
