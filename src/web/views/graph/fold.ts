import { edgeId, joinWeights, markRank, worseMark } from './shape.ts'
import type { NetEdge, NetNode, Network } from './shape.ts'

const groupPrefix = 'group:'
const restId = 'rest:'

export const groupNodeId = (group: string): string => groupPrefix + group
/** The group a folded node stands for, if it is one. */
export const groupOfNode = (id: string): string | undefined => (id.startsWith(groupPrefix) ? id.slice(groupPrefix.length) : undefined)
export const isRest = (id: string): boolean => id === restId

/** Groups of a network with their sizes, largest first. */
export function groupsOf(network: Network): readonly { readonly name: string; readonly size: number }[] {
  const sizes = new Map<string, number>()
  for (const { group } of network.nodes) if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return [...sizes].map(([name, size]) => ({ name, size })).toSorted((a, b) => b.size - a.size || a.name.localeCompare(b.name))
}

function joinNodes(id: string, name: string, members: readonly NetNode[], unit: string | undefined): NetNode {
  return {
    id,
    name,
    mark: members.reduce<NetNode['mark']>((worst, m) => worseMark(worst, m.mark), undefined),
    value: members.reduce<number | undefined>((sum, m) => joinWeights(sum, m.value, unit), undefined),
    note: undefined,
    group: undefined,
    link: undefined,
    folded: members.length,
  }
}

function joinEdges(edges: readonly NetEdge[], seat: (id: string) => string, unit: string | undefined): readonly NetEdge[] {
  const joined = new Map<string, NetEdge>()
  for (const edge of edges) {
    const source = seat(edge.source)
    const target = seat(edge.target)
    // A link inside a folded group has nowhere to be drawn; a loop of a plain node stays.
    if (source === target && source !== edge.source) continue
    const id = edgeId(source, target)
    const known = joined.get(id)
    joined.set(
      id,
      known
        ? {
            ...known,
            mark: worseMark(known.mark, edge.mark),
            weight: joinWeights(known.weight, edge.weight, unit),
            note: undefined,
            declared: known.declared && edge.declared,
            rows: known.rows + edge.rows,
          }
        : { ...edge, id, source, target },
    )
  }
  return [...joined.values()]
}

/** The network with every node `seatOf` names a seat for drawn as that one node. */
function folded(network: Network, seatOf: (node: NetNode) => string | undefined, nameOf: (seat: string, count: number) => string): Network {
  const members = new Map<string, NetNode[]>()
  const seats = new Map<string, string>()
  for (const node of network.nodes) {
    const seat = seatOf(node)
    if (seat === undefined) continue
    seats.set(node.id, seat)
    members.set(seat, [...(members.get(seat) ?? []), node])
  }
  const stay = network.nodes.filter((n) => !seats.has(n.id))
  const joined = [...members].map(([seat, list]) => joinNodes(seat, nameOf(seat, list.length), list, network.unit))
  return { ...network, nodes: [...stay, ...joined], edges: joinEdges(network.edges, (id) => seats.get(id) ?? id, network.unit) }
}

/** Draws each of the given groups as one node: worst state, joined numbers, links joined. */
export function foldGroups(network: Network, groups: ReadonlySet<string>): Network {
  if (groups.size === 0) return network
  const seatOf = (node: NetNode): string | undefined => (node.group !== undefined && groups.has(node.group) ? groupNodeId(node.group) : undefined)
  return folded(network, seatOf, (seat) => groupOfNode(seat) ?? seat)
}

/** What was left out to keep the drawing readable and quick. */
export interface Shortened {
  readonly network: Network
  readonly nodes?: { readonly drawn: number; readonly all: number }
  readonly edges?: { readonly drawn: number; readonly all: number }
  /** Groups were folded because there were too many nodes. */
  readonly byGroup: boolean
}

/** Most a person can use on one screen, and a browser can draw without a pause. */
export const mostNodes = 2000
export const mostEdges = 5000

function weightOf(network: Network): ReadonlyMap<string, number> {
  const links = new Map<string, number>()
  for (const { source, target } of network.edges) for (const id of [source, target]) links.set(id, (links.get(id) ?? 0) + 1)
  return links
}

/** Beyond the limits: fold all groups; if that is not enough, the quietest and least linked nodes become one, then the lightest links go. */
export function shorten(network: Network, limits = { nodes: mostNodes, edges: mostEdges }): Shortened {
  const all = network.nodes.length
  const tooMany = all > limits.nodes
  const grouped = tooMany ? foldGroups(network, new Set(groupsOf(network).map((g) => g.name))) : network
  const byGroup = grouped.nodes.length < all
  const nodesShort = grouped.nodes.length > limits.nodes ? foldRest(grouped, limits.nodes) : grouped
  const edges = nodesShort.edges
  const kept =
    edges.length > limits.edges
      ? edges.toSorted((a, b) => markRank(b.mark) - markRank(a.mark) || (b.weight ?? 0) - (a.weight ?? 0)).slice(0, limits.edges)
      : edges
  return {
    network: kept === edges ? nodesShort : { ...nodesShort, edges: kept },
    byGroup,
    ...(tooMany && { nodes: { drawn: nodesShort.nodes.length, all } }),
    ...(kept !== edges && { edges: { drawn: kept.length, all: edges.length } }),
  }
}

function foldRest(network: Network, limit: number): Network {
  const links = weightOf(network)
  const ranked = network.nodes.toSorted((a, b) => markRank(b.mark) - markRank(a.mark) || (links.get(b.id) ?? 0) - (links.get(a.id) ?? 0))
  const rest = new Set(ranked.slice(limit - 1).map((n) => n.id))
  return folded(
    network,
    (node) => (rest.has(node.id) ? restId : undefined),
    (_, count) => String(count),
  )
}
