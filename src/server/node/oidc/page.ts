import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WayKey } from './words.ts'
import { wordsFor } from './words.ts'

interface Line {
  readonly key: WayKey
  readonly values?: Readonly<Record<string, string>>
  /** Somebody else's words, set apart and in their own direction. */
  readonly fact?: true
}

/** A page without the app: nobody is signed in, and nothing is sure but these words. */
export interface Page {
  readonly status: number
  readonly title: WayKey
  readonly lines: readonly Line[]
  /** Where to try once more; absent when that cannot help. */
  readonly again?: string
  /** Short technical word for whoever is asked for help. */
  readonly detail?: string
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '')

/** The app's own colours (src/web/ui/tokens.css), light and dark. */
const looks = `:root{color-scheme:light dark;--accent:light-dark(#096770,#5dcbd1);--on:light-dark(#fff,#04181b)}
body{font:15px/1.5 'Inter Variable',system-ui,sans-serif;max-inline-size:34rem;margin:14vh auto 3rem;padding-inline:1.5rem;overflow-wrap:anywhere;color:light-dark(#0f1d1e,#e4eded);background:light-dark(#f3f5f2,#0b1114)}
svg{display:block;margin-block-end:1.25rem}svg rect{fill:var(--accent)}svg path{fill:var(--on)}
h1{font-size:1.375rem;line-height:1.3;font-weight:600;margin-block:0 1rem}
.fact{font:13px/1.5 ui-monospace,monospace;padding:.625rem .875rem;border:1px solid light-dark(#dfe4e0,#233036);border-radius:6px;background:light-dark(#fff,#121a1e)}
a{color:var(--accent);margin-inline-end:1.5rem}`

const logo =
  '<svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6"/><path d="M12 6.2 17.6 11v6.4H6.4V11z"/></svg>'

/** Writes the page in the reader's language. No script, no picture, no form; the one style sheet bears a nonce. */
export async function answerPage(request: IncomingMessage, response: ServerResponse, page: Page): Promise<void> {
  const { tag, dir, say } = await wordsFor(request.headers['accept-language'])
  const nonce = randomBytes(16).toString('base64')
  const title = escaped(say(page.title))
  const html = [
    `<!doctype html><html lang="${tag}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`,
    `<style nonce="${nonce}">${looks}</style></head><body><main>${logo}<h1>${title}</h1>`,
    ...page.lines.map(({ key, values, fact }) => `<p${fact ? ' class="fact" dir="auto"' : ''}>${escaped(say(key, values))}</p>`),
    ...(page.detail ? [`<p class="fact" dir="auto">${escaped(page.detail)}</p>`] : []),
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
