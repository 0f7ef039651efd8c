import { memo, useMemo } from 'react'
import { Bar, BarChart, Rectangle, XAxis, YAxis } from 'recharts'
import type { BarShapeProps } from 'recharts'
import { barGap, maxBar } from './marks.ts'
import type { NamesShape } from './series.ts'

interface RechartsBarsProps {
  readonly shape: NamesShape
  readonly lying: boolean
  readonly width: number
  readonly height: number
  readonly values: readonly [number, number]
  readonly colors: readonly string[]
  /** Colour per name, where names are statuses. */
  readonly cells?: readonly (string | undefined)[] | undefined
}

const margin = { top: 0, right: 0, bottom: 0, left: 0 }

/** Bars over names, lying or standing. Names and values are drawn around them. */
const RechartsBars = memo(function RechartsBars({ shape, lying, width, height, values, colors, cells }: RechartsBarsProps) {
  const on = shape.series.filter((s) => !s.off)
  const piled = shape.draw === 'stackedBar'
  const rows = useMemo(
    () =>
      shape.names.map((_, row) => Object.fromEntries([['slot', row], ...shape.series.filter((s) => !s.off).map((s, i) => [`v${i}`, s.values[row] ?? null])])),
    [shape],
  )
  const own = (props: BarShapeProps) => <Rectangle {...props} fill={cells?.[props.index] ?? props.fill} />
  const slots = { dataKey: 'slot', type: 'category', hide: true } as const
  const numbers = { type: 'number', domain: [...values], allowDataOverflow: true, hide: true } as const
  return (
    <BarChart
      width={width}
      height={height}
      data={rows}
      margin={margin}
      layout={lying ? 'vertical' : 'horizontal'}
      accessibilityLayer={false}
      stackOffset="sign"
      barGap={barGap}
      barCategoryGap={lying ? '22%' : '24%'}
    >
      {lying ? <XAxis {...numbers} /> : <XAxis {...slots} />}
      {lying ? <YAxis {...slots} /> : <YAxis {...numbers} />}
      {on.map((s, i) => (
        <Bar
          key={s.name}
          dataKey={`v${i}`}
          fill={colors[i] ?? 'currentColor'}
          radius={2}
          isAnimationActive={false}
          activeBar={false}
          maxBarSize={lying ? 20 : maxBar}
          {...(cells && { shape: own })}
          {...(piled && { stackId: 'all', stroke: 'var(--hp-surface)', strokeWidth: 1.5 })}
        />
      ))}
    </BarChart>
  )
})

export default RechartsBars
