import * as z from 'zod/mini'
import type { Frame } from '#contract/frame.ts'
import type { CatalogueEntry } from '#contract/services.ts'
import { defineConnector } from '../connector.ts'
import type { OpenSource } from '../connector.ts'
import { forcedValues, heldTo } from '../forced.ts'
import { readCatalogue } from './read-catalogue.ts'

const Config = z.strictObject({
  /** Services in YAML or JSON: `- id: cart`, with name, tier, team, site, depends... */
  text: z.string().check(z.minLength(1), z.maxLength(60_000)),
})

const Spec = z.object({ kind: z.enum(['services', 'needs']) })
type Spec = z.infer<typeof Spec>

type Forced = ReadonlyMap<string, readonly string[]>

const labelsOf = (entry: CatalogueEntry): Readonly<Record<string, string>> => ({
  service: entry.id,
  ...(entry.team && { team: entry.team }),
  ...(entry.site && { site: entry.site }),
  ...(entry.tier && { tier: String(entry.tier) }),
})

const isWithin =
  (forced: Forced) =>
  (entry: CatalogueEntry): boolean => {
    const labels = labelsOf(entry)
    return [...forced].every(([name, values]) => values.includes(labels[name] ?? ''))
  }

const column = (name: string, role: Frame['fields'][number]['role'], values: Frame['fields'][number]['values']): Frame['fields'][number] => ({
  name,
  type: 'string',
  ...(role && { role }),
  values,
})

const servicesFrame = (entries: readonly CatalogueEntry[]): Frame => ({
  fields: [
    column(
      'service',
      'title',
      entries.map((e) => e.name ?? e.id),
    ),
    { name: 'tier', type: 'number', values: entries.map((e) => e.tier ?? null) },
    column(
      'team',
      'label',
      entries.map((e) => e.team ?? null),
    ),
    column(
      'site',
      'label',
      entries.map((e) => e.site ?? null),
    ),
    column(
      'capability',
      'group',
      entries.map((e) => e.capability ?? null),
    ),
    column(
      'owner',
      'owner',
      entries.map((e) => e.owner ?? null),
    ),
  ],
})

/** Who needs whom. A need of something that is hidden or not listed is left out: its name would tell of it. */
function needsFrame(entries: readonly CatalogueEntry[]): Frame {
  const known = new Set(entries.map((e) => e.id))
  const edges = entries.flatMap((e) => (e.depends ?? []).filter((to) => known.has(to)).map((to) => [e.id, to] as const))
  return {
    fields: [
      column(
        'from',
        'source',
        edges.map(([from]) => from),
      ),
      column(
        'to',
        'target',
        edges.map(([, to]) => to),
      ),
    ],
  }
}

function opened(all: () => readonly CatalogueEntry[], forced: Forced): OpenSource<Spec> {
  const visible = (): readonly CatalogueEntry[] => all().filter(isWithin(forced))
  const values = (label: string): readonly string[] => [...new Set(visible().flatMap((e) => labelsOf(e)[label] ?? []))].toSorted()
  return {
    query: async ({ kind }) => (kind === 'services' ? servicesFrame(visible()) : needsFrame(visible())),
    check: async () => ({ version: String(visible().length) }),
    labels: async () => ['service', 'team', 'site', 'tier'],
    labelValues: async (label) => values(label),
    catalogue: async () => {
      const entries = visible()
      const known = new Set(entries.map((e) => e.id))
      return entries.map((e) => (e.depends ? { ...e, depends: e.depends.filter((to) => forced.size === 0 || known.has(to)) } : e))
    },
    narrow: (matchers) => opened(all, heldTo(forced, forcedValues(matchers))),
  }
}

/** What the organisation says of its services: owner, tier, site, who needs whom. */
export const catalogue = defineConnector<z.infer<typeof Config>, Spec>({
  kind: 'catalogue',
  addable: true,
  config: Config,
  spec: Spec,
  can: ['labels', 'catalogue'],
  measures: {},
  open: ({ text }) => {
    let read: readonly CatalogueEntry[] | undefined
    return opened(() => (read ??= readCatalogue(text)), new Map())
  },
})
