import { severities } from '#contract/severity.ts'
import type { Text } from '../i18n/text.ts'

/** One of our own severities in the reader's words; undefined for any other word, which stays as its source wrote it. */
export function knownSeverity(word: string, text: Text): string | undefined {
  const known = severities.find((s) => s === word.toLowerCase())
  return known && text(`severity.${known}`)
}
