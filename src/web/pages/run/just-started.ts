/** Runs begun on this page just now: nobody has to be told where they were. */
export const justStarted = new Set<string>()
