import { useMemo } from 'react'
import type { Unit } from '#contract/frame.ts'
import { useLanguage } from './text.ts'

const NBSP = '\u00a0'

/** A number with its unit apart, so that a stat can set the unit smaller. */
export interface Amount {
  readonly number: string
  readonly unit: string
}

export interface Format {
  /** `null` and NaN give "-"; minus is U+2212; no-break space before the unit. */
  value(value: number | null | undefined, unit?: Unit): string
  amount(value: number | null | undefined, unit?: Unit): Amount
  /** Short duration of `ms`, two units at most: "1 h 14 min". */
  duration(ms: number): string
  /** Age up to 24 h in words ("16 min"), then the date. */
  age(at: number, now: number, zone: string): string
  /** Time of day, or date and time where `span` (ms) is more than a day. */
  time(at: number, zone: string, span?: number): string
  /** Full date and time with seconds. */
  moment(at: number, zone: string): string
}

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
const scale = (value: number): readonly [number, number] => {
  let step = 0
  let rest = value
  while (Math.abs(rest) >= 1024 && step < binary.length - 1) {
    rest /= 1024
    step += 1
  }
  return [rest, step]
}

const seconds = (s: number): Amount | undefined => {
  const size = Math.abs(s)
  if (size === 0) return { number: '0', unit: 's' }
  if (size < 1e-3) return { number: String(s * 1e6), unit: 'µs' }
  if (size < 1) return { number: String(s * 1e3), unit: 'ms' }
  return size < 120 ? { number: String(s), unit: 's' } : undefined
}

/** Formats of one language. Digits: three significant, none after the point from 100 up; whole numbers stay whole. */
export function createFormat(tag: string): Format {
  const numbers = new Map<number, Intl.NumberFormat>()
  const digits = (places: number): Intl.NumberFormat => {
    const known = numbers.get(places) ?? new Intl.NumberFormat(tag, { maximumFractionDigits: places, useGrouping: 'min2' })
    numbers.set(places, known)
    return known
  }
  const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 4 })
  const plain = (value: number): string => {
    const size = Math.abs(value)
    if (size >= 1e7) return compact.format(value).replace('-', '\u2212')
    const places = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size === 0 ? 0 : Math.min(6, 2 - Math.floor(Math.log10(size)))
    return digits(places).format(value).replace('-', '\u2212')
  }
  const times = new Map<string, Intl.DateTimeFormat>()
  const dates = (zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = zone + JSON.stringify(options)
    const known = times.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: zone, hourCycle: 'h23' })
    times.set(key, known)
    return known
  }
  const amount = (value: number | null | undefined, unit: Unit = ''): Amount => {
    if (value === null || value === undefined || Number.isNaN(value)) return { number: '-', unit: '' }
    if (!Number.isFinite(value)) return { number: value > 0 ? '∞' : '\u2212∞', unit: '' }
    if (unit === 'ratio') return { number: plain(value * 100), unit: '%' }
    if (unit === 'percent') return { number: plain(value), unit: '%' }
    if (unit === 'bytes' || unit === 'bytes/s') {
      const [rest, step] = scale(value)
      return { number: plain(rest), unit: `${binary[step] ?? ''}${unit === 'bytes/s' ? '/s' : ''}` }
    }
    if (unit === 's' || unit === 'ms') {
      const short = seconds(unit === 'ms' ? value / 1000 : value)
      return short ? { number: plain(Number(short.number)), unit: short.unit } : { number: duration(unit === 'ms' ? value : value * 1000), unit: '' }
    }
    return { number: plain(value), unit: unit === 'count' ? '' : unit }
  }
  const duration = (ms: number): string => {
    const sign = ms < 0 ? '\u2212' : ''
    const total = Math.round(Math.abs(ms) / 1000)
    const parts: readonly (readonly [number, string])[] = [
      [Math.floor(total / 86_400), 'd'],
      [Math.floor((total % 86_400) / 3600), 'h'],
      [Math.floor((total % 3600) / 60), 'min'],
      [total % 60, 's'],
    ]
    const first = parts.findIndex(([n]) => n > 0)
    if (first < 0) return `0${NBSP}s`
    return (
      sign +
      parts
        .slice(first, first + 2)
        .filter(([n]) => n > 0)
        .map(([n, u]) => `${n}${NBSP}${u}`)
        .join(' ')
    )
  }
  return {
    amount,
    duration,
    value: (value, unit) => {
      const { number, unit: shown } = amount(value, unit)
      return shown ? `${number}${shown.startsWith('/') ? '' : NBSP}${shown}` : number
    },
    age: (at, now, zone) =>
      now - at < 86_400_000
        ? duration(Math.max(0, now - at) < 60_000 ? Math.max(0, now - at) : Math.floor((now - at) / 60_000) * 60_000)
        : dates(zone, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at),
    time: (at, zone, span = 0) =>
      dates(zone, span > 86_400_000 ? { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } : { hour: '2-digit', minute: '2-digit' }).format(
        at,
      ),
    moment: (at, zone) => dates(zone, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at),
  }
}

/** Numbers, durations and times as the reader's language writes them. */
export function useFormat(): Format {
  const { tag } = useLanguage()
  return useMemo(() => createFormat(tag), [tag])
}
