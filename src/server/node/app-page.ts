import { randomBytes } from 'node:crypto'
import type { Built, BuiltPart } from './build-manifest.ts'

/** What the build leaves open in a page (vite.config.ts, index.html). */
const nonceMark = '__CSP_NONCE__'
const workersMark = '__WORKER_SCRIPTS__'
const sessionMark = '__SESSION__'

export interface AppPage {
  readonly nonce: string
  readonly html: Buffer
}

/** Chunks of vite.config.ts that the first drawing of a place needs; the weighing of the build checks that it has them. */
export const drawnWith: readonly { readonly place: RegExp; readonly chunks: readonly string[] }[] = [
  { place: /^\/$/, chunks: ['home-page', 'home-strips'] },
  { place: /^\/d\/[^/]+$/, chunks: ['dashboard'] },
]

/** Asks for a part with the page itself: found by the app, it would come one round trip and half the work later. */
const asksFor = ({ scripts, styles }: BuiltPart): string =>
  [
    ...scripts.map((href) => `<link rel="modulepreload" crossorigin href="${href}" nonce="${nonceMark}">`),
    ...styles.map((href) => `<link rel="stylesheet" crossorigin href="${href}" nonce="${nonceMark}">`),
  ].join('')

/**
 * Makes the page of an address, with a nonce of its own for every answer, naming the scripts that may run as workers. With a
 * session it says so, asks for what the place is drawn with, and for its first answers before the app's code has come
 * (public/boot.js).
 */
export function createPage(template: string, { workers, partOf }: Pick<Built, 'workers' | 'partOf'>): (path: string, session: boolean) => AppPage {
  const split = (session: string, links = ''): readonly string[] =>
    template.replaceAll(workersMark, workers.join(' ')).replaceAll(sessionMark, session).replace('</head>', `${links}</head>`).split(nonceMark)
  const unknown = split('')
  const known = split('yes')
  const drawn = drawnWith.map(({ place, chunks }) => ({ place, parts: split('yes', asksFor(partOf(chunks))) }))
  return (path, session) => {
    const nonce = randomBytes(16).toString('base64')
    const parts = session ? (drawn.find(({ place }) => place.test(path))?.parts ?? known) : unknown
    return { nonce, html: Buffer.from(parts.join(nonce)) }
  }
}
