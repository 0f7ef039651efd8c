import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { foldGroups, groupNodeId, groupsOf, shorten } from './fold.ts'
import { graph } from './index.ts'
import { GraphOptions } from './options.ts'
import { addsUp, networkOf } from './shape.ts'
import type { Network } from './shape.ts'

const standard = GraphOptions.parse({})
const column = (role: NonNullable<Field['role']>, values: readonly Cell[], more: Partial<Field> = {}): Field => ({
  name: role,
  type: 'string',
  role,
  values,
  ...more,
})
const weights = (values: readonly Cell[], unit = '/s'): Field => column('value', values, { type: 'number', unit })
const nodeOf = (network: Network, id: string) => network.nodes.find((n) => n.id === id)

const calls: Frame = {
  fields: [
    column('source', ['storefront', 'storefront', 'checkout', 'checkout', 'checkout']),
    column('target', ['checkout', 'catalog', 'router', 'router', 'checkout']),
    column('severity', ['critical', null, null, 'warning', null]),
    weights([300, 112, 40, 70, null]),
  ],
}

describe('a network', () => {
  const network = networkOf(calls, standard)

  test('has every name once and duplicate rows as one link', () => {
    expect(network.nodes.map((n) => n.id)).toEqual(['storefront', 'checkout', 'catalog', 'router'])
    expect(network.edges.map((e) => [e.source, e.target, e.weight, e.mark, e.rows])).toEqual([
      ['storefront', 'checkout', 300, 'critical', 1],
      ['storefront', 'catalog', 112, 'ok', 1],
      ['checkout', 'router', 110, 'warning', 2],
      ['checkout', 'checkout', undefined, 'ok', 1],
    ])
  })

  test('marks the called one, not the caller, where names call each other', () => {
    expect(network.nodes.map((n) => n.mark)).toEqual(['ok', 'critical', 'ok', 'warning'])
  })

  test('marks both ends where they are of different sorts, or on demand', () => {
    const alerts: Frame = { fields: [column('source', ['Disk full']), column('target', ['search']), column('severity', ['critical'])] }
    expect(networkOf(alerts, standard).nodes.map((n) => n.mark)).toEqual(['critical', 'critical'])
    expect(networkOf(alerts, { trouble: 'target' }).nodes.map((n) => n.mark)).toEqual(['ok', 'critical'])
    expect(nodeOf(networkOf(calls, { trouble: 'both' }), 'storefront')?.mark).toBe('critical')
  })

  test('shows what comes in under a name, and what goes out where nothing comes in', () => {
    expect(network.nodes.map((n) => n.value)).toEqual([412, 300, 112, 110])
  })

  test('never adds up shares and durations', () => {
    expect([addsUp('/s'), addsUp('bytes'), addsUp('ratio'), addsUp('percent'), addsUp('ms')]).toEqual([true, true, false, false, false])
    const shares: Frame = { fields: [column('source', ['a', 'a']), column('target', ['b', 'b']), weights([0.2, 0.9], 'ratio')] }
    expect(networkOf(shares, standard).edges[0]?.weight).toBe(0.9)
  })

  test('says nothing of states where the frame does not', () => {
    const plain: Frame = { fields: [column('source', ['a']), column('target', ['b'])] }
    expect(networkOf(plain, standard).nodes.map((n) => n.mark)).toEqual([undefined, undefined])
  })

  test('marks links by the limits of the widget where rows have no state', () => {
    const rates: Frame = { fields: [column('source', ['a', 'a']), column('target', ['b', 'c']), weights([90, 10])] }
    const found = networkOf(rates, standard, [{ value: 50, when: 'above', mark: 'warning' }])
    expect(found.edges.map((e) => e.mark)).toEqual(['warning', 'ok'])
  })

  test('takes a row without a target for facts of the node itself', () => {
    const facts: Frame = {
      fields: [
        column('source', ['a', 'b', 'lonely']),
        column('target', ['b', null, null]),
        column('status', [null, 'down', 'up']),
        weights([5, 42, null]),
        column('label', [null, 'p99 8 s', null]),
        column('link', [null, '/services/b', null]),
      ],
    }
    const found = networkOf(facts, standard)
    expect(nodeOf(found, 'b')).toMatchObject({ mark: 'critical', value: 42, note: 'p99 8 s', link: '/services/b' })
    expect(nodeOf(found, 'lonely')).toMatchObject({ mark: 'ok', value: undefined })
    expect(found.edges).toHaveLength(1)
  })

  test('knows a link that is declared and not seen, until it is seen', () => {
    const declared: Frame = { fields: [column('source', ['a', 'a', 'a']), column('target', ['b', 'c', 'c']), column('kind', ['declared', 'declared', 'seen'])] }
    expect(networkOf(declared, standard).edges.map((e) => e.declared)).toEqual([true, false])
  })

  test('counts rows without a source and keeps the rest', () => {
    const holes: Frame = { fields: [column('source', [null, 'a', '']), column('target', ['b', 'b', 'b'])] }
    expect(networkOf(holes, standard)).toMatchObject({ skipped: 2, edges: [{ source: 'a', target: 'b' }] })
  })
})

