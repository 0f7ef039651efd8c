import { memo, useMemo } from 'react'
import { Area, Bar, ComposedChart, Line, Scatter, XAxis, YAxis } from 'recharts'
import { barGap, fillOpacity, isArea, maxBar, slotGap, strokeWidth } from './marks.ts'
import type { MarksProps } from './marks.ts'

type Row = Record<string, number | null | readonly [number, number]>

const margin = { top: 0, right: 0, bottom: 0, left: 0 }
const curves = { straight: 'linear', smooth: 'monotone', step: 'stepAfter' } as const

/** Rows as recharts reads them: `v` the line, `r` the filled range, `s` the size of a bar. */
function rowsOf({ x, series, draw }: MarksProps['drawing'], base: number): readonly Row[] {
  return x.map((at, row) => {
    const cells: Row = { x: at, slot: row }
    series.forEach((s, i) => {
      const top = (s.top ?? s.values)[row] ?? null
      const low = s.low ? (s.low[row] ?? null) : base
      cells[`v${i}`] = top
      cells[`s${i}`] = s.values[row] ?? null
      if (draw !== 'bar') cells[`r${i}`] = top === null || low === null ? null : [low, top]
    })
    return cells
  })
}

/** Lines, areas, bars and points as SVG. Axes, cursor and words are drawn around it, the same as around the canvas. */
const RechartsMarks = memo(function RechartsMarks({ drawing, curve, width, height, values, colors }: MarksProps) {
  const { draw, series, domain, x } = drawing
  const bars = draw === 'bar' || draw === 'stackedBar'
  const base = Math.max(values[0], Math.min(values[1], 0))
  const rows = useMemo(() => rowsOf(drawing, base), [drawing, base])
  const slotPx = width / Math.max(1, x.length)
  const still = { isAnimationActive: false, activeDot: false, legendType: 'none', tooltipType: 'none' } as const
  const parts = series.map((s, i) => {
    const color = colors[i] ?? 'currentColor'
    const key = s.name
    if (bars)
      return (
        <Bar
          key={key}
          dataKey={`s${i}`}
          fill={color}
          radius={draw === 'bar' ? [2, 2, 0, 0] : 1}
          isAnimationActive={false}
          activeBar={false}
          maxBarSize={maxBar}
          {...(draw === 'stackedBar' && { stackId: 'all', stroke: 'var(--hp-surface)', strokeWidth: slotPx > 6 ? 1 : 0 })}
        />
      )
    if (draw === 'scatter') return <Scatter key={key} dataKey={`v${i}`} fill={color} fillOpacity={0.75} shape={Point} isAnimationActive={false} />
    const type = curves[curve]
    const line = (
      <Line
        key={key}
        dataKey={`v${i}`}
        type={type}
        stroke={color}
        strokeWidth={strokeWidth(s, draw)}
        strokeLinejoin="round"
        connectNulls={false}
        dot={false}
        {...still}
      />
    )
    if (!isArea(s, draw)) return line
    // The fill alone: an area's own stroke would follow its lower edge too.
    const fill = (
      <Area
        key={`${key} fill`}
        dataKey={`r${i}`}
        type={type}
        fill={color}
        fillOpacity={fillOpacity(s, draw)}
        stroke="none"
        connectNulls={false}
        dot={false}
        {...still}
      />
    )
    return [fill, line]
  })
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows}
      margin={margin}
      accessibilityLayer={false}
      stackOffset="sign"
      barGap={barGap}
      barCategoryGap={`${slotGap(slotPx) * 100}%`}
    >
      {bars ? <XAxis dataKey="slot" type="category" hide /> : <XAxis dataKey="x" type="number" domain={[...domain]} allowDataOverflow hide />}
      <YAxis type="number" domain={[...values]} allowDataOverflow hide />
      {/* The first series is the main one and lies on top. */}
      {(draw === 'stacked' || bars ? parts : parts.toReversed()).flat()}
    </ComposedChart>
  )
})

interface PointProps {
  readonly cx?: number | undefined
  readonly cy?: number | undefined
  readonly fill?: string | undefined
}
const Point = ({ cx, cy, fill }: PointProps) =>
  typeof cx === 'number' && typeof cy === 'number' ? <circle cx={cx} cy={cy} r={3} fill={fill} fillOpacity={0.75} /> : null

export default RechartsMarks
