import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { Door } from '#contract/identity.ts'
import type { Problem } from '../../door/issues.ts'
import { codeOf } from '../secrets.ts'

const Line = (most: number) => z.optional(z.string().check(z.minLength(1), z.maxLength(most)))

/** What the sign-in page shows beside the ways in. */
export const DoorSettings = z.strictObject({
  title: Line(100),
  /** A PNG or WebP file. */
  logo: Line(1_000),
  message: Line(2_000),
  status: z.optional(z.strictObject({ mark: z.enum(['ok', 'info', 'warning', 'critical']), text: z.string().check(z.minLength(1), z.maxLength(200)) })),
  links: z._default(
    z
      .array(
        z.strictObject({
          title: z.string().check(z.minLength(1), z.maxLength(100)),
          url: z.string().check(z.regex(/^(https?:\/\/|mailto:|\/(?!\/))/), z.maxLength(2_000)),
        }),
      )
      .check(z.maxLength(20)),
    [],
  ),
})
export type DoorSettings = z.output<typeof DoorSettings>

/** It travels inside the sign-in page's data. */
const mostLogoBytes = 131_072

const kinds: readonly (readonly [string, (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))],
  ['image/webp', (bytes) => bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP'],
]

/** The picture as a data URL. Told apart by its bytes, not by its name; drawings that can hold scripts (SVG) are none. */
function readLogo(file: string, base: string): { readonly logo: string } | { readonly problem: Problem } {
  const wrong = (detail: string) => ({ problem: { path: 'door.logo', detail } })
  try {
    const bytes = readFileSync(resolve(base, file))
    const type = kinds.find(([, is]) => is(bytes))?.[0]
    if (type === undefined) return wrong(`expected a PNG or WebP file: ${file} is neither`)
    if (bytes.length > mostLogoBytes) return wrong(`expected at most ${mostLogoBytes} bytes: ${file} has ${bytes.length}`)
    return { logo: `data:${type};base64,${bytes.toString('base64')}` }
  } catch (error) {
    return wrong(`expected a readable file: ${file} (${codeOf(error)})`)
  }
}

export type LookRead = { readonly look: Door['look'] } | { readonly problem: Problem }

export function readLook({ logo: file, ...door }: DoorSettings, base: string): LookRead {
  const read = file === undefined ? undefined : readLogo(file, base)
  if (read && 'problem' in read) return read
  return { look: z.parse(Door.shape.look, { ...door, ...read }) }
}
