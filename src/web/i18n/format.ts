import type { Unit } from '#contract/frame.ts'
import type { TextKey } from '#locales/chapter.ts'
import { english, useLanguage } from './text.ts'
import type { Text } from './text.ts'

const NBSP = '\u00a0'
const THIN = '\u202f'
const MINUS = '\u2212'
const DAY = 86_400_000

/** A number with its unit apart, so that a stat can set the unit smaller. */
export interface Amount {
  readonly number: string
  readonly unit: string
}

export interface Format {
  /** `null` and NaN give "-"; minus is U+2212; no-break space before the unit. `places`: digits after the point, so that a column lines up. */
  value(value: number | null | undefined, unit?: Unit, places?: number): string
  amount(value: number | null | undefined, unit?: Unit, places?: number): Amount
  /** Digits after the point with which all of `values` line up without losing a small one; undefined where they had better not. */
  places(values: readonly number[], unit?: Unit): number | undefined
  /** Short duration of `ms`, two units at most: "1 h 14 min". */
  duration(ms: number): string
  /** Age up to 24 h in words ("16 min"), then the date. */
  age(at: number, now: number, zone: string): string
  /** Time of day, or date and time where `span` (ms) is more than a day; with its date whatever happens where it is `Infinity`. */
  time(at: number, zone: string, span?: number): string
  /** Full date and time with seconds. */
  moment(at: number, zone: string): string
  /** Label of an axis whose ticks are `step` ms apart: seconds, time of day, date, month or year. */
  tick(at: number, zone: string, step: number): string
}

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** Steps of 1024; the step is taken after rounding, so 1023.99 KiB is 1 MiB and not 1 024 KiB. */
function scaleBytes(value: number): readonly [rest: number, step: number] {
  let step = 0
  let rest = value
  while (Math.abs(rest) >= 1023.5 && step < binary.length - 1) {
    rest /= 1024
    step += 1
  }
  return [rest, step]
}

/** Seconds below two minutes as one number; undefined above, where two units read better. */
function shortSeconds(s: number): readonly [number, string] | undefined {
  const size = Math.abs(s)
  if (size === 0) return [0, 's']
  if (size < 1e-3) return [s * 1e6, 'µs']
  if (size < 0.9995) return [s * 1e3, 'ms']
  return size < 119.5 ? [s, 's'] : undefined
}

/** Places after the point for three significant digits; none from 100 up, whole numbers stay whole. */
function placesOf(value: number): number {
  const size = Math.abs(value)
  if (Number.isInteger(value) || size >= 99.95 || size === 0) return 0
  if (size >= 9.995) return 1
  return size >= 1 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(size)))
}

/** Numbers of one language: thin space groups from 10 000 up, compact from ten million. */
function numberFormat(tag: string): (value: number, places?: number) => string {
  const known = new Map<string, Intl.NumberFormat>()
  const grouped = (least: number, most: number): Intl.NumberFormat => {
    const key = `${least} ${most}`
    const one = known.get(key) ?? new Intl.NumberFormat(tag, { minimumFractionDigits: least, maximumFractionDigits: most, useGrouping: 'min2' })
    known.set(key, one)
    return one
  }
  const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 })
  const write = (format: Intl.NumberFormat, value: number): string =>
    format
      .formatToParts(value)
      .map((part) => (part.type === 'group' ? THIN : part.type === 'minusSign' ? MINUS : part.value))
      .join('')
  return (value, places) => {
    const text = Math.abs(value) >= 9_999_999.5 ? write(compact, value) : write(grouped(places ?? 0, places ?? placesOf(value)), value)
    // A tiny negative number rounds to "-0".
    return text === `${MINUS}0` ? '0' : text
  }
}

/** Dates of one language; formatters are kept, because making one costs more than a hundred uses. */
function dateFormat(tag: string): (zone: string, options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat {
  const known = new Map<string, Intl.DateTimeFormat>()
  return (zone, options) => {
    const key = zone + Object.entries(options).join()
    const one = known.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: zone, hourCycle: 'h23' })
    known.set(key, one)
    return one
  }
}

const clock = { hour: '2-digit', minute: '2-digit' } as const
const seconds = { ...clock, second: '2-digit' } as const
const day = { month: 'short', day: 'numeric' } as const
const full = { year: 'numeric', ...day } as const

function tickOptions(step: number): Intl.DateTimeFormatOptions {
  if (step < 60_000) return seconds
  if (step < DAY) return clock
  if (step < 28 * DAY) return day
  return step < 360 * DAY ? { month: 'short' } : { year: 'numeric' }
}

/** Two units at most, largest first, rounded to the second; minutes after hours have two digits. The letters are words of the language. */
function durationFormat(text: Text, number: (value: number) => string): (ms: number) => string {
  return (ms) => {
    const total = Math.round(Math.abs(ms) / 1000)
    const parts = [
      [Math.floor(total / 86_400), text('unit.day')],
      [Math.floor((total % 86_400) / 3600), text('unit.hour')],
      [Math.floor((total % 3600) / 60), text('unit.minute')],
      [total % 60, text('unit.second')],
    ] as const
    const first = parts.findIndex(([n]) => n > 0)
    if (first < 0) return `${number(0)}${NBSP}${text('unit.second')}`
    const shown = parts.slice(first, first + 2).filter(([n]) => n > 0)
    const digits = (n: number, i: number): string => (first === 1 && i === 1 && n < 10 ? number(0) : '') + number(n)
    return (ms < 0 ? MINUS : '') + shown.map(([n, unit], i) => `${digits(n, i)}${NBSP}${unit}`).join(' ')
  }
}

