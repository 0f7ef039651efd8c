/** An answer that is not the whole one is kept for this long instead. */
interface Sooner<T> {
  readonly keepMs: number
  readonly when: (answer: T) => boolean
}

/** Keeps an answer for a moment, so that several tabs and quick returns are one piece of work; of many, the oldest goes first. */
export function createBriefly<T>(now: () => number, keepMs: number, most: number, sooner?: Sooner<T>) {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<T> }>()
  return (key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(key)
    if (known && known.until > now()) return known.answer
    const answer = make()
    kept.delete(key)
    kept.set(key, { until: now() + keepMs, answer })
    answer.then(
      (it) => {
        if (sooner?.when(it) && kept.get(key)?.answer === answer) kept.set(key, { until: now() + sooner.keepMs, answer })
      },
      // A failure is not worth keeping: whoever asks next tries again.
      () => {
        if (kept.get(key)?.answer === answer) kept.delete(key)
      },
    )
    const oldest = kept.keys().next()
    if (kept.size > most && !oldest.done) kept.delete(oldest.value)
    return answer
  }
}
