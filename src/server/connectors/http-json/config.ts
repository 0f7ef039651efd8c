import * as z from 'zod/mini'
import { Columns } from '../columns.ts'
import { addressShape, wholeCredentials } from '../http-address.ts'
import { inLanguage } from '../query-text.ts'
import { wholeAddress } from '../whole-answer.ts'

const Param = z.string().check(z.minLength(1), z.maxLength(100))
export const Path = z.string().check(z.minLength(1), z.maxLength(300))
const mostPages = 50

/** How the rest of a long list is asked for. */
const Paging = z.discriminatedUnion('kind', [
  /** `?page=1`, `?page=2`... until a page is empty. */
  z.strictObject({ kind: z.literal('page'), param: z._default(Param, 'page'), first: z._default(z.int().check(z.gte(0), z.lte(1)), 1) }),
  /** `?offset=0`, `?offset=<rows so far>`... until a page is empty. */
  z.strictObject({ kind: z.literal('offset'), param: z._default(Param, 'offset') }),
  /** The answer says what to ask with next, until it says nothing. */
  z.strictObject({ kind: z.literal('cursor'), param: z._default(Param, 'cursor'), next: inLanguage(Path, 'jsonpath') }),
])
export type Paging = z.infer<typeof Paging>

export const Config = z
  .strictObject({
    ...addressShape,
    ...wholeAddress,
    paging: z.optional(Paging),
    maxPages: z._default(z.int().check(z.gte(1), z.lte(mostPages)), 10),
    /** Names of parameters a widget may send along; all others are only said here. */
    params: z._default(z.array(Param).check(z.maxLength(20)), []),
  })
  .check(wholeCredentials)
export type Config = z.infer<typeof Config>

export const Spec = z.object({
  kind: z._default(z.literal('rows'), 'rows'),
  /** JSONPath (RFC 9535) of the rows: of their list, or of each of them. */
  rows: z._default(inLanguage(Path, 'jsonpath'), '$'),
  /** Columns wanted; all simple values of the rows when none is named. `from` is a JSONPath below the row, or `a.b`. */
  columns: Columns,
  /** Sent along, as far as the source allows it; may hold `${variable}`, `$__from` and `$__to` (epoch milliseconds). */
  params: z._default(z.record(Param, z.string().check(z.maxLength(1000))), {}),
})
export type Spec = z.infer<typeof Spec>
