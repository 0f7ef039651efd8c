import type { IncomingMessage } from 'node:http'
import { LogoutRefusal } from './logout-token.ts'

const mostBytes = 32_768

/** A form as identity providers post it. Larger ones and other kinds are refused. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new LogoutRefusal('expected application/x-www-form-urlencoded')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > mostBytes) throw new LogoutRefusal(`at most ${mostBytes} bytes`)
    chunks.push(part)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