/** Units whose numbers change scale with their size; aligning their digits would mislead. */
const scaling = new Set(['bytes', 'bytes/s', 's', 'ms'])

/** Digits a percentage just short of all needs so that it is not told as all: 99.97, not 100; undefined where the usual ones do. */
function shortOfAll(percent: number): number | undefined {
  const missing = 100 - percent
  if (missing <= 0 || missing >= 0.1) return undefined
  const places = Math.min(4, Math.ceil(-Math.log10(missing)))
  // As near to all as makes no difference: not "100.0000".
  return Number(percent.toFixed(places)) >= 100 ? undefined : places
}

function alignedPlaces(values: readonly number[], unit: Unit): number | undefined {
  if (scaling.has(unit)) return undefined
  // How many times: nobody reads a hundredth of it.
  if (unit === '×') return 1
  const sizes = values.filter((v) => Number.isFinite(v) && v !== 0).map((v) => Math.abs(unit === 'ratio' ? v * 100 : v))
  if (sizes.every((v) => Number.isInteger(v))) return 0
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0)
  const smallest = sizes.reduce((a, b) => Math.min(a, b), largest)
  // Three significant digits of the largest; a number a thousand times smaller would read as nothing.
  if (largest / smallest > 1000 || largest >= 9_999_999.5) return undefined
  const short = unit === 'ratio' || unit === 'percent' ? Math.max(0, ...sizes.map((v) => shortOfAll(v) ?? 0)) : 0
  return Math.max(placesOf(largest + 1e-9), short)
}

/** Amounts counted in one unit of time, whose letter is a word of the language. */
const timeUnits = { min: 'unit.minute', h: 'unit.hour', d: 'unit.day' } as const satisfies Readonly<Record<string, TextKey>>

function amountFormat(number: (value: number, places?: number) => string, duration: (ms: number) => string, text: Text) {
  const second = text('unit.second')
  const named = (unit: Unit): string => (unit === 'count' ? '' : unit === 'min' || unit === 'h' || unit === 'd' ? text(timeUnits[unit]) : unit)
  return (value: number | null | undefined, unit: Unit = '', places?: number): Amount => {
    if (value === null || value === undefined || Number.isNaN(value)) return { number: '-', unit: '' }
    if (!Number.isFinite(value)) return { number: value > 0 ? '∞' : `${MINUS}∞`, unit: '' }
    if (unit === 'ratio' || unit === 'percent') {
      const percent = unit === 'ratio' ? value * 100 : value
      return { number: number(percent, places ?? shortOfAll(percent)), unit: '%' }
    }
    if (unit === 'bytes' || unit === 'bytes/s') {
      const [rest, step] = scaleBytes(value)
      return { number: number(rest), unit: `${binary[step] ?? ''}${unit === 'bytes/s' ? '/s' : ''}` }
    }
    if (unit === 's' || unit === 'ms') {
      const inSeconds = unit === 'ms' ? value / 1000 : value
      const short = shortSeconds(inSeconds)
      if (short) return { number: number(short[0]), unit: short[1] === 's' ? second : short[1] }
      // "3 h 12" and "min": the last unit may be set smaller.
      const words = duration(inSeconds * 1000)
      const cut = words.lastIndexOf(NBSP)
      return { number: words.slice(0, cut), unit: words.slice(cut + 1) }
    }
    return { number: number(value, places), unit: named(unit) }
  }
}

/** Formats of one language. Digits: three significant, none after the point from 100 up; whole numbers stay whole. */
export function createFormat(tag: string, text: Text = english.text): Format {
  const number = numberFormat(tag)
  const dates = dateFormat(tag)
  const duration = durationFormat(text, number)
  const amount = amountFormat(number, duration, text)
  /** Whole minutes once there is one: a running age does not tick every second. */
  const settled = (ms: number): number => (ms < 60_000 ? ms : Math.floor(ms / 60_000) * 60_000)
  return {
    amount,
    duration,
    places: (values, unit = '') => alignedPlaces(values, unit),
    value: (value, unit, places) => {
      const { number: digits, unit: shown } = amount(value, unit, places)
      return shown ? `${digits}${shown.startsWith('/') ? '' : NBSP}${shown}` : digits
    },
    age: (at, now, zone) => (now - at < DAY ? duration(settled(Math.max(0, now - at))) : dates(zone, { ...day, ...clock }).format(at)),
    time: (at, zone, span = 0) => dates(zone, span > DAY ? { ...day, ...clock } : clock).format(at),
    moment: (at, zone) => dates(zone, { ...full, ...seconds }).format(at),
    tick: (at, zone, step) => dates(zone, tickOptions(step)).format(at),
  }
}

const formats = new WeakMap<Text, Format>()

/** Numbers, durations and times as the reader's language writes them; one for all who read that language. */
export function useFormat(): Format {
  const { tag, text } = useLanguage()
  const known = formats.get(text) ?? createFormat(tag, text)
  formats.set(text, known)
  return known
}
