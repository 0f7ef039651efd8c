/** Why something is suggested: a key of the locales and its arguments; items are given as keys, their titles are looked up by who may see them. */
export type Reason =
  | { readonly key: 'reason.after'; readonly args: { readonly after: string } }
  | { readonly key: 'reason.recent' | 'reason.often' | 'reason.start' | 'reason.pinned' | 'reason.urgent'; readonly args: Readonly<Record<string, never>> }
  | { readonly key: 'reason.role' | 'reason.role-after'; readonly args: { readonly role: string; readonly after?: string } }
