/** Ties a write to its `Idempotency-Key`: the same key and body hash get the first answer again, another body is `key_reused`. Kept seven days. */
export interface WriteKey {
  readonly key: string
  readonly bodyHash: string
}
