import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keepPositions } from './keep.ts'
import { dagreLayout } from './layout-dagre.ts'
import { arrange } from './layout-client.ts'
import { quickLayout } from './layout-quick.ts'
import { gaps, namedCorners, packBoxes, partsOf } from './layout.ts'
import type { Corners, LayoutRequest } from './layout.ts'
import { nodeWidthFor } from './node-size.ts'
import { lineWidth, linkShape, loopShape } from './paths.ts'
import { edgeId } from './shape.ts'
import type { NetEdge, NetNode, Network } from './shape.ts'
import { firstViewport, spread } from './spread.ts'
import { boundsOf, degreesOf, neighbours, nodeTowards, topologyKey } from './topology.ts'
import type { Direction, Point } from './topology.ts'

const size = { width: 104, height: 38 }
const requests = fc
  .record({ count: fc.integer({ min: 1, max: 25 }), links: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 50 }) })
  .map(({ count, links }): LayoutRequest => ({ count, edges: links.map(([a, b]) => [a % count, b % count] as const), ...size }))

const pointsOf = (corners: Corners): readonly Point[] =>
  Array.from({ length: corners.length / 2 }, (_, i) => ({ x: corners[i * 2] ?? Number.NaN, y: corners[i * 2 + 1] ?? Number.NaN }))
const clashes = (points: readonly Point[], { width, height } = size): readonly (readonly [Point, Point])[] =>
  points.flatMap((a, i) =>
    points.slice(i + 1).flatMap((b) => (Math.abs(a.x - b.x) < width - 0.5 && Math.abs(a.y - b.y) < height - 0.5 ? [[a, b] as const] : [])),
  )

describe.each([
  ['dagre', dagreLayout],
  ['the quick layout', quickLayout],
])('%s', (_, layout) => {
  test('places every node somewhere, none on another, whatever circles, loops and doubles there are', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const points = pointsOf(layout(request))
        expect(points).toHaveLength(request.count)
        expect(points.every((p) => Number.isFinite(p.x) && Number.isFinite(p.y))).toBe(true)
        expect(clashes(points)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('runs links of a tree from left to right', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 20 }), (parents) => {
        const edges = parents.map((p, i) => [p % (i + 1), i + 1] as const)
        const points = pointsOf(layout({ count: parents.length + 1, edges, ...size }))
        expect(edges.filter(([a, b]) => (points[a]?.x ?? 0) >= (points[b]?.x ?? 0))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('gives the same picture for the same links', () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(layout(request)).toEqual(layout(request))
      }),
      { numRuns: 20 },
    )
  })
})

describe('layouts of large graphs', () => {
  test('a chain of thousands does not overflow', () => {
    const count = 5000
    const edges = Array.from({ length: count - 1 }, (_, i) => [i, i + 1] as const)
    const points = pointsOf(quickLayout({ count, edges, ...size }))
    expect(points.at(-1)?.x).toBe((count - 1) * (size.width + gaps.rank))
  })

  test('where there are no workers small ones are still laid out well, large ones plainly', async () => {
    const small = { count: 3, edges: [[0, 1] as const, [1, 2] as const], ...size }
    const large = { count: 200, edges: Array.from({ length: 199 }, (_, i) => [i, i + 1] as const), ...size }
    const signal = new AbortController().signal
    expect((await arrange(small, signal)).by).toBe('dagre')
    expect((await arrange(large, signal)).by).toBe('quick')
  })
})

describe('parts', () => {
  test('hold every node once, and no link leaves one', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const parts = partsOf(request)
        expect(parts.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: request.count }, (_, i) => i))
        const part = new Map(parts.flatMap((list, p) => list.map((n) => [n, p] as const)))
        expect(request.edges.filter(([a, b]) => part.get(a) !== part.get(b))).toEqual([])
      }),
    )
  })

  test('are packed without touching', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 500 }) }), { maxLength: 30 }), (boxes) => {
        const placed = packBoxes(boxes).map((at, i) => ({ ...at, ...(boxes[i] ?? { width: 0, height: 0 }) }))
        const touching = placed.flatMap((a, i) =>
          placed.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
        )
        expect(touching).toEqual([])
      }),
    )
  })
})

