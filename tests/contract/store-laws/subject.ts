import type { Store } from '#server/store/store.ts'

/** What the laws get: the store of this test, and a way to close and open it again. */
export interface Subject {
  store(): Store
  reopen(): Promise<Store>
}
