import type { Cell, Field, FieldRole, Frame } from '#contract/frame.ts'
import type { Mark } from '#contract/severity.ts'
import { localAt } from '#core/time/zone.ts'
import { fieldWithRole } from '#core/frame/shapes.ts'
import type { Format } from '#web/i18n/format.ts'
import type { Language } from '#web/i18n/text.ts'
import { hasWords } from '#web/i18n/words.ts'
import { knownWord } from '../known-word.ts'
import { knownSeverity } from '../severity-word.ts'
import type { Bar, Plan } from './shape.ts'
import { isSolid } from './tone.ts'

/** Everything a person can be told about one bar, in words. */
export interface BarFacts {
  readonly name: string
  readonly lane: string
  readonly mark: Mark | undefined
  /** Severity or state, as the reader calls it. */
  readonly state: string | undefined
  readonly when: string
  readonly lasts: string | undefined
  readonly owner: string | undefined
  readonly owned: boolean
  /** Remaining columns of the row: name and value. */
  readonly more: readonly (readonly [name: string, value: string])[]
  readonly link: string | undefined
  /** One sentence for the ear. */
  readonly spoken: string
}

export interface Reader {
  readonly language: Language
  readonly format: Format
  readonly zone: string
}

const told: ReadonlySet<FieldRole | undefined> = new Set<FieldRole>(['id', 'start', 'end', 'lane', 'title', 'severity', 'owner', 'link', 'depends'])
const mostFacts = 8

function cellWords(cell: Cell, field: Field, { format, zone }: Reader): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return field.type === 'time' ? format.moment(cell, zone) : format.value(cell, field.unit)
  return String(cell)
}

/** A severity of ours in the reader's words, anything else as the source says it. */
const severityWords = (word: string, { language }: Reader): string => knownSeverity(word, language.text) ?? word
/** The same of a state. */
const stateWords = (word: string, { language }: Reader): string => knownWord('state', word, language.text) ?? word

/** What a column is called, where Homeport named it. */
const headWords = (name: string, { language }: Reader): string => {
  const key = `field.${name}`
  return hasWords(key) ? language.text(key) : name
}

/** What a row says in a column, in the reader's words where they are ours. */
function valueWords(field: Field, row: number, reader: Reader): string {
  const words = cellWords(field.values[row] ?? null, field, reader)
  if (field.role === 'status') return stateWords(words, reader)
  return field.name === 'type' || field.name === 'cause' ? (knownWord(field.name, words, reader.language.text) ?? words) : words
}

const day = 86_400_000

function whenWords(bar: Bar, { language, format, zone }: Reader): string {
  const span = bar.end - bar.start
  const from = format.time(bar.start, zone, day + 1)
  if (span === 0 && !bar.running) return from
  const sameDay = Math.floor(localAt(bar.start, zone) / day) === Math.floor(localAt(bar.end, zone) / day)
  const to = bar.running ? language.text('view.gantt.now') : format.time(bar.end, zone, sameDay ? 0 : day + 1)
  return language.text('view.gantt.fromTo', { from, to })
}

const lower = (words: string, tag: string): string => words.toLocaleLowerCase(tag)

/** What to show and say about the bar at a row. */
export function factsOf(frame: Frame, plan: Plan, bar: Bar, reader: Reader): BarFacts {
  const { text, tag } = reader.language
  const word = (role: FieldRole): string => {
    const field = fieldWithRole(frame, role)
    return field ? cellWords(field.values[bar.row] ?? null, field, reader) : ''
  }
  const lane = plan.lanes[bar.lane]?.label || text('view.gantt.noLane')
  const state =
    severityWords(word('severity'), reader) || stateWords(word('status'), reader) || (bar.tone === 'maintenance' ? text('mark.maintenance') : undefined)
  const isMoment = bar.start === bar.end && !bar.running
  const lasts = isMoment ? undefined : reader.format.duration(bar.end - bar.start)
  // A change or a silence with no owner is no gap; an alert without one is.
  const unowned = plan.hasOwner && isSolid(bar.tone, false) ? text('view.gantt.unowned') : undefined
  const owner = bar.owner === undefined ? unowned : text('view.gantt.owned', { owner: bar.owner })
  const when = whenWords(bar, reader)
  const said = [lane, bar.text, state && lower(state, tag), lasts ?? when, owner && (bar.owner === undefined ? lower(owner, tag) : owner)]
  const more = frame.fields
    .filter(
      (f) => !told.has(f.role) && f.values[bar.row] !== bar.text && !(f.role === 'status' && state === stateWords(String(f.values[bar.row] ?? ''), reader)),
    )
    .map((f) => [headWords(f.name, reader), valueWords(f, bar.row, reader)] as const)
    .filter(([, value]) => value !== '' && value !== lane)
  return {
    name: bar.text || lane,
    lane,
    mark: bar.tone === 'neutral' ? undefined : bar.tone,
    state,
    when,
    lasts,
    owner,
    owned: bar.owner !== undefined,
    more: more.slice(0, mostFacts),
    link: word('link') || undefined,
    spoken: new Intl.ListFormat(tag, { type: 'unit', style: 'short' }).format(said.filter((s): s is string => s !== undefined && s !== '')),
  }
}
