import type { Share } from '#contract/access.ts'

/** The access of a dashboard as the dialog holds it before it is saved. */
export interface AccessDraft {
  readonly owner: string | undefined
  readonly shares: readonly Share[]
  readonly template: { readonly role: string; readonly owners: readonly string[] } | null
}
