import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createPage } from './app-page.ts'
import { readBuilt } from './build-manifest.ts'

const folder = mkdtempSync(join(tmpdir(), 'homeport-page-'))
mkdirSync(join(folder, '.vite'))
const manifest = {
  'index.html': { file: 'assets/index.js', name: 'index', imports: ['_react.js'], css: ['assets/index.css'] },
  '_react.js': { file: 'assets/react.js', name: 'react' },
  '_strips.js': { file: 'assets/strips.js', name: 'home-strips', imports: ['_home.js', 'index.html'], css: ['assets/strips.css'] },
  '_home.js': { file: 'assets/home.js', name: 'home-page', imports: ['_dashboard.js', 'index.html'], css: ['assets/home.css'] },
  '_dashboard.js': { file: 'assets/dashboard.js', name: 'dashboard', imports: ['_react.js', 'index.html'], css: ['assets/dashboard.css'] },
  'src/locales/en/home.ts': { file: 'assets/words.js', name: 'home' },
}
writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(manifest))
afterAll(() => rmSync(folder, { recursive: true }))

const template =
  '<html data-session="__SESSION__"><head><script type="module" nonce="__CSP_NONCE__" src="/assets/index.js"></script>' +
  '<link rel="stylesheet" href="/assets/index.css" nonce="__CSP_NONCE__"></head></html>'
const pageOf = createPage(template, readBuilt(folder))

/** What the page asks for beyond what stands in every page, in order. */
const askedAhead = (path: string, session: boolean): readonly string[] => {
  const html = pageOf(path, session).html.toString()
  return [...html.matchAll(/<link rel="(\w+)" crossorigin href="([^"]+)"/g)].map(([, rel, href]) => `${rel} ${href}`)
}

test('with a session the page asks for what its place is drawn with, styles of what others are made with first', () => {
  expect(askedAhead('/', true)).toEqual([
    'modulepreload /assets/dashboard.js',
    'modulepreload /assets/home.js',
    'modulepreload /assets/strips.js',
    'stylesheet /assets/dashboard.css',
    'stylesheet /assets/home.css',
    'stylesheet /assets/strips.css',
  ])
  expect(askedAhead('/d/board-1', true)).toEqual(['modulepreload /assets/dashboard.js', 'stylesheet /assets/dashboard.css'])
})

test('who is not signed in sees the door, and other places ask for themselves', () => {
  expect(askedAhead('/', false)).toEqual([])
  for (const path of ['/alerts', '/d/board/more', '/d/', '//']) expect([path, askedAhead(path, true)]).toEqual([path, []])
})

test('everything a page asks for carries the nonce of that answer alone', () => {
  const [one, other] = [pageOf('/', true), pageOf('/', true)]
  const noncesIn = (html: Buffer): readonly string[] => [...html.toString().matchAll(/nonce="([^"]*)"/g)].map(([, nonce]) => nonce ?? '')
  expect(noncesIn(one.html)).toHaveLength(8)
  expect(new Set(noncesIn(one.html))).toEqual(new Set([one.nonce]))
  expect(other.nonce).not.toBe(one.nonce)
})
