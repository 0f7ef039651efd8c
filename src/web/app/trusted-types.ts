/** What browsers that know Trusted Types offer for making policies. */
export interface PolicyMaker {
  createPolicy(name: 'default', rules: { createHTML(text: string): string | null; createScriptURL(url: string): string | null }): unknown
}

/**
 * Guards every place where a browser would take a string for markup or for the address of a script. Libraries write styles
 * as markup, which is text without tags; markup itself is nowhere meant and refused. Scripts may be started from `workers`
 * only, addresses on our own `origin`. Null is a refusal: the browser throws, and tells the server.
 */
export function guardSinks(maker: PolicyMaker, origin: string, workers: readonly string[]): void {
  const startable = new Set(workers.map((path) => new URL(path, origin).href))
  maker.createPolicy('default', {
    createHTML: (text) => (text.includes('<') ? null : text),
    createScriptURL: (url) => (URL.canParse(url, origin) && startable.has(new URL(url, origin).href) ? url : null),
  })
}

const contentOf = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''

/** Makes the page fit for the policy it was sent under; where there is none nothing changes. */
export function obeyPolicy(): void {
  // Not in TypeScript's own library yet.
  const maker = (globalThis as { readonly trustedTypes?: PolicyMaker }).trustedTypes
  if (maker) guardSinks(maker, location.origin, contentOf('worker-scripts').split(' ').filter(Boolean))
  // Dialogs lock scrolling with a style element; the library that makes it looks for its nonce under this name.
  const { nonce } = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]') ?? {}
  if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce })
}
