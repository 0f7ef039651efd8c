import { ServerFault } from '../../fault.ts'

/** Code of a network failure; several attempts on one name fail as one AggregateError. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.map(codeOf).find((code) => code !== '') ?? ''
  return 'cause' in error ? codeOf(error.cause) : ''
}

const unreadable = /^(HPE_|Z_|ERR__?ERROR_FORMAT|ERR_BROTLI|ERR_.*BROTLI|ERR_ZLIB|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_CONTENT_LENGTH)/

/**
 * A failed call as the fault it is: nobody there, or somebody who does not speak properly. An answer that stops half-way is
 * the second kind, since its head had already come.
 */
export function faultOf(error: unknown, phase: 'head' | 'body'): ServerFault {
  if (error instanceof ServerFault) return error
  const code = codeOf(error)
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return new ServerFault('source_timeout', { detail: code, cause: error })
  // By name: some parser errors carry no code.
  const garbled = (error instanceof Error && error.name === 'HTTPParserError') || unreadable.test(code)
  if (phase === 'body' || garbled)
    return new ServerFault('source_invalid', { detail: code !== '' ? code : phase === 'body' ? 'answer ended early' : 'not HTTP', cause: error })
  return new ServerFault('source_down', { detail: code === '' ? 'no connection' : code, cause: error })
}
