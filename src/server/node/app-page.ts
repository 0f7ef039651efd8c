import { randomBytes } from 'node:crypto'

/** What the build leaves open in a page (vite.config.ts, index.html). */
const nonceMark = '__CSP_NONCE__'
const workersMark = '__WORKER_SCRIPTS__'
const sessionMark = '__SESSION__'

export interface AppPage {
  readonly nonce: string
  readonly html: Buffer
}

/**
 * Makes the page with a nonce of its own for every answer, naming the scripts that may run as workers. With a session it says
 * so, and the page asks its first questions before the app's code has come (public/boot.js).
 */
export function createPage(template: string, workers: readonly string[]): (session: boolean) => AppPage {
  const split = (session: string): readonly string[] => template.replaceAll(workersMark, workers.join(' ')).replaceAll(sessionMark, session).split(nonceMark)
  const [known, unknown] = [split('yes'), split('')]
  return (session) => {
    const nonce = randomBytes(16).toString('base64')
    return { nonce, html: Buffer.from((session ? known : unknown).join(nonce)) }
  }
}
