import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

/**
 * Type-checks every room with its own tsconfig: the `lib` and `types` of each are its wall (core has no `window`, no
 * `fetch`, no `process`). Rooms are independent, so they are checked side by side.
 */
const rooms = ['src/contract', 'src/core', 'src/locales', 'src/server', 'src/server/node', 'src/web', 'mocks', 'tests']

function check(room: string): Promise<boolean> {
  return new Promise((done) => {
    const run = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-p', room, '--pretty', 'false'], { stdio: 'inherit' })
    run.on('exit', (code) => done(code === 0))
  })
}

const waiting = [...rooms]
let failed = 0
async function worker(): Promise<void> {
  for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) {
    if (!(await check(room))) failed += 1
  }
}
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker))
process.exitCode = failed > 0 ? 1 : 0
