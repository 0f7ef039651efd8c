import { ServerFault } from '../fault.ts'

const secretName = /(pass(word|wd|phrase)?|secret|token|api[_-]?key|private[_-]?key|credential|authorization|bearer|cookie)s?$/i
/** `passwordFile`, `password_file`, `PASSWORD_FILE`: names a file, holds no secret. */
const reference = /_?file$/i

/** Where a config holds a secret itself instead of naming the file it is in; undefined when nowhere. */
export function findLiteralSecret(value: unknown, path: readonly string[] = []): { readonly path: string; readonly detail: string } | undefined {
  if (typeof value === 'string') return hasUserInfo(value) ? { path: path.join('.'), detail: 'no password in a URL: use user and passwordFile' } : undefined
  if (value === null || typeof value !== 'object') return undefined
  for (const [key, item] of Object.entries(value)) {
    const here = [...path, key]
    if (secretName.test(key) && !reference.test(key) && item !== '' && item !== null)
      return { path: here.join('.'), detail: `a secret itself is not accepted: name a file that holds it in ${key}File` }
    const deeper = findLiteralSecret(item, here)
    if (deeper) return deeper
  }
  return undefined
}

const hasUserInfo = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(text)

/** A configuration is read back by whoever manages sources: secrets are given beside it, where they are sealed, or named by `*File`. */
export function refuseLiteralSecret(config: unknown): void {
  const found = findLiteralSecret(config, ['config'])
  if (found) throw new ServerFault('invalid', { detail: found.detail, field: found.path })
}
