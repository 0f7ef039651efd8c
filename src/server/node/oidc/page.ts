import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WayKey } from './words.ts'
import { wordsFor } from './words.ts'

/** A page without the app: nobody is signed in, and nothing is sure but these words. */
export interface Page {
  readonly status: number
  readonly title: WayKey
  readonly lines: readonly { readonly key: WayKey; readonly values?: Readonly<Record<string, string>> }[]
  /** Where to try once more; absent when that cannot help. */
  readonly again?: string
  /** Short technical word for whoever is asked for help. */
  readonly detail?: string
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '')

const looks = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-inline-size:36rem;margin:15vh auto 0;padding-inline:1.5rem;overflow-wrap:anywhere}
h1{font-size:1.375rem;font-weight:600}a{color:inherit;margin-inline-end:1.5rem}code{font-size:.875rem;opacity:.75}`

/** Writes the page in the reader's language. No script, no picture, no form; the one style sheet bears a nonce. */
export async function answerPage(request: IncomingMessage, response: ServerResponse, page: Page): Promise<void> {
  const { tag, dir, say } = await wordsFor(request.headers['accept-language'])
  const nonce = randomBytes(16).toString('base64')
  const title = escaped(say(page.title))
  const html = [
    `<!doctype html><html lang="${tag}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`,
    `<style nonce="${nonce}">${looks}</style></head><body><main><h1>${title}</h1>`,
    ...page.lines.map(({ key, values }) => `<p>${escaped(say(key, values))}</p>`),
    ...(page.detail ? [`<p><code>${escaped(page.detail)}</code></p>`] : []),
    `<p>${page.again === undefined ? '' : `<a href="${escaped(page.again)}">${escaped(say('way.again'))}</a>`}<a href="/">${escaped(say('way.home'))}</a></p></main></body></html>`,
  ].join('\n')
  response.writeHead(page.status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    'cache-control': 'no-store',
    vary: 'Accept-Language',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  })
  response.end(request.method === 'HEAD' ? undefined : html)
}
