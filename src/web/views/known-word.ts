import { hasWords } from '../i18n/words.ts'
import type { Text } from '../i18n/text.ts'
import { knownSeverity } from './severity-word.ts'

/** What of our own a word is one of: a state of work, a sort of change, a cause of incidents. */
export type WordKind = 'state' | 'type' | 'cause'

const wordIn = (kind: WordKind | 'series', word: string, text: Text): string | undefined => {
  const key = `word.${kind}.${word}`
  return hasWords(key) ? text(key) : undefined
}

/** One of our own words in the reader's; undefined for any other, which stays as its source wrote it. */
export const knownWord = (kind: WordKind, word: string, text: Text): string | undefined => wordIn(kind, word, text)

const hours = /^([<>] )?(\d+)(?:–(\d+))? ?([hd])$/

/** A stretch of time, as ages and windows are called: `1–4 h`, `> 30 d`, `6h`. */
function stretch(name: string, text: Text): string | undefined {
  const [, sign = '', from, to, unit] = hours.exec(name) ?? []
  if (from === undefined) return undefined
  return `${sign}${from}${to === undefined ? '' : `–${to}`}\u00a0${text(unit === 'h' ? 'unit.hour' : 'unit.day')}`
}

/** What a series or a column is called that Homeport itself made out of states, severities, ages or statistics. */
export const knownName = (name: string, text: Text): string | undefined =>
  knownSeverity(name, text) ?? stretch(name, text) ?? wordIn('series', name, text) ?? wordIn('state', name, text)
