type Hear = () => void
const hearers = new Set<Hear>()

/** Some request was told to sign in first. Whoever keeps the session looks whether it is still there. */
export const tellLapse = (): void => {
  for (const hear of hearers) hear()
}

/** Hears of refused requests until the returned function is called. */
export function hearLapse(hear: Hear): () => void {
  hearers.add(hear)
  return () => void hearers.delete(hear)
}
