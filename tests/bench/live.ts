import { fork, type ChildProcess } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import type { Figure } from './figures.ts'

const streams = 1_000
const broadcasts = 20
const megabyte = 1024 * 1024

/** Memory of 1,000 live streams in one process, and how long a change takes to reach all of them. The readers share its machine. */
export async function benchLive(): Promise<readonly Figure[]> {
  const child = fork(new URL('./live-server.ts', import.meta.url), { execArgv: ['--expose-gc', '--max-semi-space-size=4'] })
  try {
    const { port } = await answer<{ readonly port: number }>(child)
    const [warm] = await openAll(port, 1)
    warm?.socket.destroy()
    const empty = await memoryOf(child)
    const open = await openAll(port, streams)
    const full = await memoryOf(child)
    const latencies: number[] = []
    const last: number[] = []
    for (let i = 0; i < broadcasts; i += 1) {
      const took = await broadcast(child, open, `change-${i}-`)
      latencies.push(...took)
      last.push(Math.max(...took))
      // Beyond the pause in which changes are collected: each is one of its own.
      await new Promise((later) => setTimeout(later, 400))
    }
    for (const { socket } of open) socket.destroy()
    return [
      { what: 'the whole server before them', unit: 'MB', ours: [empty / megabyte] },
      { what: `${streams} live streams`, unit: 'MB', ours: [(full - empty) / megabyte], target: { most: 120, of: 'value' } },
      { what: 'one live stream', unit: 'kB', ours: [(full - empty) / 1024 / streams] },
      { what: `a change to one of ${streams} readers, median`, unit: 'ms', ours: [percentile(latencies, 0.5)] },
      { what: `a change to one of ${streams} readers, 99th percentile`, unit: 'ms', ours: [percentile(latencies, 0.99)] },
      { what: `a change to the last of ${streams} readers`, unit: 'ms', ours: last },
    ]
  } finally {
    child.disconnect()
  }
}

const answer = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    // Only live-server.ts is at the other end.
    child.once('message', (message) => resolve(message as T))
    child.once('error', reject)
  })

async function memoryOf(child: ChildProcess): Promise<number> {
  await new Promise((settled) => setTimeout(settled, 500))
  child.send('memory')
  return (await answer<{ readonly rss: number }>(child)).rss
}

interface Reader {
  readonly socket: Socket
  heard(word: string): Promise<number>
}

/** Bare sockets: a reader that costs as little as possible itself. */
async function openAll(port: number, n: number): Promise<readonly Reader[]> {
  const readers: Reader[] = []
  for (let i = 0; i < n; i += 50) readers.push(...(await Promise.all(Array.from({ length: Math.min(50, n - i) }, () => open(port)))))
  return readers
}

function open(port: number): Promise<Reader> {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('latin1')
  socket.write('GET /api/live HTTP/1.1\r\nHost: localhost\r\n\r\n')
  let wanted: { readonly word: string; readonly resolve: (at: number) => void } | undefined
  const heard = (word: string): Promise<number> =>
    new Promise((resolve) => {
      wanted = { word, resolve }
    })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.on('data', (text: string) => {
      if (text.includes('data: ')) resolve({ socket, heard })
      if (wanted && text.includes(wanted.word)) wanted.resolve(performance.now())
    })
  })
}

async function broadcast(child: ChildProcess, readers: readonly Reader[], word: string): Promise<readonly number[]> {
  const heard = readers.map((reader) => reader.heard(word))
  const begun = performance.now()
  child.send(word)
  return (await Promise.all(heard)).map((at) => at - begun)
}

const percentile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN
