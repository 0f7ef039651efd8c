import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { WireFrame } from './frame.ts'
import { ItemKey } from './item.ts'
import { Id } from './json.ts'

/**
 * What is learned from use and what comes of it. Nothing here has a person parameter: everybody reads and changes their own,
 * and nobody else's. Seeds are ordered lists without counts.
 */

/** One observed act, at its smallest: no text, no duration, the time to the minute. */
export const Signal = z.object({
  /** Made by the sender; the same id counts once. */
  id: z.string().check(z.regex(/^[\w-]{8,64}$/)),
  kind: z.enum(['open', 'interact', 'switch', 'edit', 'complete', 'dismiss']),
  item: ItemKey,
  /** Where the person was before; absent at the beginning. */
  from: z.optional(ItemKey),
  via: z.enum(['navigation', 'strip', 'palette', 'link']),
  /** Minutes since 1970. */
  minute: z.int().check(z.gte(0), z.lte(100_000_000)),
  /** Of a workflow. */
  step: z.optional(Id),
  /** A view switch: what to, and what the data is. */
  view: z.optional(z.string().check(z.regex(/^[a-z][\w-]{0,39}$/))),
  shape: z.optional(z.enum(['table', 'series', 'intervals', 'edges', 'scalar'])),
})
export type Signal = z.infer<typeof Signal>

export const maxSignals = 50

/** Why something is shown where it is, as a key of the locales (`learning.reason.<key>`) with what it speaks of. */
export const Reason = z.object({
  key: z.enum(['pinned', 'incident', 'alert', 'after', 'often', 'lately', 'start', 'role', 'roleAfter', 'roleStart', 'preset', 'unused', 'switched']),
  args: z.record(z.string(), z.string()),
})
export type Reason = z.infer<typeof Reason>

export const Slot = z.object({
  item: ItemKey,
  /** Of a page its id: the app has its name. */
  title: z.string(),
  href: z.string(),
  pinned: z.boolean(),
  reason: Reason,
  /** What waits behind it, e.g. firing alerts. */
  count: z.optional(z.int()),
})
export type Slot = z.infer<typeof Slot>

export const stripSlots = 8

export const Strip = z.object({
  /** Always eight, in fixed places. */
  slots: z.array(z.nullable(Slot)).check(z.length(stripSlots)),
  /** Nothing is learned now, or ever in this account. */
  paused: z.boolean(),
  /** Why: the person paused it, was not told yet, or shares the account; absent while it learns. */
  off: z.optional(z.enum(['paused', 'untold', 'never'])),
})
export type Strip = z.infer<typeof Strip>

/** What became of each signal of a batch, by place: counted, sent before, older than is kept or of the future, of nothing one may open, or not learned at all. */
export const signalFates = ['counted', 'known', 'late', 'unknown', 'off'] as const
export type SignalFate = (typeof signalFates)[number]

const Here = z.optional(ItemKey)

export const sendSignals = endpoint({
  name: 'sendSignals',
  method: 'POST',
  path: '/api/signals',
  input: z.object({ here: Here, signals: z.array(Signal).check(z.maxLength(maxSignals)) }),
  output: z.extend(Strip, { fates: z.array(z.enum(signalFates)) }),
})
export const readStrip = endpoint({ name: 'readStrip', method: 'GET', path: '/api/strip', search: z.object({ here: Here }), output: Strip })

/** A pin keeps its slot; without one it takes the slot the item is in, or the first free one. */
export const savePin = endpoint({
  name: 'savePin',
  method: 'PUT',
  path: '/api/learned/pins',
  input: z.object({ item: ItemKey, pinned: z.boolean(), slot: z.optional(z.int().check(z.gte(0), z.lt(stripSlots))), here: Here }),
  output: Strip,
})
/** Muting forgets everything learned about the item, and nothing suggests it again. */
export const saveMute = endpoint({
  name: 'saveMute',
  method: 'PUT',
  path: '/api/learned/mutes',
  input: z.object({ item: ItemKey, muted: z.boolean(), here: Here }),
  output: Strip,
})

