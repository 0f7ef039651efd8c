import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import type { Accounts } from '../../accounts/accounts.ts'
import type { Log, ProxyClaims } from '../../ports.ts'
import type { Proxy } from '../config/auth.ts'
import { inNetworks, plainAddress } from '../gateway/address.ts'
import { networkOf } from '../sender.ts'
import { headerText, isProven } from './proof.ts'
import type { ProofKeys } from './proof.ts'

/** Node reads header bytes as Latin-1; proxies write names in UTF-8. */
const asUtf8 = (text: string): string => {
  const decoded = Buffer.from(text, 'latin1').toString('utf8')
  return decoded.includes('\ufffd') ? text : decoded
}

/**
 * Whom the proxy says a request is from; undefined when it says nothing, or when it is not the proxy that says it: then the
 * headers count for nothing and are logged and recorded. Trust is decided by the socket's other end alone, never by `X-Forwarded-For`.
 */
export function createProxyClaims(
  proxy: Proxy,
  peers: BlockList,
  keys: ProofKeys,
  { log, accounts }: { readonly log: Log; readonly accounts: () => Pick<Accounts, 'sentAway'> },
): (request: IncomingMessage) => Promise<ProxyClaims | undefined> {
  const { headers: names, separator } = proxy
  const claimed = Object.values(names).filter((name) => name !== undefined)

  const refuse = (peer: string, why: 'peer' | 'proof'): undefined => {
    const network = networkOf(peer)
    log.warn('proxy.spoofed', { network, why })
    accounts().sentAway({ action: 'proxy.refuse', object: `proxy:${proxy.name}`, caller: { network }, detail: { why } })
    return undefined
  }

  return async ({ headers, socket }) => {
    const told = claimed.filter((name) => headerText(headers, name) !== undefined)
    if (told.length === 0) return undefined
    const peer = plainAddress(socket.remoteAddress ?? '')
    if (peer === '' || !inNetworks(peers, peer)) return refuse(peer, 'peer')
    const text = (name: string | undefined): string | undefined => {
      const found = headerText(headers, name)
      return found === undefined ? undefined : asUtf8(found)
    }
    const subject = text(names.user)
    if (subject === undefined) return undefined
    if (!(await isProven(headers, proxy, keys, subject))) return refuse(peer, 'proof')
    const groups = (text(names.groups) ?? '').split(separator).flatMap((group) => group.trim() || [])
    return { subject, name: text(names.name) ?? subject, email: text(names.email), groups }
  }
}
