import type { Mark } from '#contract/severity.ts'
import type { SourceHealth } from '#contract/source.ts'
import { hasWords } from '#web/i18n/words.ts'
import type { Text } from '#web/i18n/text.ts'
import { wordsOf } from '#web/ui/config-form/schema.ts'

/** What people call a kind of source; one without words of its own is called by its name. */
export function kindWords(kind: string, text: Text): string {
  const key = `connector.${kind}`
  return hasWords(key) ? text(key) : wordsOf(kind)
}

export function kindHint(kind: string, text: Text): string | undefined {
  const key = `connector.${kind}.hint`
  return hasWords(key) ? text(key) : undefined
}

/** What kind of address is meant, with an example of one; undefined for every other part of the form. */
export function addressWords(kind: string, name: string, part: string, text: Text): string | undefined {
  const key = `connector.${kind}.url`
  return name === 'url' && part === 'hint' && hasWords(key) ? text(key) : undefined
}

export const markOfState: Readonly<Record<SourceHealth['state'], Mark>> = { ok: 'ok', down: 'critical', unknown: 'unknown' }

/** An id made of a name: "Prometheus FRA" is `prometheus-fra`, with a number behind it while that is taken. */
export function idOf(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const base = plain || 'source'
  if (!taken.includes(base)) return base
  let n = 2
  while (taken.includes(`${base}-${n}`)) n += 1
  return `${base}-${n}`
}
