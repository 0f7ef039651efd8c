import type { Readable } from 'node:stream'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { ServerFault } from '../../fault.ts'

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  '': () => new PassThrough(),
  identity: () => new PassThrough(),
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

export const acceptEncoding = 'gzip, deflate, br'

/** Passes bytes on and throws once they are more than the cap. */
const counted = (maxBytes: number) =>
  async function* count(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of source) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw new ServerFault('source_too_large', { detail: `more than ${maxBytes} bytes` })
      yield chunk
    }
  }

/**
 * The whole body as text. Counted before and after decompression, chunk by chunk, so a small body that unpacks into a large
 * one stops at the cap. `source_invalid` for an unknown encoding and for bytes that are not UTF-8.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<string> {
  const decoder = decoders[encoding.trim().toLowerCase()]
  if (!decoder) {
    discard(body)
    throw new ServerFault('source_invalid', { detail: `content-encoding ${encoding.slice(0, 60)}` })
  }
  const chunks: Buffer[] = []
  await pipeline(body, counted(maxBytes), decoder(), counted(maxBytes), async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) chunks.push(chunk)
  })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (cause) {
    throw new ServerFault('source_invalid', { detail: 'not UTF-8', cause })
  }
}

/** Lets go of a body nobody will read. */
export function discard(body: Readable): void {
  // Letting go is itself reported as an error of the stream.
  body.on('error', () => undefined)
  body.destroy()
}
