import type { Frame } from '#contract/frame.ts'
import { dayMs, start } from './frames.ts'
import { inked } from './inked.ts'
import { sizes } from './side.ts'
import type { Side } from './side.ts'

interface Bare {
  readonly text: readonly string[]
  readonly fill: readonly string[]
  readonly lane: readonly string[]
  readonly from: readonly number[]
  readonly to: readonly number[]
}

const fills: Readonly<Record<string, string>> = { critical: '#c3302b', warning: '#c47a0c', info: '#3f74c9' }
const [laneHeight, left, axis] = [26, 108, 20]

const columns = (frame: Frame): Bare => {
  const of = (name: string) => frame.fields.find((f) => f.name === name)?.values ?? []
  return {
    text: of('title').map(String),
    fill: of('severity').map((s) => fills[String(s)] ?? '#777'),
    lane: of('service').map(String),
    from: of('start').map(Number),
    to: of('end').map(Number),
  }
}

/** The least that can be called a timeline: a rectangle for each bar in sight, names, hours; wheel scrolls, with Ctrl it zooms. */
export const bareGantt: Side = {
  take: columns,
  open(root, bars: Bare) {
    const { width, height } = sizes.gantt
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    root.append(canvas)
    const context = canvas.getContext('2d')
    const rows = new Map<string, number>()
    const row = bars.lane.map((name) => {
      const known = rows.get(name) ?? rows.size
      rows.set(name, known)
      return known
    })
    const names = [...rows.keys()]
    let top = 0
    let [from, to] = [start, start + dayMs]
    const draw = (): void => {
      if (!context) return
      const scale = (width - left) / (to - from)
      context.clearRect(0, 0, width, height)
      context.font = '12px sans-serif'
      for (let i = 0; i < row.length; i += 1) {
        const y = (row[i] ?? 0) * laneHeight - top + axis
        if (y < axis - laneHeight || y > height) continue
        const x = left + ((bars.from[i] ?? 0) - from) * scale
        const wide = Math.max(3, ((bars.to[i] ?? 0) - (bars.from[i] ?? 0)) * scale)
        if (x > width || x + wide < left) continue
        context.fillStyle = bars.fill[i] ?? '#777'
        context.fillRect(x, y + 6, wide, 14)
        if (wide < 40) continue
        context.fillStyle = '#fff'
        context.fillText(bars.text[i] ?? '', x + 4, y + 17, wide - 8)
      }
      context.fillStyle = '#000'
      for (let i = Math.max(0, Math.floor(top / laneHeight)); i < Math.min(names.length, (top + height) / laneHeight); i += 1)
        context.fillText(names[i] ?? '', 2, i * laneHeight - top + axis + 17, left - 4)
      for (let at = Math.ceil(from / (dayMs / 8)) * (dayMs / 8); at < to; at += dayMs / 8)
        context.fillText(new Date(at).toISOString().slice(11, 16), left + (at - from) * scale, 12)
    }
    canvas.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault()
        if (event.ctrlKey) {
          const at = from + ((event.offsetX - left) / (width - left)) * (to - from)
          const factor = 1.0018 ** event.deltaY
          ;[from, to] = [at - (at - from) * factor, at + (to - at) * factor]
        } else top = Math.max(0, Math.min(names.length * laneHeight - height, top + event.deltaY))
        draw()
      },
      { passive: false },
    )
    draw()
    return { drawn: () => inked(canvas), state: () => `${top} ${from}`, close: () => canvas.remove() }
  },
}
