import * as z from 'zod/mini'

const File = z.string().check(z.minLength(1), z.maxLength(1000))

/** Where a source answers and how the server proves itself there. Secrets are named by file or kept sealed beside it, never written here. */
export const addressShape = {
  url: z.string().check(z.maxLength(2000), z.regex(/^https?:\/\/[^\s/?#@\\]+(\/[^\s?#\\]*)?$/, { error: 'expected a base URL, e.g. http://prometheus:9090' })),
  bearerFile: z.optional(File),
  user: z.optional(z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^:]+$/))),
  passwordFile: z.optional(File),
} as const

interface Address {
  readonly url: string
  readonly bearerFile?: string | undefined
  readonly user?: string | undefined
  readonly passwordFile?: string | undefined
}

/** Credentials are of one kind. A user's password may be kept with the source instead of in a file. */
export const wholeCredentials = z.refine<Address>((c) => (c.user !== undefined || c.passwordFile === undefined) && !(c.bearerFile && c.user), {
  error: 'expected bearerFile, or user with passwordFile',
  path: ['bearerFile'],
})

export const addressOf = ({ url, bearerFile, user, passwordFile }: Address) => ({ base: url, bearerFile, user, passwordFile })
