import { memo } from 'react'
import { Pie, PieChart } from 'recharts'
import type { PiePart } from './pie-parts.ts'

/** The ring alone. */
const RechartsPie = memo(function RechartsPie({ parts, size }: { readonly parts: readonly PiePart[]; readonly size: number }) {
  return (
    <PieChart width={size} height={size} accessibilityLayer={false} aria-hidden>
      <Pie
        data={parts.map((p) => ({ value: p.value, fill: p.color }))}
        dataKey="value"
        innerRadius="62%"
        outerRadius="98%"
        startAngle={90}
        endAngle={-270}
        paddingAngle={parts.length > 1 ? 1 : 0}
        stroke="var(--hp-surface)"
        strokeWidth={1.5}
        isAnimationActive={false}
        rootTabIndex={-1}
      />
    </PieChart>
  )
})

export default RechartsPie
