import type { ViewProps } from '../view.ts'
import type { ChartOptions } from './options.ts'

export default function ChartView({ title }: ViewProps<ChartOptions>) {
  return <figure aria-label={title} />
}