const node = (id: string): NetNode => ({ id, name: id, mark: undefined, value: undefined, note: undefined, group: undefined, link: undefined, folded: 0 })
const edge = (source: string, target: string): NetEdge => ({
  id: edgeId(source, target),
  source,
  target,
  mark: undefined,
  weight: undefined,
  note: undefined,
  declared: false,
  rows: 1,
})
const networkOf = ({ count, edges }: LayoutRequest): Network => ({
  nodes: Array.from({ length: count }, (_, i) => node(`n${i}`)),
  edges: [...new Map(edges.map(([a, b]) => [`${a}-${b}`, edge(`n${a}`, `n${b}`)])).values()],
  unit: undefined,
  nameField: undefined,
  skipped: 0,
})
const placed = (request: LayoutRequest) =>
  namedCorners(
    networkOf(request).nodes.map((n) => n.id),
    quickLayout(request),
  )

describe('keeping positions', () => {
  test('moves nothing that was there and sets newcomers on free ground', () => {
    fc.assert(
      fc.property(requests, fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), (request, hosts) => {
        const old = placed(request)
        const network = networkOf(request)
        const newcomers = hosts.map((host, i) => ({ node: node(`new${i}`), edge: edge(`n${host % request.count}`, `new${i}`) }))
        const next = { ...network, nodes: [...network.nodes, ...newcomers.map((n) => n.node)], edges: [...network.edges, ...newcomers.map((n) => n.edge)] }
        const kept = keepPositions(old, next, size)
        expect(kept?.size).toBe(next.nodes.length)
        for (const [id, at] of old) expect(kept?.get(id)).toEqual(at)
        expect(clashes([...(kept?.values() ?? [])])).toEqual([])
      }),
    )
  })

  test('asks for a new layout when much has changed', () => {
    const request = { count: 10, edges: [], ...size }
    const other = { ...networkOf(request), nodes: Array.from({ length: 10 }, (_, i) => node(`other${i}`)) }
    expect(keepPositions(placed(request), other, size)).toBeUndefined()
    expect(keepPositions(placed(request), { ...networkOf(request), nodes: networkOf(request).nodes.slice(0, 4) }, size)).toBeUndefined()
  })
})

describe('topology', () => {
  test('has the same key whatever the order of rows, and another when a link is another', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const network = networkOf(request)
        const turned = { ...network, nodes: network.nodes.toReversed(), edges: network.edges.toReversed() }
        expect(topologyKey(turned, 104)).toBe(topologyKey(network, 104))
        expect(topologyKey({ ...network, edges: [...network.edges, edge('n0', 'elsewhere')] }, 104)).not.toBe(topologyKey(network, 104))
        expect(topologyKey(network, 120)).not.toBe(topologyKey(network, 104))
      }),
    )
  })

  test('knows who is one hop away and how many come and go', () => {
    const network = networkOf({
      count: 4,
      edges: [
        [0, 1],
        [1, 2],
        [1, 1],
        [3, 1],
      ],
      ...size,
    })
    expect([...neighbours(network, 'n1')].toSorted()).toEqual(['n0', 'n1', 'n2', 'n3'])
    expect([...neighbours(network, 'n0')].toSorted()).toEqual(['n0', 'n1'])
    expect(degreesOf(network).get('n1')).toEqual({ incoming: 2, outgoing: 1 })
  })

  test('an arrow key leads strictly that way, or stays', () => {
    const way: Readonly<Record<Direction, (a: Point, b: Point) => boolean>> = {
      left: (a, b) => b.x < a.x,
      right: (a, b) => b.x > a.x,
      up: (a, b) => b.y < a.y,
      down: (a, b) => b.y > a.y,
    }
    fc.assert(
      fc.property(requests, fc.nat(), fc.constantFrom<Direction>('left', 'right', 'up', 'down'), (request, pick, direction) => {
        const positions = placed(request)
        const from = `n${pick % request.count}`
        const to = nodeTowards(positions, from, direction)
        const [a, b] = [positions.get(from), positions.get(to)]
        const others = [...positions.values()].filter(
          (p) => a && way[direction](a, p) && Math.abs(direction === 'left' || direction === 'right' ? p.x - a.x : p.y - a.y) >= 1,
        )
        expect(to === from ? others.length === 0 : a !== undefined && b !== undefined && way[direction](a, b)).toBe(true)
      }),
    )
  })
})

