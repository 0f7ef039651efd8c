import { help, readOptions } from './options.ts'
import { runExport } from './run.ts'
import { Refusal } from './send.ts'

/** Exit codes of sysexits.h: the command line is wrong, or a server does not take what it is given. */
const exits = { usage: 64, unavailable: 69 } as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)

const read = readOptions(process.argv.slice(2))
if ('help' in read) say(help)
else if ('problems' in read) {
  for (const problem of read.problems) complain(problem)
  complain('npm run estate:export -- --help tells what there is')
  process.exitCode = exits.usage
} else {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  try {
    await runExport(read.options, stop.signal, say)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (!stop.signal.aborted) {
      complain(error.message)
      process.exitCode = exits.unavailable
    }
  }
}
