/** How the gateway tells of an address it may not call: `prom.example:9090 -> 10.1.2.3 (private)`. */
const told = /^(\S+):(\d{1,5}) -> (\S+) \((private|loopback)\)$/

const isLocalhost = (host: string): boolean => /(^|\.)localhost$/.test(host)

/**
 * The entry of `allow` in homeport.config.json that lets Homeport call the address a refusal speaks of; undefined where the
 * refusal is about something else. A name that leads to this machine does not vouch for it: then it is the address itself.
 */
export function allowEntryFor(detail: string | undefined): string | undefined {
  const [, host, port, address, kind] = told.exec(detail ?? '') ?? []
  if (host === undefined || port === undefined || address === undefined) return undefined
  if (kind === 'loopback' && host !== address && !isLocalhost(host)) return `${address}/${address.includes(':') ? 128 : 32}`
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
