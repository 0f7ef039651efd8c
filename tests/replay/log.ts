/** One line of a usage log. */
export interface LogEvent {
  readonly user: string
  /** Seconds since 1970. */
  readonly at: number
  readonly item: string
}

/** What is wrong with a file, and what to do about it. */
export class BadLog extends Error {}

const whole = /^\d{1,15}$/

function* linesOf(text: string, name: string, columns: readonly string[]): Generator<readonly [number: number, cells: readonly string[]]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  while (lines.at(-1) === '') lines.pop()
  if (lines.length === 0) throw new BadLog(`${name} is empty; it needs lines of ${columns.join(', ')}, separated by tabs, without a header`)
  for (const [i, line] of lines.entries()) {
    const cells = line.split('\t')
    if (cells.length !== columns.length || cells.includes('')) {
      throw new BadLog(
        `${name}, line ${i + 1}: expected ${columns.length} columns (${columns.join(', ')}) separated by tabs, found ${JSON.stringify(line.slice(0, 80))}`,
      )
    }
    yield [i + 1, cells]
  }
}

function numberIn(cell: string, column: string, where: string): number {
  if (whole.test(cell)) return Number(cell)
  const hint = column === 'user' || column === 'group' ? 'renumber them with whole numbers' : 'write whole seconds since 1970, and no header line'
  throw new BadLog(`${where}: ${column} ${JSON.stringify(cell.slice(0, 40))} is not a number; ${hint}`)
}

/** `key`, epoch seconds, item; sorted by key and time. Keys keep together, in the order of the file. */
function readEvents(text: string, name: string, keyed: 'user' | 'case'): ReadonlyMap<string, readonly LogEvent[]> {
  const by = new Map<string, LogEvent[]>()
  let last: LogEvent | undefined
  for (const [number, [key = '', time = '', item = '']] of linesOf(text, name, [keyed, 'epoch seconds', 'item'])) {
    const where = `${name}, line ${number}`
    if (keyed === 'user') numberIn(key, keyed, where)
    const event = { user: key, at: numberIn(time, 'epoch seconds', where), item }
    if (last?.user === key && event.at < last.at) throw new BadLog(`${where}: ${event.at} comes after ${last.at}; sort the file by ${keyed} and time`)
    if (last?.user !== key && by.has(key)) throw new BadLog(`${where}: ${keyed} ${key} was there before; sort the file by ${keyed} and time`)
    const events = by.get(key) ?? []
    by.set(key, events)
    events.push(event)
    last = event
  }
  return by
}

export const readLog = (text: string, name: string): ReadonlyMap<string, readonly LogEvent[]> => readEvents(text, name, 'user')
export const readCases = (text: string, name: string): ReadonlyMap<string, readonly LogEvent[]> => readEvents(text, name, 'case')

/** Group of every user of the log. */
export function readGroups(text: string, name: string, users: Iterable<string>): ReadonlyMap<string, string> {
  const groups = new Map<string, string>()
  for (const [number, [user = '', group = '']] of linesOf(text, name, ['user', 'group'])) {
    numberIn(user, 'user', `${name}, line ${number}`)
    const known = groups.get(user)
    if (known !== undefined && known !== group) throw new BadLog(`${name}, line ${number}: user ${user} is in group ${known} already; give everybody one group`)
    groups.set(user, group)
  }
  for (const user of users) if (!groups.has(user)) throw new BadLog(`${name} has no group for user ${user} of the log; add a line`)
  return groups
}
