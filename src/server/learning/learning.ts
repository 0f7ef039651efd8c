import type { Asker } from '../access/asker.ts'
import type { Context } from '../routes/context.ts'
import { day } from '#core/time/duration.ts'
import { createIngest, keptDays } from './ingest.ts'
import { createKeptQueries } from './kept-queries.ts'
import { createItems } from './items.ts'
import { createKeeper } from './keeper.ts'
import { createOwn } from './own.ts'
import { createProposals } from './proposals.ts'
import { createPriors } from './priors.ts'
import { createSeedLanding } from './seed-landing.ts'
import { createSeeds } from './seeds.ts'
import { closedDays } from './sheet.ts'
import { createStays } from './stays.ts'
import type { RoleNames } from './seeds.ts'
import { minuteMs } from './strip.ts'
import type { Around } from './strip.ts'
import { createUrgent } from './urgent.ts'

const pruneEveryMs = 3_600_000

/** Everything learned from use, for the routes: what one does, what comes of it, and what one may say about it. */
export function createLearning({
  ports,
  options,
  engine,
  access,
  services,
  probed,
}: Pick<Context, 'ports' | 'options' | 'engine' | 'access' | 'services' | 'probed'>) {
  const { store } = ports
  const { roles } = engine
  const boards = options.starters.map((it) => it.id)
  const items = createItems(ports, access.dashboards, async (by) => (await services.known(by)).entries)
  const keeper = createKeeper(ports, roles)
  const urgent = createUrgent(ports, access.sources, probed)
  const priors = createPriors(ports, roles, boards)

  const around = async (by: Asker): Promise<Around> => {
    const [permitted, prior] = await Promise.all([items.of(by), priors.of(by.actor.roles[0] ?? null)])
    return { permitted, prior, burning: await urgent(by, permitted) }
  }

  const roleNames: RoleNames = async (id) => {
    const role = (await roles.now()).find((one) => one.id === id)
    if (!role) return null
    return { id: role.id, name: role.name, seed: (await store.learning.head(role.id))?.published ?? null }
  }

  const landing = createSeedLanding(ports, access.dashboards, roles)
  const seeds = createSeeds({ ports, roles, items, priors, boards, landing })

  /** Accounts that are disabled or gone, and since when nothing was heard of them. */
  const removeClosed = async (now: number): Promise<void> => {
    const people = new Map((await store.people.list()).map((one) => [one.id, one]))
    for (const id of await store.learning.people()) {
      const person = people.get(id)
      if (person && (!person.disabled || now - (person.seenAt ?? person.createdAt) < closedDays * day)) continue
      if (person || people.size > 0) await store.learning.remove(id)
    }
  }

  let prunedAt = 0
  return {
    take: createIngest(ports, keeper, around),
    own: createOwn({ ports, keeper, items, sources: access.sources, around, roles: roleNames }),
    seeds,
    queries: createKeptQueries({ ports, keeper, sources: access.sources }),
    stays: createStays({ ports, keeper, dashboards: access.dashboards }),
    proposals: createProposals({ ports, keeper, items, dashboards: access.dashboards, layers: access.layers, around }),
    /** Drops what is too old and rebuilds seeds that are due. */
    async tick(now: number): Promise<void> {
      if (now - prunedAt < pruneEveryMs) return
      prunedAt = now
      await store.learning.prune(Math.floor((now - keptDays * day) / minuteMs))
      await removeClosed(now)
      await seeds.tick(now)
    },
    close: items.close,
  }
}

export type Learning = ReturnType<typeof createLearning>
