import { spawn } from 'node:child_process'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface EstateExport {
  readonly ended: Promise<Ended>
  said(): string
  stop(signal?: NodeJS.Signals): Promise<Ended>
}

/** `npm run estate:export` as a person gives it, as a process of its own. */
export function exportEstate(...args: readonly string[]): EstateExport {
  const child = spawn(process.execPath, ['mocks/export/main.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = (): boolean => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('close', () => process.off('exit', kill))
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, out, err })))
  return {
    ended,
    said: () => out,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}
