import { randomBytes } from 'node:crypto'

/** What the build leaves open in a page (vite.config.ts, index.html). */
const nonceMark = '__CSP_NONCE__'
const workersMark = '__WORKER_SCRIPTS__'

export interface AppPage {
  readonly nonce: string
  readonly html: Buffer
}

/** Makes the page with a nonce of its own for every answer, naming the scripts that may run as workers. */
export function createPage(template: string, workers: readonly string[]): () => AppPage {
  const parts = template.replaceAll(workersMark, workers.join(' ')).split(nonceMark)
  return () => {
    const nonce = randomBytes(16).toString('base64')
    return { nonce, html: Buffer.from(parts.join(nonce)) }
  }
}