/** What one may know about an item; without a title it is gone or no longer permitted. */
export const LearnedItem = z.object({ item: ItemKey, title: z.nullable(z.string()), href: z.nullable(z.string()) })
export type LearnedItem = z.infer<typeof LearnedItem>

/** Everything kept about whoever asks. */
export const Learned = z.object({
  paused: z.boolean(),
  /** Why nothing is ever learned in this account; null where it can be. */
  never: z.nullable(z.enum(['shared', 'noPerson'])),
  /** Whether one's use counts for the seeds of one's role. */
  contribution: z.boolean(),
  /** When the first-use notice was read. */
  noticedAt: z.nullable(z.number()),
  /** Role whose habits fill in while one's own are few. */
  role: z.nullable(z.object({ id: Id, name: z.string(), seed: z.nullable(z.int()) })),
  /** Most used first. `uses` is rounded: older ones weigh less. */
  items: z.array(z.extend(LearnedItem, { uses: z.number(), sessions: z.number(), inStrip: z.boolean() })),
  /** What one opens after what, most likely first. */
  paths: z.array(z.object({ from: z.nullable(LearnedItem), to: LearnedItem, weight: z.number() })),
  /** Dashboards somebody can be brought back to as they left them, latest first. */
  stays: z.array(z.object({ item: LearnedItem, at: z.number() })),
  /** Queries kept for them, by source: how many by themselves, and the names of the others. */
  queries: z.array(z.object({ source: z.string(), title: z.nullable(z.string()), recent: z.int(), named: z.array(z.string()) })),
  /** Looks chosen by switching. */
  views: z.array(z.object({ shape: z.string(), view: z.string(), weight: z.number() })),
  pins: z.array(LearnedItem),
  mutes: z.array(LearnedItem),
  /** Proposals answered, and when they may be asked again (null: never). */
  answers: z.array(z.object({ kind: z.string(), item: LearnedItem, answer: z.enum(['accept', 'later', 'never']), again: z.nullable(z.number()) })),
  raw: z.object({ count: z.int(), oldest: z.nullable(z.number()), keptDays: z.int() }),
  bytes: z.int(),
  maxBytes: z.int(),
})
export type Learned = z.infer<typeof Learned>

export const readLearned = endpoint({ name: 'readLearned', method: 'GET', path: '/api/learned', output: Learned })
export const saveLearning = endpoint({
  name: 'saveLearning',
  method: 'PUT',
  path: '/api/learned',
  input: z.object({ paused: z.optional(z.boolean()), contribution: z.optional(z.boolean()), noticed: z.optional(z.literal(true)) }),
  output: Learned,
})
/** `learned`: habits and raw signals, one's own pins and mutes stay. `everything`: those too. Happens before the answer. */
export const eraseLearned = endpoint({
  name: 'eraseLearned',
  method: 'DELETE',
  path: '/api/learned',
  search: z.object({ what: z.enum(['learned', 'everything']) }),
  output: Learned,
})
/** Every stored field, as it is stored. */
export const exportLearned = endpoint({ name: 'exportLearned', method: 'GET', path: '/api/learned/export', output: z.record(z.string(), z.json()) })

const RoleId = z.object({ id: Id })
const SeedId = z.object({ id: Id, version: z.coerce.number().check(z.gte(1), z.lte(1_000_000_000)) })

export const SeedItem = z.object({ item: ItemKey, title: z.nullable(z.string()), reason: Reason })
export const SeedVersion = z.object({
  version: z.int(),
  builtAt: z.number(),
  /** draft: never shown. published: people of the role get it. retired: was published. */
  state: z.enum(['draft', 'published', 'retired']),
  publishedAt: z.nullable(z.number()),
  /** In order; never with counts. */
  items: z.array(SeedItem),
})
export type SeedVersion = z.infer<typeof SeedVersion>

