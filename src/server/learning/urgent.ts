import type { Reason } from '#contract/learning.ts'
import type { ItemKey } from '#contract/item.ts'
import { itemKey } from '#contract/item.ts'
import { isCritical, worstFirst } from '#core/landing/happening.ts'
import type { Happening } from '#core/landing/happening.ts'
import { nearnessTo } from '#core/landing/scope.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import { story } from '../door/answer.ts'
import { addresses } from '../landing/addresses.ts'
import { createAsking } from '../landing/asking.ts'
import type { Probed } from '../landing/asking.ts'
import type { Ports } from '../ports.ts'
import { aborted } from '../sources/deadline.ts'
import type { Permitted } from './items.ts'

/** Something that burns on what is mine, and where it is seen to. */
export interface Urgent {
  readonly item: ItemKey
  readonly reason: Reason
  readonly count: number
  /** Where instead of the item's own address. */
  readonly href?: string
}

export interface Burning {
  readonly urgent: readonly Urgent[]
  /** An open critical nobody has. */
  readonly isUnowned: boolean
}

const calm: Burning = { urgent: [], isUnowned: false }
const rememberMs = 5000
const mostRows = 200
const patienceMs = 2000
/** More than these would leave no room for anything else. */
const mostUrgent = 2

/** Where what is open is seen: the one that burns, or the list of them. */
function seenAt(kind: 'incident' | 'alert', worst: Happening, count: number): { readonly item: ItemKey; readonly href: string } {
  const places = addresses()
  const list = kind === 'incident' ? places.all('incident', { open: true }) : places.all('alert', { severity: 'critical', open: true })
  return { item: itemKey('page', `${kind}s`), href: count === 1 ? places.one(kind, worst.id) : list }
}

/**
 * Open incidents and critical alerts of somebody's teams and sites, asked of every source they may ask. They come before habit;
 * among themselves they are ordered by severity and age, never by habit.
 */
export function createUrgent({ clock, log }: Pick<Ports, 'clock' | 'log'>, sources: Sources, probed: Probed) {
  const remembered = new Map<string, { readonly at: number; readonly found: Promise<readonly Happening[]> }>()

  const read = async (by: Asker, signal: AbortSignal): Promise<readonly Happening[]> => {
    const now = clock.now()
    const range = { from: now - day, to: now + 1 }
    const asking = await createAsking({ sources, by, zone: 'UTC', signal, probed }, range)
    const [alerts, incidents] = await Promise.all([
      asking.ask({ kind: 'alert', range, open: true, match: { severity: ['critical', 'high'] }, limit: mostRows }),
      asking.ask({ kind: 'incident', range, open: true, limit: mostRows }),
    ])
    const near = nearnessTo(by.actor)
    return [...incidents.rows, ...alerts.rows.filter(isCritical)].filter((it) => it.end === null && near(it) !== 'estate')
  }

  /** What others wait for too, such as probing, goes on without us: a strip is not kept waiting. */
  const look = (by: Asker): Promise<readonly Happening[]> => {
    const signal = AbortSignal.timeout(patienceMs)
    return Promise.race([read(by, signal), aborted(signal)])
  }

  const open = (by: Asker): Promise<readonly Happening[]> => {
    const { actor } = by
    if (actor.kind !== 'person' || actor.teams.length + actor.sites.length === 0) return Promise.resolve([])
    const who = `${actor.id} ${actor.roles.join(',')} ${actor.teams.join(',')} ${actor.sites.join(',')}`
    const known = remembered.get(who)
    if (known && clock.now() - known.at < rememberMs) return known.found
    if (remembered.size > 5000) remembered.clear()
    // A source that fails must not take the strip with it: the boards themselves say that it does.
    const found = look(by).catch((error: unknown) => {
      log.warn('learning.urgent.failed', { error: story(error) })
      return []
    })
    remembered.set(who, { at: clock.now(), found })
    return found
  }

  return async (by: Asker, permitted: Permitted): Promise<Burning> => {
    const mine = await open(by)
    if (mine.length === 0) return calm
    const candidates = new Set(permitted.candidates)
    const found = (['incident', 'alert'] as const).flatMap((kind) => {
      const these = mine.filter((it) => it.kind === kind).toSorted(worstFirst)
      const [worst] = these
      return worst ? [{ kind, worst, count: these.length }] : []
    })
    const urgent: Urgent[] = []
    for (const { kind, worst, count } of found) {
      const reason: Reason = { key: kind, args: { title: worst.title, where: worst.service ?? worst.site ?? worst.team ?? '' } }
      const triage = itemKey('workflow', 'triage')
      if (candidates.has(triage) && !urgent.some((it) => it.item === triage)) urgent.push({ item: triage, reason, count, href: addresses().triage(worst) })
      const { item, href } = seenAt(kind, worst, count)
      if (candidates.has(item)) urgent.unshift({ item, reason, count, href })
    }
    const isUnowned = mine.some((it) => isCritical(it) && it.owner === null)
    return { urgent: urgent.slice(0, mostUrgent), isUnowned }
  }
}
