import * as z from 'zod/mini'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Keys that could reach a prototype are refused wherever a record comes from outside (security-reliability 2.6). */
export const SafeKey = z.string().check(z.regex(/^(?!__proto__$|constructor$|prototype$)[\w.@/:-]{1,200}$/))

/** An opaque JSON object: a view's options, a connector's config or query. Its owner parses it. */
export const JsonRecord = z.record(SafeKey, z.json())
export type JsonRecord = z.infer<typeof JsonRecord>

/** Identifier made by the application: URL-safe and short. */
export const Id = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/))
export type Id = string
