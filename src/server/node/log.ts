import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import type { Log } from '../ports.ts'

const secretNames = ['authorization', 'cookie', 'setCookie', 'set-cookie', 'password', 'secret', 'token', 'bearer', 'apiKey']
/** At the top and one or two levels down; deeper facts are not logged. */
const redacted = secretNames.flatMap((name) => ['', '*.', '*.*.'].map((at) => (name.includes('-') ? `${at.slice(0, -1)}["${name}"]` : `${at}${name}`)))

/** One JSON line per event on the given stream (standard error unless told), secrets blacked out. */
export function createLog(level: string, to?: DestinationStream): Log {
  const logger = pino({ level, redact: { paths: redacted, censor: '***' }, base: null }, to ?? pino.destination({ fd: 2, sync: true }))
  return {
    debug: (event, facts) => logger.debug(facts ?? {}, event),
    info: (event, facts) => logger.info(facts ?? {}, event),
    warn: (event, facts) => logger.warn(facts ?? {}, event),
    error: (event, facts) => logger.error(facts ?? {}, event),
  }
}
