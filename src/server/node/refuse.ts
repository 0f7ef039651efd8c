import type { ServerResponse } from 'node:http'
import type { Fault } from '#contract/fault.ts'
import { faultStatus } from '#contract/fault.ts'

/** A refusal before the API saw the request. The rest of the request is not read, so the connection ends with it. */
export function refuse(response: ServerResponse, fault: Fault, headers: Readonly<Record<string, string>> = {}): void {
  const body = JSON.stringify(fault)
  response.writeHead(faultStatus[fault.code], {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...headers,
  })
  response.end(body)
}
