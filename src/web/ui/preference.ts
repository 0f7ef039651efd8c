import { useCallback, useSyncExternalStore } from 'react'

/**
 * Small choices of a person on this device. They never decide what is shown, only how; losing them loses nothing.
 */
export interface Preferences {
  readonly scheme: 'auto' | 'light' | 'dark'
  readonly contrast: 'auto' | 'more'
  readonly density: 'comfortable' | 'compact'
  readonly rail: 'wide' | 'slim'
  /** Language tag; empty = what the browser asks for. */
  readonly language: string
  /** IANA zone; empty = the browser's. */
  readonly zone: string
  /** Id of the dashboard the person's role lands on, as far as this device knows. */
  readonly landing: string
  /** Strips of the first screen people folded or put away, and hints of it they have seen: a line per person. Copies of what the server keeps. */
  readonly foldedStrips: string
  readonly hiddenStrips: string
  readonly seenHints: string
  /** Whether the first screen offered to connect something last time, and whether nothing reported at all: rooms are kept accordingly. */
  readonly offers: '' | 'some' | 'all'
  /** `yes` once the first-run words were put away. */
  readonly welcomed: '' | 'yes'
}

export const defaultPreferences: Preferences = {
  scheme: 'auto',
  contrast: 'auto',
  density: 'comfortable',
  rail: 'wide',
  language: '',
  zone: '',
  landing: '',
  foldedStrips: '',
  hiddenStrips: '',
  seenHints: '',
  offers: '',
  welcomed: '',
}

const allowed: { readonly [K in keyof Preferences]?: readonly string[] } = {
  scheme: ['auto', 'light', 'dark'],
  contrast: ['auto', 'more'],
  density: ['comfortable', 'compact'],
  rail: ['wide', 'slim'],
  welcomed: ['', 'yes'],
  offers: ['', 'some', 'all'],
}

const listeners = new Set<() => void>()
const keyOf = (name: keyof Preferences): string => `homeport.${name}`

/** Storage may be forbidden or full: the choice then lasts as long as the page. */
const unsaved = new Map<string, string>()

function stored(key: string): string | null {
  if (unsaved.has(key)) return unsaved.get(key) ?? null
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function readPreference<K extends keyof Preferences>(name: K): Preferences[K] {
  const found = stored(keyOf(name))
  const words = allowed[name]
  // Checked against the allowed words above; free strings need no check.
  return found !== null && (!words || words.includes(found)) ? (found as Preferences[K]) : defaultPreferences[name]
}

export function writePreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  try {
    localStorage.setItem(keyOf(name), value)
    unsaved.delete(keyOf(name))
  } catch {
    unsaved.set(keyOf(name), value)
  }
  for (const listener of listeners) listener()
}

const listen = (onChange: () => void): (() => void) => {
  listeners.add(onChange)
  addEventListener('storage', onChange)
  return () => {
    listeners.delete(onChange)
    removeEventListener('storage', onChange)
  }
}

/** A choice and how to change it; follows other tabs. */
export function usePreference<K extends keyof Preferences>(name: K): readonly [Preferences[K], (value: Preferences[K]) => void] {
  const value = useSyncExternalStore(
    listen,
    useCallback(() => readPreference(name), [name]),
  )
  return [value, useCallback((next: Preferences[K]) => writePreference(name, next), [name])]
}
