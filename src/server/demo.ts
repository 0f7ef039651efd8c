import type { StarterDashboard } from '#core/templates/template.ts'
import { en } from '#locales/en/whole.ts'
import type { Context } from './routes/context.ts'
import { ServerFault } from './fault.ts'
import { isLanding } from './landings.ts'
import { rightsByOrigin } from './store/access.ts'
import type { Store } from './store/store.ts'

const demoId = 'demo'

/** Doing it twice, or on two instances at once, is the same as once. */
async function unlessThere(create: () => Promise<unknown>): Promise<void> {
  await create().catch((error: unknown) => {
    if (!(error instanceof ServerFault) || error.fault.code !== 'exists') throw error
  })
}

const write = (store: Store, it: StarterDashboard, at: number): Promise<void> =>
  unlessThere(() => store.dashboards.create({ id: it.id, doc: it.doc, at, origin: it.origin, rights: rightsByOrigin(it.origin) }))

export const isDemoLoaded = async (store: Store): Promise<boolean> => (await store.sources.list()).some((s) => s.origin === 'demo')

export async function loadDemo({ ports, options, sources }: Pick<Context, 'ports' | 'options' | 'sources'>): Promise<void> {
  if (!Object.hasOwn(options.connectors, demoId)) throw new ServerFault('source_unsupported', { detail: 'no kind demo' })
  const at = ports.clock.now()
  await unlessThere(() => ports.store.sources.create({ id: demoId, kind: demoId, name: en['sources.origin.demo'], config: {} }, 'demo', at))
  for (const it of options.starters.filter((s) => s.origin === 'demo')) await write(ports.store, it, at)
  sources.changed()
}

/** Takes away what the demo brought; dashboards and sources people made stay. */
export async function removeDemo({ ports, sources }: Pick<Context, 'ports' | 'sources'>): Promise<void> {
  const { store } = ports
  const there = (await store.sources.list()).filter((s) => s.origin === 'demo')
  for (const source of there) await store.sources.remove(source.id, source.rev)
  await store.dashboards.removeByOrigin('demo')
  await store.observations.removeBySource(demoId)
  sources.changed()
}

const factName = 'starters'

/**
 * Writes the starter dashboards nobody has been given yet. What was written once is remembered by id, so that a starter a
 * person removed does not come back and one that a newer version brings does appear.
 */
export async function writeStarters({ ports, options }: Pick<Context, 'ports' | 'options'>): Promise<void> {
  const written = new Set((await ports.store.facts.read(factName))?.split(',') ?? [])
  const missing = options.starters.filter((s) => s.origin === 'starter' && !isLanding(s) && !written.has(s.id))
  if (missing.length === 0) return
  for (const it of missing) await write(ports.store, it, ports.clock.now())
  await ports.store.facts.write(factName, [...written, ...missing.map((s) => s.id)].join(','))
}
