import { ServerFault } from '../../fault.ts'
import type { Failure } from './sqlite-messages.ts'

const primary = { busy: 5, locked: 6, readonly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const
/** The index of the write-ahead log could not grow: a full disk, found earlier than the log itself. */
const indexCannotGrow = 4874

/** What an SQLite failure means to whoever asked. Anything that is not the storage's doing stays a plain error: it is our mistake. */
export function faultOf({ message, code }: Failure): Error {
  if (code === undefined) return new Error(message)
  if (code === indexCannotGrow) return new ServerFault('storage_full', { detail: message })
  switch (code & 0xff) {
    case primary.full:
      return new ServerFault('storage_full', { detail: message })
    case primary.busy:
    case primary.locked:
      return new ServerFault('unavailable', { detail: message, retryAfterS: 1 })
    case primary.readonly:
    case primary.io:
    case primary.corrupt:
    case primary.cannotOpen:
    case primary.notADatabase:
      return new ServerFault('unavailable', { detail: message, retryAfterS: 10 })
    default:
      return new Error(message)
  }
}
