/** A moment to wait for that need not be waited for. */
export interface Calm {
  readonly come: Promise<void>
  /** It has come, calm or not. */
  hurry(): void
}

/** When the page has nothing better to do, at the latest after `mostMs`. */
export function whenCalm(mostMs: number): Calm {
  const { promise, resolve } = Promise.withResolvers<void>()
  // Safari has no idle callback; by then the page is calm enough.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: mostMs })
  else setTimeout(resolve, mostMs / 2)
  return { come: promise, hurry: () => resolve() }
}
