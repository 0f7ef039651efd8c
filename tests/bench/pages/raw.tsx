import dagre from '@dagrejs/dagre'
import { createSortedRowModel, rowSortingFeature, sortFns, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { GridLayout, useContainerWidth } from 'react-grid-layout'
import 'react-grid-layout/css/styles.css'
import { Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { twenty } from '../boards.ts'

/**
 * The twenty-widget page from the raw parts: the libraries as their documentation shows them, no chrome, no lenses, no
 * states; the same answers from the same server every second.
 */
interface Wire {
  readonly fields: readonly { readonly name: string; readonly values: readonly (number | string | null)[] }[]
}
const ask = async (spec: unknown): Promise<Wire> => {
  const now = Date.now()
  const body = { query: { source: 'bench', spec }, range: { from: now - 900_000, to: now }, width: 400, variables: {}, zone: 'UTC' }
  const reply = await fetch('/api/query', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  // The benchmark's own server; its answers are laws elsewhere.
  return ((await reply.json()) as { frame: Wire }).frame
}
const rowsOf = (frame: Wire): Record<string, number | string | null>[] =>
  (frame.fields[0]?.values ?? []).map((_, i) => Object.fromEntries(frame.fields.map((f) => [f.name, f.values[i] ?? null])))

const strokes = ['#0b595c', '#a15400', '#646ec5', '#444800', '#0d9dcb']
interface Size {
  readonly width: number
  readonly height: number
}

function RawChart({ frame, width, height }: Size & { readonly frame: Wire }) {
  const rows = useMemo(() => rowsOf(frame), [frame])
  return (
    <LineChart data={rows} width={width} height={height}>
      <XAxis dataKey="time" />
      <YAxis />
      <Tooltip />
      {frame.fields.slice(1).map((f, i) => (
        <Line key={f.name} dataKey={f.name} stroke={strokes[i] ?? '#000'} dot={false} isAnimationActive={false} />
      ))}
    </LineChart>
  )
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns })
function RawTable({ frame, height }: Size & { readonly frame: Wire }) {
  const data = useMemo(() => rowsOf(frame), [frame])
  const columns = useMemo(() => frame.fields.map((f) => ({ accessorKey: f.name, header: f.name })), [frame.fields.map((f) => f.name).join()])
  const table = useTable({ features, data, columns })
  const scroller = useRef<HTMLDivElement>(null)
  const rows = table.getRowModel().rows
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => 34, overscan: 4 })
  return (
    <div ref={scroller} style={{ height, overflow: 'auto' }}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <div key={item.key} data-cell="" style={{ position: 'absolute', top: item.start, display: 'flex', height: 34 }}>
            {rows[item.index]?.getAllCells().map((cell) => (
              <div key={cell.id} style={{ width: 90, overflow: 'hidden' }}>
                {String(cell.getValue())}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function RawTimeline({ frame, width, height }: Size & { readonly frame: Wire }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const column = (name: string) => frame.fields.find((f) => f.name === name)?.values ?? []
    const [starts, ends, lanes] = [column('start'), column('end'), column('service')]
    const order = [...new Set(lanes)]
    const from = Math.min(...starts.map(Number))
    const scale = width / (Date.now() - from)
    context.clearRect(0, 0, width, height)
    context.fillStyle = '#c47a0c'
    starts.forEach((start, i) =>
      context.fillRect((Number(start) - from) * scale, order.indexOf(lanes[i] ?? null) * 26 + 6, Math.max(2, (Number(ends[i]) - Number(start)) * scale), 14),
    )
    context.fillStyle = '#000'
    order.forEach((lane, i) => context.fillText(String(lane), 2, i * 26 + 16))
  }, [frame, width, height])
  return <canvas ref={canvas} data-timeline="" width={width} height={height} />
}

const positions = new Map<string, { x: number; y: number }>()
function RawGraph({ frame, width, height }: Size & { readonly frame: Wire }) {
  const [sources, targets] = [frame.fields[0]?.values ?? [], frame.fields[1]?.values ?? []]
  const nodes = useMemo(() => {
    const names = [...new Set([...sources, ...targets].map(String))]
    if (positions.size === 0) {
      const graph = new dagre.graphlib.Graph().setGraph({ rankdir: 'LR' }).setDefaultEdgeLabel(() => ({}))
      for (const name of names) graph.setNode(name, { width: 104, height: 38 })
      sources.forEach((s, i) => graph.setEdge(String(s), String(targets[i])))
      dagre.layout(graph)
      for (const name of names) positions.set(name, graph.node(name))
    }
    return names.map((id) => ({ id, position: positions.get(id) ?? { x: 0, y: 0 }, data: { label: id } }))
  }, [frame])
  const edges = useMemo(() => sources.map((s, i) => ({ id: `${s}-${targets[i]}-${i}`, source: String(s), target: String(targets[i]) })), [frame])
  return (
    <div style={{ width, height }}>
      <ReactFlow nodes={nodes} edges={edges} fitView />
    </div>
  )
}

const RawNumber = ({ frame }: { readonly frame: Wire }) => <output style={{ fontSize: 30 }}>{Number(frame.fields[0]?.values[0] ?? 0).toFixed(2)}</output>
const parts = { chart: RawChart, table: RawTable, timeline: RawTimeline, graph: RawGraph, number: RawNumber } as const

const Part = memo(function Part({ spec, width, height }: Size & { readonly spec: { readonly content: keyof typeof parts } }) {
  const [frame, setFrame] = useState<Wire>()
  useEffect(() => {
    const load = (): void => void ask(spec).then(setFrame)
    load()
    const timer = setInterval(load, 1000)
    return () => clearInterval(timer)
  }, [spec])
  const Drawing = parts[spec.content]
  return frame ? (
    <div data-drawn="">
      <Drawing frame={frame} width={width} height={height} />
    </div>
  ) : null
})

const section = twenty.sections[0]
const places = section?.layouts.desktop ?? []
const layout = places.map((p) => ({ i: p.id, x: p.x, y: p.y, w: p.w, h: p.h }))

function Page() {
  const { width, containerRef } = useContainerWidth()
  const cell = (width - 12 * 11) / 12
  return (
    // As wide as the app's board beside its rail, so that both pages draw the same number of pixels.
    <div ref={containerRef} style={{ marginInline: '232px 34px' }}>
      <GridLayout width={width} layout={layout} gridConfig={{ cols: 12, rowHeight: 32, margin: [12, 12] }}>
        {(section?.widgets ?? []).map((w, i) => (
          <div key={w.id} style={{ background: '#fff', border: '1px solid #dfe4e0' }}>
            {/* Specs of boards.ts name their content. */}
            <Part
              spec={w.query.spec as { content: keyof typeof parts }}
              width={(cell + 12) * (places[i]?.w ?? 3) - 40}
              height={(places[i]?.h ?? 3) * 44 - 76}
            />
          </div>
        ))}
      </GridLayout>
    </div>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Page />)
