import type { Format } from '#web/i18n/format.ts'
import type { Language } from '#web/i18n/text.ts'
import { groupOfNode, isRest } from './fold.ts'
import type { NetEdge, NetNode, Network } from './shape.ts'
import { isTrouble, markRank } from './shape.ts'
import type { Degree } from './topology.ts'

export interface Reader {
  readonly language: Language
  readonly format: Format
}

export const nodeName = (node: NetNode, { language }: Reader): string =>
  isRest(node.id) ? language.text('view.graph.rest', { count: node.folded }) : node.name

/** The line under the name: its own words, else the number of nodes it stands for, else its number. */
export function nodeMeta(node: NetNode, unit: string | undefined, { language, format }: Reader): string {
  if (node.note !== undefined) return node.note
  if (groupOfNode(node.id) !== undefined) return language.text('view.graph.members', { count: node.folded })
  return node.value === undefined ? '' : format.value(node.value, unit)
}

const listed = (parts: readonly (string | undefined)[], tag: string): string =>
  new Intl.ListFormat(tag, { type: 'unit', style: 'short' }).format(parts.filter((p): p is string => p !== undefined && p !== ''))

const none: Degree = { incoming: 0, outgoing: 0 }
const linkPhrases = new WeakMap<Reader, Map<string, string>>()
/** Links of a node in words. Remembered: thousands of nodes share a few phrases, and each costs a message to fill in. */
export function linkWords({ incoming, outgoing }: Degree = none, reader: Reader): string {
  const known = linkPhrases.get(reader) ?? new Map<string, string>()
  linkPhrases.set(reader, known)
  const key = `${incoming} ${outgoing}`
  const words = known.get(key) ?? reader.language.text('view.graph.links', { incoming, outgoing })
  known.set(key, words)
  return words
}

/** The state of a node as a word inside a sentence. */
export const stateWord = (node: NetNode, { language }: Reader): string | undefined =>
  node.mark === undefined ? undefined : language.text(`mark.${node.mark}`).toLocaleLowerCase(language.tag)

/** One node for the ear: name, state, number, links. */
export const nodeSpoken = (node: NetNode, unit: string | undefined, degree: Degree | undefined, reader: Reader): string =>
  listed([nodeName(node, reader), stateWord(node, reader), nodeMeta(node, unit, reader), linkWords(degree, reader)], reader.language.tag)

const mostNamed = 5

/** What the picture says, in a sentence. */
export function graphSummary(network: Network, reader: Reader): string {
  const trouble = network.nodes.filter((n) => isTrouble(n.mark)).toSorted((a, b) => markRank(b.mark) - markRank(a.mark))
  const names = listed(
    trouble.slice(0, mostNamed).map((n) => nodeName(n, reader)),
    reader.language.tag,
  )
  return reader.language.text('view.graph.summary', { nodes: network.nodes.length, edges: network.edges.length, trouble: trouble.length, names })
}

/** What stands at a link: its own words, else its weight. */
export const edgeWords = (edge: NetEdge, unit: string | undefined, { format }: Reader): string =>
  edge.note ?? (edge.weight === undefined ? '' : format.value(edge.weight, unit))
