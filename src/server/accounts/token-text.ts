/** The text of a service token: `hp_<id>_<43 characters>_<crc>`. Its shape lets scanners find one that leaked. */
export interface TokenText {
  readonly id: string
  /** Everything before the checksum; this is what is hashed. */
  readonly secret: string
}

const shape = /^(hp_([A-Za-z0-9-]{1,64})_[\w-]{43})_([0-9a-f]{8})$/

/** CRC-32 (ISO 3309), bit by bit: tokens are short. */
export function crc32(text: string): string {
  let crc = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}

export function writeToken(id: string, random: string): TokenText & { readonly text: string } {
  const secret = `hp_${id}_${random}`
  return { id, secret, text: `${secret}_${crc32(secret)}` }
}

/** Undefined for what is no token, mistyped ones included: those are never looked up. */
export function readToken(text: string): TokenText | undefined {
  const [, secret, id, crc] = shape.exec(text) ?? []
  return secret && id && crc32(secret) === crc ? { id, secret } : undefined
}
