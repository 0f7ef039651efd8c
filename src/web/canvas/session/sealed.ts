import type { DraftKeys } from '../../api/draft-keys.ts'
import type { Draft } from './draft.ts'
import { changesOf } from './draft.ts'

/** A draft as it lies on the device: which dashboard it is of can be seen, and nothing else. */
export interface SealedDraft {
  readonly id: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly body: ArrayBuffer
  /** Differs with every write, so that two tabs notice each other. */
  readonly stamp: string
  /** Holds nothing that is not on the server as well. */
  readonly idle: boolean
}

/** A draft as it was kept before drafts were sealed, or as it is now. */
export type KeptRecord = Draft | SealedDraft

export const isSealed = (kept: KeptRecord): kept is SealedDraft => 'body' in kept

/** What was kept cannot be opened with any key this person has. */
export class DraftLocked extends Error {}

const ivBytes = 12
/** A sealed draft opens only as what it was sealed as: not under another id, nor for somebody else. */
const contextOf = (person: string, id: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(['draft', person, id]))

/** AES-256-GCM with a nonce of its own for every write. */
export async function seal(draft: Draft, person: string, [key]: DraftKeys): Promise<SealedDraft> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const plain = new TextEncoder().encode(JSON.stringify(draft))
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: contextOf(person, draft.id) }, key, plain)
  return { id: draft.id, iv, body, stamp: [...iv].join('.'), idle: changesOf(draft).length === 0 && !draft.outgoing }
}

/** Throws `DraftLocked` when no key fits, or somebody changed what was kept. */
export async function unseal({ id, iv, body }: SealedDraft, person: string, keys: DraftKeys): Promise<Draft> {
  for (const key of keys) {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: contextOf(person, id) }, key, body).catch(() => undefined)
    // Sealed by this app alone; whoever shows a draft parses it (`readDraft`).
    if (plain) return JSON.parse(new TextDecoder().decode(plain)) as Draft
  }
  throw new DraftLocked(id)
}
