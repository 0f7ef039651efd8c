import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { hasNodeExporter } from './node-exporter.ts'
import { findProgram, freePort, run, startServer, until } from './program.ts'
import { needs } from './require.ts'

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a program is found by any of its names, and one that is not there is not', () => {
  expect(findProgram('no-such-program', 'sh')).toMatch(/\/sh$/)
  expect(findProgram('no-such-program')).toBeUndefined()
})

test('a program that ends at once is told with what it said', async () => {
  const plan = { names: ['sh'], ready: '/', args: () => ['-c', 'echo wrong flag >&2; exit 3'] }
  await expect(startServer(plan)).rejects.toThrow('wrong flag')
})

test('stopping waits for the end, also of one that does not listen', async () => {
  const deaf = await run(findProgram('sh') ?? '', ['-c', 'trap "" TERM; while :; do sleep 0.1; done'])
  expect(lives(deaf.pid)).toBe(true)
  await deaf.stop()
  expect(lives(deaf.pid)).toBe(false)
  await deaf.stop()
}, 15_000)

needs('node exporter and setpriv', hasNodeExporter && findProgram('setpriv') !== undefined)('a real server', () => {
  test('ends with whoever started it, even when that one is killed', async () => {
    const script = `import { startNodeExporter } from '${new URL('node-exporter.ts', import.meta.url).href}'
      const server = await startNodeExporter()
      process.stdout.write(String(server.pid))
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [chunk] = await once(parent.stdout, 'data')
    const pid = Number(String(chunk).trim())
    expect(lives(pid)).toBe(true)
    parent.kill('SIGKILL')
    await until('the exporter to end', async () => !lives(pid))
  })

  test('listens on a port of its own', async () => {
    expect(await freePort()).not.toBe(await freePort())
  })
})
