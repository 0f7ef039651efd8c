import { build, preview } from 'vite'

export interface MockApp {
  readonly base: string
  close(): Promise<void>
}

/** The app with its whole API on mocks in the browser, built once and served on loopback. */
export async function startMockApp(outDir = '.cache/mocks'): Promise<MockApp> {
  await build({ mode: 'mock', logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  const server = await preview({ build: { outDir }, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' })
  // localhost is a secure context, which a service worker needs; the address itself is one too.
  return { base: (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, ''), close: () => server.close() }
}
