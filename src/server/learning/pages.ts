import type { Actor } from '#core/policy/actor.ts'
import { hasCapability, hasLevel } from '#core/policy/rules.ts'

interface LearnablePage {
  readonly id: string
  readonly href: string
  /** Whether somebody may open it; everybody unless told. */
  readonly may?: (actor: Actor) => boolean
}

/**
 * Pages a strip may lead to. Those about people (people, audit, one's own account) are sensitive: they are never learned and
 * never suggested. The first screen leads nowhere new.
 */
const all: readonly LearnablePage[] = [
  { id: 'alerts', href: '/alerts' },
  { id: 'incidents', href: '/incidents' },
  { id: 'changes', href: '/changes' },
  { id: 'tickets', href: '/tickets' },
  { id: 'findings', href: '/findings' },
  { id: 'automation', href: '/automation' },
  { id: 'services', href: '/services' },
  { id: 'dashboards', href: '/dashboards' },
  { id: 'sources', href: '/sources' },
  { id: 'roles', href: '/administration/roles', may: (actor) => hasCapability(actor, 'roles.manage') },
  { id: 'tokens', href: '/administration/tokens', may: (actor) => hasCapability(actor, 'tokens.manage') },
]

export const pagesFor = (actor: Actor): readonly LearnablePage[] => all.filter((page) => page.may?.(actor) ?? true)

/** Work that can be started by whoever may start work at all. */
const workflows: readonly LearnablePage[] = [
  { id: 'triage', href: '/runs/new/triage' },
  { id: 'change', href: '/runs/new/change' },
]
export const workflowsFor = (actor: Actor): readonly LearnablePage[] => (actor.kind === 'person' && hasLevel(actor, 'editor') ? workflows : [])
