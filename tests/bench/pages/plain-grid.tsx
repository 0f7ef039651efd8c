import { memo } from 'react'
import { createRoot } from 'react-dom/client'
import { GridLayout, useContainerWidth } from 'react-grid-layout'
import { fastVerticalCompactor } from 'react-grid-layout/extras'
import 'react-grid-layout/css/styles.css'
import { numbers } from '../boards.ts'

/** react-grid-layout alone at its best: fast compactor, memoised children, a number in each. */
const count = Number(new URLSearchParams(location.search).get('widgets') ?? 50)
const layout = (numbers(count).sections[0]?.layouts.desktop ?? []).map((p) => ({ i: p.id, x: p.x, y: p.y, w: p.w, h: p.h }))

const Number3 = memo(function Number3({ id }: { readonly id: string }) {
  return (
    <div data-drawn="">
      <h3>{id}</h3>
      <output style={{ fontSize: 30 }}>{(Number(id.slice(1)) * 1.37).toFixed(2)}</output>
    </div>
  )
})

const children = layout.map((l) => (
  <div key={l.i} style={{ background: '#fff', border: '1px solid #dfe4e0' }}>
    <Number3 id={l.i} />
  </div>
))

function Page() {
  const { width, containerRef } = useContainerWidth()
  return (
    <div ref={containerRef}>
      <GridLayout width={width} layout={layout} gridConfig={{ cols: 12, rowHeight: 32, margin: [12, 12] }} compactor={fastVerticalCompactor}>
        {children}
      </GridLayout>
    </div>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Page />)
