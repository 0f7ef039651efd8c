import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import type { ViewProps } from '../view.ts'
import GraphView from './GraphView.tsx'
import { GraphOptions } from './options.ts'

const calls: Frame = {
  fields: [
    { name: 'client', type: 'string', role: 'source', values: ['storefront', 'storefront', 'checkout'] },
    { name: 'server', type: 'string', role: 'target', values: ['checkout', 'catalog', 'router'] },
    { name: 'severity', type: 'string', role: 'severity', values: ['critical', null, 'warning'] },
  ],
}

const show = (more: Partial<ViewProps<GraphOptions>> = {}) =>
  render(
    <GraphView
      frame={calls}
      options={GraphOptions.parse({})}
      size={{ width: 160, height: 80 }}
      range={{ from: 0, to: 1 }}
      now={1}
      zone="UTC"
      title="Around checkout"
      thresholds={[]}
      mode="preview"
      {...more}
    />,
  )

describe('the still graph', () => {
  test('has a box for each node and a curve for each link, and no stops', () => {
    const { container } = show()
    expect(screen.getByRole('figure', { name: 'Around checkout' })).toBeInTheDocument()
    expect(container.querySelectorAll('rect')).toHaveLength(4)
    expect(container.querySelectorAll('path[fill="none"]')).toHaveLength(3)
    expect(container.querySelector('button, [tabindex]')).toBeNull()
  })

  test('colours trouble only', () => {
    const { container } = show()
    const edges = [...container.querySelectorAll('rect')].map((r) => r.getAttribute('stroke'))
    expect(edges.filter((c) => c === 'var(--hp-critical-fill)')).toHaveLength(1)
    expect(edges.filter((c) => c === 'var(--hp-warning-fill)')).toHaveLength(1)
    expect(edges.filter((c) => c === 'var(--hp-line-ui)')).toHaveLength(2)
  })

  test('stays inside its size and stands a single node, a loop and an empty frame', () => {
    const only = (source: readonly string[], target: readonly (string | null)[]): Frame => ({
      fields: [
        { name: 's', type: 'string', role: 'source', values: source },
        { name: 't', type: 'string', role: 'target', values: target },
      ],
    })
    for (const frame of [only(['a'], [null]), only(['a'], ['a']), only([], [])]) {
      const { container, unmount } = show({ frame })
      for (const box of container.querySelectorAll('rect')) {
        expect(Number(box.getAttribute('x'))).toBeGreaterThanOrEqual(0)
        expect(Number(box.getAttribute('x')) + Number(box.getAttribute('width'))).toBeLessThanOrEqual(160)
        expect(Number(box.getAttribute('y')) + Number(box.getAttribute('height'))).toBeLessThanOrEqual(80)
      }
      unmount()
    }
  })

  test('draws dots instead of boxes for many nodes, and stays small for thousands', () => {
    const many = Array.from({ length: 3000 }, (_, i) => i)
    const frame: Frame = {
      fields: [
        { name: 's', type: 'string', role: 'source', values: many.map((i) => `s${i % 300}`) },
        { name: 't', type: 'string', role: 'target', values: many.map((i) => `t${i}`) },
      ],
    }
    const { container } = show({ frame })
    expect(container.querySelectorAll('rect').length).toBeLessThanOrEqual(60)
  })
})

describe('the live graph', () => {
  test('says when there is nothing to link', async () => {
    const none: Frame = { fields: calls.fields.map((f) => ({ ...f, values: [] })) }
    show({ mode: 'full', frame: none, size: { width: 400, height: 300 } })
    expect(await screen.findByText('No links to show')).toBeInTheDocument()
  })

  test('tells its links as a table, worst first', async () => {
    show({ mode: 'full', size: { width: 400, height: 300 } })
    const table = await screen.findByRole('table', { name: 'Around checkout: Links, worst first: 3 of 3' })
    const rows = [...table.querySelectorAll('tbody tr')].map((r) => [...r.children].map((c) => c.textContent))
    expect(rows).toEqual([
      ['storefront', 'checkout', 'Critical', ''],
      ['checkout', 'router', 'Warning', ''],
      ['storefront', 'catalog', 'Ok', ''],
    ])
  })

  test('is one named stop that says what it shows', async () => {
    show({ mode: 'full', size: { width: 400, height: 300 } })
    const flow = await screen.findByRole('application', { name: 'Around checkout' })
    expect(flow).toHaveAttribute('tabindex', '0')
    expect(flow).toHaveAccessibleDescription(/4 nodes, 3 links\. In trouble: checkout, router\./)
  })
})
