export type RefusalReason = 'locked' | 'newer_schema' | 'corrupt' | 'not_ready' | 'wrong_key'

/** The store will not open. The message is for whoever starts the server: what is wrong, where, and what to do. */
export class StoreRefusal extends Error {
  readonly reason: RefusalReason

  constructor(reason: RefusalReason, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreRefusal'
    this.reason = reason
  }
}
