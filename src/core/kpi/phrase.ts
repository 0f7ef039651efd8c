/** A sentence as data: a key of the locales and its arguments, in one cell. The key `amount` is a number `v` of a `unit`. */
export interface Phrase {
  readonly key: string
  readonly args: Readonly<Record<string, string | number>>
}

/** `kpi.drag.budget?left=-0.12&service=pay`; numbers are marked so that they come back as numbers. */
export function writePhrase({ key, args }: Phrase): string {
  const said = Object.entries(args).map(([name, value]) => `${name}=${typeof value === 'number' ? `#${value}` : encodeURIComponent(value)}`)
  return said.length > 0 ? `${key}?${said.join('&')}` : key
}

export function readPhrase(text: string): Phrase {
  const [key = '', said = ''] = text.split('?')
  const args = said
    .split('&')
    .filter(Boolean)
    .map((pair): [string, string | number] => {
      const at = pair.indexOf('=')
      const value = pair.slice(at + 1)
      return [pair.slice(0, at), value.startsWith('#') ? Number(value.slice(1)) : decodeURIComponent(value)]
    })
  return { key, args: Object.fromEntries(args) }
}