const networks = fc
  .record({
    count: fc.integer({ min: 1, max: 40 }),
    links: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('critical', 'warning', null), fc.integer({ min: 0, max: 100 })), { maxLength: 80 }),
    groups: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ count, links, groups }): Network => {
    const name = (n: number): string => `n${n % count}`
    const rows = [
      ...links.map(([a, b, s, w]) => [name(a), name(b), s, w, `g${(a % count) % groups}`] as const),
      ...Array.from({ length: count }, (_, i) => [name(i), null, null, null, `g${i % groups}`] as const),
    ]
    const at = (i: 0 | 1 | 2 | 3 | 4): readonly Cell[] => rows.map((r) => r[i])
    return networkOf(
      { fields: [column('source', at(0)), column('target', at(1)), column('severity', at(2)), weights(at(3)), column('group', at(4))] },
      standard,
    )
  })

const isSound = (network: Network): boolean => {
  const ids = new Set(network.nodes.map((n) => n.id))
  return (
    ids.size === network.nodes.length &&
    network.edges.every((e) => ids.has(e.source) && ids.has(e.target)) &&
    new Set(network.edges.map((e) => e.id)).size === network.edges.length
  )
}

describe('folding', () => {
  test('draws a group as one node that stands for all its members and their links', () => {
    const groups = column('group', ['shop', 'shop', 'pay', 'pay', 'pay'])
    const found = foldGroups(
      networkOf({ fields: [...calls.fields, groups, { ...groups, values: ['pay', 'shop', 'pay', 'pay', 'pay'] }] }, standard),
      new Set(['pay']),
    )
    expect(found.nodes.map((n) => [n.id, n.folded, n.mark])).toEqual([
      ['storefront', 0, 'ok'],
      ['catalog', 0, 'ok'],
      [groupNodeId('pay'), 2, 'critical'],
    ])
    expect(found.edges.map((e) => [e.source, e.target, e.weight])).toEqual([
      ['storefront', groupNodeId('pay'), 300],
      ['storefront', 'catalog', 112],
    ])
  })

  test('keeps every link between different seats, and no other', () => {
    fc.assert(
      fc.property(networks, fc.subarray(['g0', 'g1', 'g2']), (network, names) => {
        const fold = new Set(names)
        const found = foldGroups(network, fold)
        expect(isSound(found)).toBe(true)
        const seat = (id: string): string => {
          const group = network.nodes.find((n) => n.id === id)?.group
          return group !== undefined && fold.has(group) ? groupNodeId(group) : id
        }
        const inside = network.edges.filter((e) => seat(e.source) === seat(e.target) && seat(e.source) !== e.source)
        const rows = (edges: Network['edges']): number => edges.reduce((sum, e) => sum + e.rows, 0)
        expect(rows(found.edges)).toBe(rows(network.edges) - rows(inside))
      }),
    )
  })

  test('lists groups largest first', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const sizes = groupsOf(network).map((g) => g.size)
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
        expect(sizes.reduce((a, b) => a + b, 0)).toBe(network.nodes.filter((n) => n.group !== undefined).length)
      }),
    )
  })
})

describe('shortening', () => {
  test('keeps to the limits, stays sound and says what it left out', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 20 }), (network, nodes, edges) => {
        const short = shorten(network, { nodes, edges })
        expect(isSound(short.network)).toBe(true)
        expect(short.network.nodes.length).toBeLessThanOrEqual(nodes)
        expect(short.network.edges.length).toBeLessThanOrEqual(edges)
        expect(short.nodes !== undefined).toBe(network.nodes.length > nodes)
        const standing = short.network.nodes.reduce((sum, n) => sum + Math.max(1, n.folded), 0)
        expect(standing).toBeGreaterThanOrEqual(Math.min(network.nodes.length, nodes))
      }),
    )
  })

  test('leaves a network within the limits alone', () => {
    const network = networkOf(calls, standard)
    expect(shorten(network)).toEqual({ network, byGroup: false })
  })

  test('never hides trouble behind the quiet', () => {
    const many = Array.from({ length: 50 }, (_, i) => `s${i}`)
    const frame: Frame = {
      fields: [
        column(
          'source',
          many.map(() => 'hub'),
        ),
        column('target', many),
        column(
          'severity',
          many.map((_, i) => (i === 47 ? 'critical' : null)),
        ),
      ],
    }
    const short = shorten(networkOf(frame, { trouble: 'target' }), { nodes: 5, edges: 100 })
    expect(short.network.nodes.map((n) => n.id)).toContain('s47')
    expect(short.nodes).toEqual({ drawn: 5, all: 51 })
  })
})

describe('the graph on its shelf', () => {
  test('takes frames with two ends and refuses others with the reason', () => {
    expect(graph.accepts(calls)).toEqual({ score: 0.9 })
    expect(graph.accepts({ fields: [column('source', ['a'])] })).toEqual({ refused: 'needsEdges' })
    expect(graph.accepts({ fields: [column('source', ['a']), column('target', [null])] })).toEqual({ score: 0.4 })
  })

  test('has a default for every option', () => {
    expect(standard).toEqual({ trouble: 'auto', edgeLabels: 'auto', foldGroups: false, turned: [] })
  })
})
