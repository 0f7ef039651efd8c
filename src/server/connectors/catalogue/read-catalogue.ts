import { parseAllDocuments } from 'yaml'
import * as z from 'zod/mini'
import { CatalogueEntry } from '#contract/services.ts'
import { ServerFault } from '../../fault.ts'

/** Our own short form: a list, or a list under `services`. */
const Short = z.union([z.array(CatalogueEntry), z.object({ services: z.array(CatalogueEntry) })])

/** A component as Backstage's catalog-info.yaml describes it (backstage.io/docs/features/software-catalog/descriptor-format). */
const Component = z.object({
  kind: z.enum(['Component', 'Resource', 'API']),
  metadata: z.object({
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    title: z.optional(z.string()),
    description: z.optional(z.string()),
    labels: z.optional(z.record(z.string(), z.string())),
    links: z.optional(z.array(z.object({ url: z.string(), title: z.optional(z.string()) }))),
  }),
  spec: z.optional(z.object({ owner: z.optional(z.string()), system: z.optional(z.string()), dependsOn: z.optional(z.array(z.string())) })),
})

/** `component:default/cart` as `cart`. */
const nameIn = (reference: string): string => reference.split(/[:/]/).at(-1) ?? reference

function fromComponent({ metadata, spec = {} }: z.infer<typeof Component>): CatalogueEntry {
  const { name, title, description, labels = {}, links } = metadata
  const tier = Number(labels['tier'])
  return {
    id: name,
    ...(title && { name: title }),
    ...(description && { description }),
    ...(Number.isInteger(tier) && tier > 0 && tier < 10 && { tier }),
    ...(spec.owner && { owner: nameIn(spec.owner), team: nameIn(spec.owner) }),
    ...(labels['site'] && { site: labels['site'] }),
    ...(spec.system && { capability: nameIn(spec.system) }),
    ...(spec.dependsOn && { depends: spec.dependsOn.map(nameIn) }),
    ...(links && { links: links.filter((l) => /^https?:\/\//.test(l.url)).map((l) => ({ title: l.title ?? l.url, url: l.url })) }),
  }
}

const refuse = (detail: string): never => {
  throw new ServerFault('invalid', { detail, field: 'config.text' })
}

/** Where in the document, for a person: `services.3.tier`. */
const placeOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'the document'

/**
 * Services written in YAML or JSON, in our own short form or as Backstage components, several documents in one text.
 * `invalid` with the line of a slip of the pen, or the place and the reason where something is not as it has to be.
 */
export function readCatalogue(text: string): readonly CatalogueEntry[] {
  const documents = parseAllDocuments(text, { uniqueKeys: true, stringKeys: true })
  if (!Array.isArray(documents)) return []
  const entries = documents.flatMap((document): readonly CatalogueEntry[] => {
    const [slip] = document.errors
    if (slip) return refuse(slip.message)
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    if (value === null || value === undefined) return []
    const component = Component.safeParse(value)
    if (component.success) return [fromComponent(component.data)]
    const short = Short.safeParse(value)
    if (short.success) return Array.isArray(short.data) ? short.data : short.data.services
    // The likelier form tells the nearer reason.
    const list = Array.isArray(value) ? z.array(CatalogueEntry).safeParse(value) : z.object({ services: z.array(CatalogueEntry) }).safeParse(value)
    const issue = list.error?.issues[0]
    return refuse(issue ? `${placeOf(issue.path)}: ${issue.message}` : 'a list of services is expected')
  })
  const seen = new Set<string>()
  for (const { id } of entries) {
    if (seen.has(id)) refuse(`${id} is listed twice`)
    seen.add(id)
  }
  return entries
}
