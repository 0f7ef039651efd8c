/** What of a browser a sign-in needs: cookies by host, and redirects followed by hand. */
export interface CookieBrowser {
  /** Opens an address and follows where it leads, at most `hops` times. */
  open(url: string, hops?: number): Promise<Opened>
  /** One request, with this browser's cookies and the headers its own pages would send. */
  send(url: string, init?: { readonly method?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }): Promise<Opened>
  cookies(host: string): ReadonlyMap<string, string>
  setCookie(host: string, name: string, value: string): void
}

export interface Opened {
  readonly status: number
  readonly url: string
  readonly headers: Headers
  readonly text: string
  readonly setCookies: readonly string[]
}

export function createCookieBrowser(): CookieBrowser {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (host: string): Map<string, string> => jars.get(host) ?? (jars.set(host, new Map()).get(host) as Map<string, string>) // just set

  const take = (host: string, lines: readonly string[]): void => {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
      const expires = attributes.find((a) => /^\s*expires=/i.test(a))?.split('=')[1]
      const gone = attributes.some((a) => /^\s*max-age=0\s*$/i.test(a)) || (expires !== undefined && Date.parse(expires) <= Date.now())
      if (gone) jarOf(host).delete(name)
      else jarOf(host).set(name, value)
    }
  }

  const ask = async (url: string, init: RequestInit = {}): Promise<Opened> => {
    const { hostname } = new URL(url)
    const headers = new Headers(init.headers)
    const cookie = [...jarOf(hostname)].map(([name, value]) => `${name}=${value}`).join('; ')
    if (cookie) headers.set('cookie', cookie)
    const reply = await fetch(url, { ...init, headers, redirect: 'manual' })
    const setCookies = reply.headers.getSetCookie()
    take(hostname, setCookies)
    return { status: reply.status, url, headers: reply.headers, text: await reply.text(), setCookies }
  }

  return {
    async open(url, hops = 12) {
      let at = await ask(url)
      for (let hop = 0; hop < hops; hop += 1) {
        const location = at.headers.get('location')
        if (at.status < 300 || at.status >= 400 || location === null) return at
        at = await ask(new URL(location, at.url).href)
      }
      return at
    },
    send: (url, { method = 'GET', body, headers } = {}) =>
      ask(url, {
        method,
        headers: { 'sec-fetch-site': 'same-origin', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    cookies: jarOf,
    setCookie: (host, name, value) => void jarOf(host).set(name, value),
  }
}
