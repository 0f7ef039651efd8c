import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import react from '@vitejs/plugin-react'
import { msw } from 'msw/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { findBrowser } from './tests/support/browser.ts'

const apiPort = 4621
const browser = findBrowser()

/** The server behind the hot-reloading app. It is to see the name the browser used, or it takes every change for a foreign page's. */
const toServer = Object.fromEntries(['/api', '/auth'].map((path) => [path, { target: `http://127.0.0.1:${apiPort}`, changeOrigin: false }]))

/** What the app loads, some on demand: found late, it would be bundled anew under whoever looks at it, or in the middle of a test, with a second React. */
const drawnWith = [
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-sql',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/view',
  '@dagrejs/dagre',
  '@lezer/common',
  '@lezer/highlight',
  '@mantine/core',
  '@mantine/dates',
  '@mantine/hooks',
  '@prometheus-io/codemirror-promql',
  '@prometheus-io/lezer-promql',
  '@tanstack/react-query',
  '@tanstack/react-table',
  '@tanstack/react-virtual',
  '@xyflow/react',
  'd3-dsv',
  'elkjs/lib/elk-api.js',
  'hono',
  'idb',
  'intl-messageformat',
  'json-p3',
  'msw',
  'msw/browser',
  'react-grid-layout',
  'recharts',
  'uplot',
  'wouter',
  'wouter/use-browser-location',
  'yaml',
  'zod/mini',
  'zustand',
  'zustand/vanilla',
]

type Graph = { getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null }

/** Named by a library's index that everything imports, used by the forms of the editor alone. */
const onlyForForms = /\/zod\/v4\/core\/(to-json-schema|json-schema)/

/** Whether a module is among what `entry` imports statically, directly or not; what all pages are made with aside. */
function partsOf(entry: string): (id: string, graph: Graph) => boolean {
  const parts = new Set<string>()
  return (id, graph) => {
    if (parts.size === 0) {
      const visit = (part: string): void => {
        if (parts.has(part)) return
        parts.add(part)
        for (const next of graph.getModuleInfo(part)?.importedIds ?? []) visit(next)
      }
      visit(resolve(entry).replaceAll('\\', '/'))
    }
    return parts.has(id) && !id.includes('/src/web/ui/') && !onlyForForms.test(id)
  }
}

/** Pages and parts of pages that are one file each, those others are made with first. The server names them in the page (src/server/node/app-page.ts). */
const wholes = [
  ['dashboard', partsOf('src/web/pages/dashboard/index.ts')],
  ['home-page', partsOf('src/web/pages/home/index.ts')],
  ['home-strips', partsOf('src/web/pages/home/Strips.tsx')],
] as const
const wholeOf = (id: string, graph: Graph): string | null => wholes.find(([, has]) => has(id, graph))?.[0] ?? null

/**
 * One file where all its parts are always needed together: a page made of fifty small ones is slow to arrive on any
 * network. First the libraries, then all the entry needs, then all a dashboard needs and the first screen beyond it;
 * views and dialogs are on their own.
 */
const chunks = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
  { name: 'shell', tags: ['$initial' as const], priority: 2 },
  { name: wholeOf, debugName: 'wholes', priority: 1 },
]

/** The API beside Vite, so that `npm run dev:server` is one command; it restarts when its sources change. */
const apiBeside = (): Plugin => ({
  name: 'homeport-api',
  apply: 'serve',
  configureServer(server) {
    const api = spawn(process.execPath, ['--watch', 'src/server/node/main.js', '--port', String(apiPort)], { stdio: 'inherit' })
    const end = (): void => void api.kill()
    server.httpServer?.once('close', end)
    process.once('exit', end)
  },
})

/** Nothing is measured by tests: one that waits for a state may take what a busy machine needs, one that hangs still ends. */
const patienceMs = 60_000

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === 'mock' ? [msw()] : []), ...(mode === 'server' ? [apiBeside()] : [])],
  // Filled in by the server, anew in every answer (src/server/node/app-page.ts).
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    manifest: true,
    // The page's policy allows no scripts and few files written into other files.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    license: true,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  // Only what the app begins with is looked through: the pages of the benchmark import packages few have.
  optimizeDeps: { entries: ['index.html'], include: drawnWith },
  server: { port: 5173, ...(mode === 'server' && { proxy: toServer }) },
  test: {
    reporters: ['default', './tests/support/plain-reporter.ts'],
    // Waits end when what is waited for is there: how long that may take is the machine's to say.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
          include: ['src/**/*.test.ts', 'mocks/**/*.test.ts', 'tests/{architecture,contract,replay,support}/**/*.test.ts'],
          exclude: ['src/web/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
          isolate: false,
          include: ['src/web/**/*.test.{ts,tsx}', 'tests/journeys/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.{ts,tsx}'],
          setupFiles: ['tests/support/jsdom.ts', 'tests/support/words.ts'],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: [...drawnWith, '@testing-library/react', 'axe-core'] },
        test: {
          name: 'browser',
          setupFiles: ['tests/support/words.ts'],
          include: browser ? ['src/web/**/*.browser.test.{ts,tsx}'] : [],
          passWithNoTests: true,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(browser && { executablePath: browser }),
                args: [
                  '--no-sandbox',
                  '--disable-gpu',
                  '--disable-quic',
                  '--no-first-run',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}))
