import { defineView } from '../view.ts'
import { acceptsChart } from './accepts-chart.ts'
import { ChartOptions } from './options.ts'

export const chart = defineView({
  kind: 'chart',
  icon: 'line',
  options: ChartOptions,
  accepts: acceptsChart,
  minSize: { w: 3, h: 4 },
  startSize: { w: 4, h: 6 },
  skeleton: 'lines',
  load: () => import('./ChartView.tsx'),
})
