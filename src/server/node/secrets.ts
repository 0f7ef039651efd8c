import { readFile } from 'node:fs/promises'
import { isAbsolute, resolve, sep } from 'node:path'
import { ServerFault } from '../fault.ts'
import type { Secrets } from '../ports.ts'

const maxBytes = 65_536

export interface SecretPlaces {
  /** Folder relative references start from. */
  readonly base: string
  /** Folders whose files anyone may name. */
  readonly folders: readonly string[]
  /** Single files the configuration names. */
  readonly files: readonly string[]
}

/**
 * Reads secrets from files. A reference made in the app reaches only the folders set aside for secrets: otherwise it could
 * name any file of this machine and send it to an address of its choosing.
 */
export function createFileSecrets(places: SecretPlaces): Secrets {
  const folders = places.folders.map((folder) => resolve(places.base, folder) + sep)
  const files = new Set(places.files.map((file) => resolve(places.base, file)))
  return {
    async read(reference) {
      const path = isAbsolute(reference) ? resolve(reference) : resolve(places.base, reference)
      if (!files.has(path) && !folders.some((folder) => path.startsWith(folder)))
        throw new ServerFault('source_refused', { detail: `${reference} is in no folder for secrets (HOMEPORT_SECRETS)` })
      const text = await readFile(path, { encoding: 'utf8' }).catch((cause: unknown) => {
        throw new ServerFault('source_refused', { detail: `secret file unreadable: ${codeOf(cause)}`, cause })
      })
      if (text.length > maxBytes) throw new ServerFault('source_refused', { detail: `secret file larger than ${maxBytes} bytes` })
      const secret = text.trim()
      if (secret === '') throw new ServerFault('source_refused', { detail: 'secret file is empty' })
      return secret
    },
  }
}

/** Why a file could not be read, in one word: ENOENT, EACCES... */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unreadable')
