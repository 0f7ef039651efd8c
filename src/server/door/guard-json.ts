import { ServerFault } from '../fault.ts'

/** The document itself is ten levels deep; a view's options may add twelve. */
const maxDepth = 24
/** A megabyte of real dashboard has about a hundred thousand values. */
const maxNodes = 200_000

const reaching = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Walks parsed JSON once: refuses what is too deep, has too many values or holds a key that could reach a prototype
 * (security-reliability.md 2.6). `keys: 'any'` is for payloads of others, whose labels may bear any name.
 */
export function guardJson(value: unknown, keys: 'safe' | 'any' = 'safe'): void {
  let nodes = 0
  const walk = (it: unknown, depth: number, path: readonly string[]): void => {
    nodes += 1
    if (nodes > maxNodes) throw new ServerFault('invalid', { detail: `at most ${maxNodes} values` })
    if (it === null || typeof it !== 'object') return
    if (depth >= maxDepth) throw new ServerFault('invalid', { detail: `at most ${maxDepth} levels deep`, field: path.join('.') })
    if (Array.isArray(it)) return it.forEach((item, i) => walk(item, depth + 1, [...path, String(i)]))
    for (const [key, item] of Object.entries(it)) {
      if (keys === 'safe' && reaching.has(key)) throw new ServerFault('invalid', { detail: 'key not allowed', field: [...path, key].join('.') })
      walk(item, depth + 1, [...path, key])
    }
  }
  walk(value, 0, [])
}
