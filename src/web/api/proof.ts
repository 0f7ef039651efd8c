/** Asks the person to sign in again; true once they have, false when they would rather not. */
export type Prover = () => Promise<boolean>
let prover: Prover | undefined
let asking: Promise<boolean> | undefined

/** Whoever can ask the person, until the returned function is called. */
export function provideProof(next: Prover): () => void {
  prover = next
  return () => {
    if (prover === next) prover = undefined
  }
}

/** Several requests may need it at once: the person is asked once for all of them. Nobody is asked for what is no longer wanted. */
export async function askForProof(signal?: AbortSignal): Promise<boolean> {
  if (!prover || signal?.aborted) return false
  asking ??= prover().finally(() => (asking = undefined))
  return (await asking) && !signal?.aborted
}
