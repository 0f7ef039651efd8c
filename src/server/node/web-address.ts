const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a URL leads to this machine by one of its own names. */
export const isLoopbackUrl = (url: string | URL): boolean => URL.canParse(String(url)) && loopbackNames.has(new URL(url).hostname)

/** https, or plain http to this machine itself, where nobody can listen in. */
export const isSafeUrl = (url: string): boolean =>
  URL.canParse(url) && (new URL(url).protocol === 'https:' || (new URL(url).protocol === 'http:' && isLoopbackUrl(url)))
