import { readFileSync } from 'node:fs'
import { bars } from './bars.ts'
import { BadLog, readCases, readGroups, readLog } from './log.ts'
import { prepare } from './people.ts'
import { stepsTable } from './report.ts'
import { replay } from './replay.ts'
import type { ReplayOptions } from './replay.ts'
import { replaySteps } from './workflow-steps.ts'

const usage = `npm run replay -- events.tsv users.tsv [cases.tsv] [--fold test|dev|all] [--cap 2000] [--bar A|B|C|D]
  events.tsv  user, epoch seconds, item: tabs, no header, sorted by user and time; users are whole numbers
  users.tsv   user, group
  cases.tsv   case, epoch seconds, step: what the step model of workflows is tried on`

interface Asked {
  readonly files: readonly string[]
  readonly fold: ReplayOptions['fold']
  readonly cap: number
  readonly bar: string | undefined
}

const isFold = (text: string): text is ReplayOptions['fold'] => ['test', 'dev', 'all'].includes(text)

/** The command line; anything unclear is told with the usage. */
function readArguments(words: readonly string[]): Asked {
  const files: string[] = []
  const options = new Map<string, string>()
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? ''
    if (!word.startsWith('--')) files.push(word)
    else {
      const [name = '', value = words[(i += 1)]] = word.slice(2).split('=')
      if (!['fold', 'cap', 'bar'].includes(name) || value === undefined) throw new BadLog(`${word}: no such option, or it has no value\n${usage}`)
      options.set(name, value)
    }
  }
  const [fold, cap, bar] = [options.get('fold') ?? 'test', Number(options.get('cap') ?? 2000), options.get('bar')]
  if (files.length < 2 || files.length > 3) throw new BadLog(`two or three files are needed, found ${files.length}\n${usage}`)
  if (!isFold(fold)) throw new BadLog(`--fold ${fold}: test, dev or all`)
  if (!Number.isSafeInteger(cap) || cap < 2) throw new BadLog(`--cap ${options.get('cap')}: a whole number of events, 2 or more`)
  if (bar !== undefined && !Object.hasOwn(bars, bar)) throw new BadLog(`--bar ${bar}: A, B, C or D`)
  return { files, fold, cap, bar }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new BadLog(`cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}

try {
  const { files, fold, cap, bar } = readArguments(process.argv.slice(2))
  const [events = '', users = '', cases] = files
  const raw = readLog(readText(events), events)
  const log = prepare(raw, readGroups(readText(users), users, raw.keys()), cap)
  const steps = cases === undefined ? undefined : readCases(readText(cases), cases)
  await replay(log, {
    fold,
    bar,
    say: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
  })
  if (steps) process.stdout.write(`\n## Workflow steps\n\n${stepsTable(replaySteps(steps))}\n`)
} catch (fault) {
  if (!(fault instanceof BadLog)) throw fault
  process.stderr.write(`${fault.message}\n`)
  process.exitCode = 2
}
