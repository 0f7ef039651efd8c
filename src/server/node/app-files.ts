import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { createPage } from './app-page.ts'
import { readBuilt } from './build-manifest.ts'
import { bringsSession } from './cookies.ts'
import { assetHeaders, fileHeaders, pageHeaders } from './headers.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
}
const packed = new Set(['.png', '.ico', '.woff2'])
const worthPackingBytes = 1024

const packers = {
  // Five is where Brotli is still fast enough to be done once on demand; eleven takes seconds for the large chunks.
  br: (raw: Buffer) => promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }),
  gzip: (raw: Buffer) => promisify(gzip)(raw, { level: 6 }),
}
type Encoding = keyof typeof packers
const neighbours: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' }

interface AppFile {
  readonly path: string
  readonly type: string
  readonly hashed: boolean
  readonly body: () => Promise<Buffer>
  readonly encoded: (encoding: Encoding) => Promise<Buffer>
  readonly etag: () => Promise<string>
}

/** Does the work at the first call and keeps the result; a failure is not kept. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined
  return () =>
    (kept ??= work().catch((error: unknown) => {
      kept = undefined
      throw error
    }))
}

function fileAt(path: string, name: string): AppFile {
  const body = (): Promise<Buffer> => readFile(path)
  const pack = (encoding: Encoding): (() => Promise<Buffer>) =>
    once(async () => (existsSync(path + neighbours[encoding]) ? readFile(path + neighbours[encoding]) : packers[encoding](await body())))
  const encodings = { br: pack('br'), gzip: pack('gzip') }
  return {
    path,
    type: types[extname(name)] ?? 'application/octet-stream',
    hashed: name.startsWith('/assets/'),
    body,
    encoded: (encoding) => encodings[encoding](),
    etag: once(async () =>
      createHash('sha256')
        .update(await body())
        .digest('base64url')
        .slice(0, 22),
    ),
  }
}

/** Every file of the built app by its address. Only what is listed here is ever read, so no spelling of a path leads elsewhere. */
function filesIn(folder: string): ReadonlyMap<string, AppFile> {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length).split(sep).join('/')
    return entry.isFile() && !name.includes('/.') && !/\.(br|gz)$/.test(name) ? [[name, path] as const] : []
  })
  return new Map(names.map(([name, path]) => [name, fileAt(path, name)]))
}

function encodingFor(request: IncomingMessage, file: AppFile): Encoding | undefined {
  if (packed.has(extname(file.path))) return undefined
  const accepted = new Set(
    (request.headers['accept-encoding'] ?? '').split(',').flatMap((part) => (/;\s*q=0(\.0*)?\s*$/.test(part) ? [] : [part.split(';')[0]?.trim()])),
  )
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : undefined
}

/** The built app: its files under their own names, its page for every address that is a place in the app. */
export interface AppFiles {
  readonly built: boolean
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>
}

export function createAppFiles(folder: string): AppFiles {
  const built = readBuilt(folder)
  const files = new Map([...filesIn(folder)].filter(([name]) => !name.startsWith('/assets/') || built.assets.has(name)))
  const page = files.get('/index.html')
  const pages = new Map(
    [...files].filter(([name]) => name.endsWith('.html')).map(([, file]) => [file, once(async () => createPage((await file.body()).toString('utf8'), built))]),
  )

  /** A missing asset is missing; answering it with the page would be a page where a script was meant. */
  const fileFor = (encodedPath: string): AppFile | undefined => {
    const path = decoded(encodedPath)
    if (path === undefined) return undefined
    const exact = files.get(path)
    if (exact) return exact
    const isPlace = !path.startsWith('/assets/') && !(path.split('/').at(-1) ?? '').includes('.')
    return isPlace ? page : undefined
  }

  return {
    built: page !== undefined,
    async answer(request, response, path) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, { allow: 'GET, HEAD' })
      const file = fileFor(path)
      if (!file) return end(response, 404, {})
      const head = request.method === 'HEAD'
      const pageFor = await pages.get(file)?.()
      if (pageFor) {
        // Never the same twice, and small: neither kept nor packed.
        const { nonce, html } = pageFor(path, bringsSession(request.headers.cookie))
        return end(response, 200, { 'content-type': file.type, ...pageHeaders(nonce) }, html, head)
      }
      const etag = `"${await file.etag()}"`
      const headers: Record<string, string> = {
        'content-type': file.type,
        ...(file.hashed ? assetHeaders(file.type) : { 'cache-control': 'no-cache', ...fileHeaders(file.type) }),
        etag,
        vary: 'Accept-Encoding',
      }
      if (request.headers['if-none-match'] === etag) return end(response, 304, headers)
      const raw = await file.body()
      const encoding = raw.length >= worthPackingBytes ? encodingFor(request, file) : undefined
      if (encoding) headers['content-encoding'] = encoding
      end(response, 200, headers, encoding ? await file.encoded(encoding) : raw, head)
    },
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body?: Buffer, headOnly = false): void {
  response.writeHead(status, { ...headers, ...(status !== 304 && { 'content-length': body?.length ?? 0 }) })
  response.end(headOnly ? undefined : body)
}