describe('the first look', () => {
  const rooms = fc.record({ width: fc.integer({ min: 200, max: 1600 }), height: fc.integer({ min: 120, max: 900 }) })

  test('spreads nodes without letting them touch', () => {
    fc.assert(
      fc.property(requests, rooms, (request, room) => {
        const points = [...spread(placed(request), size, room).values()]
        expect(clashes(points)).toEqual([])
        expect(Math.min(...points.map((p) => p.x))).toBeCloseTo(0)
      }),
    )
  })

  test('leaves everybody where they are when a newcomer stands at the edge', () => {
    fc.assert(
      fc.property(requests, rooms, (request, room) => {
        const base = placed(request)
        const bounds = boundsOf(base, size)
        const joined = new Map([...base, ['new', { x: bounds.x + bounds.width + gaps.rank, y: bounds.y + bounds.height + gaps.part }]])
        const before = spread(base, size, room)
        const after = spread(joined, size, room, base)
        expect([...before].filter(([id, at]) => after.get(id)?.x !== at.x || after.get(id)?.y !== at.y)).toEqual([])
        expect(clashes([...after.values()])).toEqual([])
      }),
    )
  })

  test('has everything inside, never enlarged', () => {
    fc.assert(
      fc.property(requests, rooms, (request, room) => {
        const positions = spread(placed(request), size, room)
        const view = firstViewport(positions, size, room, undefined)
        const bounds = boundsOf(positions, size)
        expect(view.zoom).toBeLessThanOrEqual(1)
        expect(bounds.x * view.zoom + view.x).toBeGreaterThanOrEqual(-1)
        expect((bounds.x + bounds.width) * view.zoom + view.x).toBeLessThanOrEqual(room.width + 1)
        expect((bounds.y + bounds.height) * view.zoom + view.y).toBeLessThanOrEqual(room.height + 1)
      }),
    )
  })

  test('of a haze goes to the worst part, near enough to read', () => {
    const request = { count: 400, edges: Array.from({ length: 399 }, (_, i) => [0, i + 1] as const), ...size }
    const positions = placed(request)
    const worst = positions.get('n200')
    const view = firstViewport(positions, size, { width: 400, height: 300 }, worst)
    expect(view.zoom).toBeGreaterThan(0.6)
    expect((worst?.x ?? 0) * view.zoom + view.x).toBeLessThan(400)
    expect((worst?.x ?? 0) * view.zoom + view.x).toBeGreaterThan(0)
  })
})

describe('links', () => {
  test('grow from 1 to 4 with their weight', () => {
    expect(lineWidth(0, 100)).toBe(1)
    expect(lineWidth(100, 100)).toBe(4)
    expect(lineWidth(undefined, 100)).toBe(1.4)
    expect(lineWidth(5, 0)).toBe(1.4)
  })

  test('end at their target, and loops and way back are curves too', () => {
    const ends = fc.record({
      x1: fc.integer({ min: -500, max: 500 }),
      y1: fc.integer({ min: -500, max: 500 }),
      x2: fc.integer({ min: -500, max: 500 }),
      y2: fc.integer({ min: -500, max: 500 }),
    })
    fc.assert(
      fc.property(ends, (e) => {
        for (const shape of [linkShape(e, 2), loopShape(e, 38, 2)]) {
          expect(shape.line).toMatch(/^M-?[\d.]+ -?[\d.]+C/)
          expect(shape.line.endsWith(`${e.x2 - 5} ${e.y2}`)).toBe(true)
          expect(`${shape.line}${shape.head}`).not.toContain('NaN')
        }
      }),
    )
  })
})

describe('node width', () => {
  test('is 104 for short names and grows to at most 160', () => {
    expect(nodeWidthFor(['checkout', 'orders'])).toBe(104)
    expect(nodeWidthFor([])).toBe(104)
    expect(nodeWidthFor(Array.from({ length: 10 }, () => 'payment-router'))).toBeGreaterThan(104)
    expect(nodeWidthFor(['a-very-long-service-name-nobody-reads'])).toBe(160)
  })
})
