import type { AuditEntry } from '#contract/audit.ts'
import type { TextKey } from '#locales/chapter.ts'

/** What happened, where a line's own name for it says too little to whoever reads the record. */
const done: Readonly<Record<string, TextKey>> = {
  'token.use': 'audit.did.tokenUse',
  'token.refuse': 'audit.did.tokenRefuse',
  'proxy.refuse': 'audit.did.proxyRefuse',
}

const reasons: Readonly<Record<string, TextKey>> = {
  unknown: 'audit.why.unknown',
  secret: 'audit.why.secret',
  owner: 'audit.why.owner',
  expired: 'audit.why.expired',
  scope: 'audit.why.scope',
  peer: 'audit.why.peer',
  proof: 'audit.why.proof',
  forwarded: 'audit.why.forwarded',
}

const keyIn = (words: Readonly<Record<string, TextKey>>, name: unknown): TextKey | undefined =>
  typeof name === 'string' && Object.hasOwn(words, name) ? words[name] : undefined

/** Keys of the words for one line, and how often the same came again. */
export function inWords({ action, detail }: Pick<AuditEntry, 'action' | 'detail'>): {
  readonly done: TextKey | undefined
  readonly why: TextKey | undefined
  readonly again: number
} {
  const { why, again } = detail
  return { done: keyIn(done, action), why: keyIn(reasons, why), again: typeof again === 'number' ? again : 0 }
}