export const RoleSeeds = z.object({
  role: Id,
  rev: z.int(),
  parent: z.nullable(Id),
  /** Where this role's seed comes from: its own people, its parent's, or what the product brings. */
  from: z.enum(['own', 'parent', 'preset']),
  /** What it takes; how many there are is nobody's business. */
  needs: z.object({ people: z.int(), perItem: z.int(), days: z.int() }),
  enough: z.boolean(),
  /** From when on the next one may be published without saying so; null: now. */
  nextAt: z.nullable(z.number()),
  /** Newest first. */
  versions: z.array(SeedVersion),
})
export type RoleSeeds = z.infer<typeof RoleSeeds>

export const listSeeds = endpoint({ name: 'listSeeds', method: 'GET', path: '/api/roles/:id/seeds', params: RoleId, output: RoleSeeds })
/** Builds a draft from what may be used now. The same list as the newest makes no new version. */
export const rebuildSeed = endpoint({ name: 'rebuildSeed', method: 'POST', path: '/api/roles/:id/seeds', params: RoleId, output: RoleSeeds })

const Line = z.object({ item: ItemKey, title: z.nullable(z.string()), change: z.enum(['added', 'removed', 'up', 'down', 'same']), reason: Reason })
/** What publishing would change against what is published now. */
export const SeedPreview = z.object({
  version: SeedVersion,
  lines: z.array(Line),
  /** The landing document as it would be written: widgets in reading order, each with its reason. */
  widgets: z.array(z.object({ id: Id, title: z.string(), reason: z.nullable(Reason), isNew: z.boolean() })),
})
export type SeedPreview = z.infer<typeof SeedPreview>
export const previewSeed = endpoint({ name: 'previewSeed', method: 'GET', path: '/api/roles/:id/seeds/:version', params: SeedId, output: SeedPreview })
/** Publishes a version; an older one rolls back. `early`: within seven days of the last, said on purpose. */
export const publishSeed = endpoint({
  name: 'publishSeed',
  method: 'PUT',
  path: '/api/roles/:id/seeds/:version',
  params: SeedId,
  ifMatch: true,
  input: z.object({ early: z.optional(z.boolean()) }),
  output: RoleSeeds,
})
/** Usual ways of a role from item to item, five people or more each, as edges without counts. */
export const readPaths = endpoint({ name: 'readPaths', method: 'GET', path: '/api/roles/:id/paths', params: RoleId, output: WireFrame })

/** An adaptation offered: applied only when accepted, and then as the person's own edit. */
export const Proposal = z.object({
  id: Id,
  kind: z.enum(['add', 'promote', 'remove', 'view']),
  dashboard: Id,
  item: ItemKey,
  title: z.string(),
  reason: Reason,
  /** What accepting does, as edits of core/dashboard: the preview is their result. */
  edits: z.array(z.record(z.string(), z.json())),
})
export type Proposal = z.infer<typeof Proposal>

export const Offer = z.object({
  proposal: z.nullable(Proposal),
  /** The one accepted last, as long as it can be taken back in one step. */
  undo: z.nullable(z.object({ id: Id, kind: Proposal.shape.kind, title: z.string(), dashboard: Id })),
})
export type Offer = z.infer<typeof Offer>

export const readProposal = endpoint({
  name: 'readProposal',
  method: 'GET',
  path: '/api/proposal',
  search: z.object({ dashboard: Id }),
  output: Offer,
})
/** `later`: silence for 30 days. `never`: for good. Accepted ones become edits of the person's own layer, or of the dashboard if it is theirs. */
export const answerProposal = endpoint({
  name: 'answerProposal',
  method: 'PUT',
  path: '/api/proposal/:id',
  params: z.object({ id: Id }),
  input: z.object({ dashboard: Id, answer: z.enum(['accept', 'later', 'never']) }),
  output: Offer,
})
export const undoProposal = endpoint({ name: 'undoProposal', method: 'DELETE', path: '/api/proposal/:id', params: z.object({ id: Id }), output: Offer })
