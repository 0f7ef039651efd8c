import { expect, test } from 'vitest'
import { guardSinks } from './trusted-types.ts'
import type { PolicyMaker } from './trusted-types.ts'

type Rules = Parameters<PolicyMaker['createPolicy']>[1]

function guarded(workers: readonly string[]): Rules {
  let made: Rules | undefined
  guardSinks({ createPolicy: (_name, rules) => (made = rules) }, 'https://portal.example', workers)
  if (!made) throw new Error('no policy was made')
  return made
}

test('text passes, markup in any spelling does not', () => {
  const { createHTML } = guarded([])
  expect(createHTML('a > b { color: red }')).toBe('a > b { color: red }')
  for (const bad of ['<img src=x onerror=alert(1)>', '</style><script>', 'a <!-- b', '\u0000<svg>']) expect([bad, createHTML(bad)]).toEqual([bad, null])
})

test('exactly the workers of the build start, on our own origin', () => {
  const { createScriptURL } = guarded(['/assets/layout.worker-a1.js'])
  const own = 'https://portal.example/assets/layout.worker-a1.js'
  for (const good of ['/assets/layout.worker-a1.js', own, '/assets/x/../layout.worker-a1.js']) expect(createScriptURL(good)).toBe(good)
  for (const bad of [
    '/assets/other.js',
    '/assets/layout.worker-a1.js?x',
    '/assets/layout.worker-a1.js#x',
    '//evil.example/assets/layout.worker-a1.js',
    'https://evil.example/assets/layout.worker-a1.js',
    'http://portal.example/assets/layout.worker-a1.js',
    'blob:https://portal.example/1',
    'data:text/javascript,1',
    'javascript:1',
    'https://',
    '',
  ])
    expect([bad, createScriptURL(bad)]).toEqual([bad, null])
})
