import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mean } from './figures.ts'
import { homeport } from './homeport.ts'
import { replayLandings } from './landings.ts'
import { readCases, readGroups, readLog } from './log.ts'
import { makeLog } from './make-log.ts'
import { rankOf, replayAll, replayPerson } from './next-item.ts'
import { createPriors, foldOf, prepare } from './people.ts'
import type { Log, ReplayedPerson } from './people.ts'
import type { RivalKind } from './rival.ts'
import { chrome, crf, dayParts, firefoxNew, firefoxOld, mfu, mru, roleMarkov, rolePopularity, slack, zoxide } from './rivals/counting.ts'
import { backOff, bayes, fitWeights, logLinear } from './rivals/mixtures.ts'
import { accessRank, markov } from './rivals/sequence.ts'
import { replayStrip, thePolicy } from './stability.ts'
import { replaySteps } from './workflow-steps.ts'

const lines = (rows: readonly (readonly (string | number)[])[]): string => rows.map((row) => `${row.join('\t')}\n`).join('')
/** A log of one person, a minute a step; `|` is a pause of an hour. */
function logOf(walk: string, cap = 2000): Log {
  let at = 1_700_000_000
  const rows: (readonly [number, number, string])[] = []
  for (const item of walk) {
    at += item === '|' ? 3600 : 60
    if (item !== '|') rows.push([7, at, item])
  }
  return prepare(readLog(lines(rows), 'events.tsv'), new Map([['7', '1']]), cap)
}
const only = (log: Log): ReplayedPerson => {
  const [person] = log.people
  if (!person) throw new Error('nobody')
  return person
}
const played = (walk: string, kind: RivalKind) => {
  const log = logOf(walk)
  return replayPerson(only(log), kind, { items: log.items.length, prior: createPriors(log)(only(log)) }).all
}

describe('the protocol, on logs whose answers are computed by hand', () => {
  test('scores every step but the first, and no repeat', () => {
    expect(only(logOf('abba')).steps.map((s) => s.scored)).toEqual([false, true, true])
  })

  test('learns a return after a pause without scoring it', () => {
    const { steps } = only(logOf('ab|ba'))
    expect(steps.map((s) => [s.starts, s.scored])).toEqual([
      [true, false],
      [false, true],
      [true, false],
      [false, true],
    ])
  })

  test('takes the first events up to the cap', () => {
    expect(only(logOf('abcabc', 4)).steps).toHaveLength(4)
  })

  test('plays MRU as by hand', () => {
    // a b a c b a: b unknown; a, alone but for b: 1; c unknown; b behind a: 2; a behind c: 2.
    expect(played('abacba', mru)).toEqual({ n: 5, hit1: 1, hit4: 3, hit8: 3, reciprocal: 1 + 1 / 2 + 1 / 2 })
  })

  test('plays MFU as by hand', () => {
    // a b a a' is no step; ... b: a 2, c 1 (ties to the recent); a first again.
    expect(played('abacaba', mfu)).toEqual({ n: 6, hit1: 3, hit4: 4, hit8: 4, reciprocal: 1 + 1 + 1 / 2 + 1 })
  })

  test('plays Markov-1 as by hand: what never followed is not shown', () => {
    // ab: -, ba: -, ac: b only -> miss, ca: miss, ab: b and c tie, c the more recent -> 2, ba: 1.
    expect(played('abacaba', markov)).toEqual({ n: 6, hit1: 1, hit4: 2, hit8: 2, reciprocal: 1 / 2 + 1 })
  })

  test('ranks with ties to the most recent, then to the smaller id, and shows nothing of score 0', () => {
    const scores = Float64Array.from([2, 3, 2, 2, 0, 9])
    const seen = Float64Array.from([1, 1, 5, 1, 9, 9])
    expect([0, 1, 2, 3, 4, 5].map((item) => rankOf(item, scores, 5, seen))).toEqual([3, 1, 2, 4, undefined, undefined])
  })

  test('puts people into folds as the protocol says', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(foldOf)).toEqual([1, 1, 2, 2, 3, 3, 4].map((_, i) => (((i + 1) * 2_654_435_761) % 4_294_967_296) % 5))
  })

  test('knows of a group only what people of other folds do', () => {
    const users = Array.from({ length: 12 }, (_, i) => i + 1)
    const rows = users.flatMap((user) => ['a', user === 1 ? 'mine' : 'b', 'c'].map((item, i) => [user, 1000 + i * 60, item] as const))
    const raw = readLog(lines(rows), 'e')
    const log = prepare(raw, new Map(users.map((u) => [String(u), '1'])), 2000)
    const first = log.people[0]
    if (!first) throw new Error('nobody')
    const priorOf = createPriors(log)
    expect(Object.keys(priorOf(first).prior.use)).toHaveLength(3)
    const others = log.people.filter((p) => p.fold !== first.fold).length
    expect(Object.values(priorOf(first).prior.next['000000'] ?? {})).toEqual([others])
    const alone = prepare(raw, new Map(users.map((u) => [String(u), String(u)])), 2000)
    expect(alone.people.map((p) => Object.keys(createPriors(alone)(p).prior.use).length)).toEqual(users.map(() => 0))
  })

  test('covers sessions of three items by hand', () => {
    const log = logOf('abc|abd|ab')
    const [first, second, third] = replayLandings(only(log), createPriors(log)(only(log)), log.items.length)
    // MRU, MFU and the landing show a, b, c when the second session starts: two of three.
    expect([first?.counts, second?.counts, third?.counts]).toEqual([true, true, false])
    expect(second?.coverage.map((c) => Math.round(c * 100))).toEqual([0, 67, 67, 67, 67, 67, 67, 67])
    expect(first?.coverage).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(third?.changes.at(-1)).toBe(0)
  })

  test('counts hits and changes of the strip by hand', () => {
    const log = logOf('abcabcabcabc')
    const strip = replayStrip(only(log), createPriors(log)(only(log)), log.items.length)
    // Three items, eight slots: once all three are there (before the fourth step) every step is a hit and nothing moves.
    expect(strip.get(thePolicy)).toEqual({ n: 11, hits: 9, changes: 0, habitChanges: 0 })
  })

  test('guesses workflow steps by hand', () => {
    const cases = ['abc', 'abc', 'abd', 'abc', 'abc', 'abd'].map((steps, i) => steps.split('').map((s, k) => [`case-${i}`, 100 * i + k, s] as const)).flat()
    // Four cases teach; of the other two c is right and d wrong after ab; then both end.
    expect(replaySteps(readCases(lines(cases), 'cases.tsv'))).toEqual({ prefixes: 2, top1: 1, top1NoEnd: 1, top3: 4, prefixesWithEnd: 4 })
  })
})

describe('bad input', () => {
  test.each([
    ['', 'events.tsv is empty'],
    ['1\t2\n', 'line 1: expected 3 columns'],
    ['user\ttime\titem\n', 'line 1: user "user" is not a number'],
    ['1\t100\ta\n1\tsoon\tb\n', 'line 2: epoch seconds "soon" is not a number'],
    ['1\t100.5\ta\n', 'line 1: epoch seconds "100.5" is not a number'],
    ['1\t100\ta\n1\t99\tb\n', 'line 2: 99 comes after 100; sort the file by user and time'],
    ['1\t1\ta\n2\t1\ta\n1\t3\tb\n', 'line 3: user 1 was there before; sort the file'],
    ['1\t1\t\n', 'line 1: expected 3 columns'],
    ['1\t1\ta\n\n1\t2\tb\n', 'line 2: expected 3 columns'],
  ])('in the events is told with its line: %j', (text, problem) => {
    expect(() => readLog(text, 'events.tsv')).toThrow(problem)
  })

  test.each([
    ['1\t2\n', 'no group for user 9'],
    ['9\n', 'line 1: expected 2 columns'],
    ['ann\t2\n', 'line 1: user "ann" is not a number'],
    ['9\t1\n9\t2\n', 'line 2: user 9 is in group 1 already'],
  ])('in the groups is told: %j', (text, problem) => {
    expect(() => readGroups(text, 'users.tsv', ['9'])).toThrow(problem)
  })

  test('reads lines that end as on Windows, and a mark at the start', () => {
    expect(readLog('\uFEFF1\t5\ta\r\n1\t9\tb\r\n', 'e').get('1')).toHaveLength(2)
  })
})

describe('on a made-up log of people with habits', { timeout: 120_000 }, () => {
  const made = makeLog({ seed: 21, items: 60, events: 120 })
  const raw = readLog(made.events, 'made')
  const log = prepare(raw, readGroups(made.users, 'made', raw.keys()), 2000)
  const people = log.people.filter((p) => p.fold === 1)
  const priorOf = createPriors(log)
  const hit4 = (kind: RivalKind): number => mean(replayAll(log, people, priorOf, kind).map((r) => r.all.hit4 / r.all.n))

  test('the engine beats every rival that is not made of its own terms', () => {
    const ours = hit4(homeport)
    const rivals = [rolePopularity, roleMarkov, mfu, dayParts, firefoxOld, firefoxNew, chrome, slack, zoxide, mru, crf, markov, accessRank, backOff, bayes]
    expect(rivals.filter((kind) => hit4(kind) >= ours).map((kind) => kind.name)).toEqual([])
  })

  test('fitted weights are better than none on the people they were fitted to', () => {
    const development = log.people.filter((p) => p.fold === 0)
    const loss = (weights: readonly number[]): number =>
      mean(replayAll(log, development, priorOf, logLinear('fixed', weights, 0)).map((r) => r.all.reciprocal / r.all.n))
    expect(loss(fitWeights(log, development, priorOf))).toBeGreaterThan(loss(Array.from({ length: 11 }, (_, i) => (i === 1 ? 1 : 0))))
  })
})

describe('the command', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-replay-'))
  const [events, users, cases] = ['events.tsv', 'users.tsv', 'cases.tsv'].map((name) => join(folder, name)) as [string, string, string] // Three names.
  const run = (...words: readonly string[]) => spawnSync(process.execPath, ['tests/replay/main.ts', ...words], { encoding: 'utf8' })
  beforeAll(() => {
    const made = makeLog({ seed: 4, items: 20, events: 12 })
    writeFileSync(events, made.events)
    writeFileSync(users, made.users)
    writeFileSync(cases, lines(['abc', 'abc', 'abd'].flatMap((steps, i) => steps.split('').map((s, k) => [i, 100 * i + k, s] as const))))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('prints every table', () => {
    const text = execFileSync(process.execPath, ['tests/replay/main.ts', events, users, cases, '--cap=50', '--bar', 'C'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    for (const head of ['Next item', 'Learning curve', 'Stability', 'Landing', 'Cost', 'The bar, log C', 'Workflow steps']) expect(text).toContain(`## ${head}`)
    expect(text).toContain('shipped constants (Homeport)')
    expect(text).not.toContain('NaN')
  })

  test('says what to do about bad input, and nothing else', () => {
    const missing = run(join(folder, 'none.tsv'), users)
    expect([missing.status, missing.stdout]).toEqual([2, ''])
    expect(missing.stderr).toContain('cannot read')
    expect(run(events).stderr).toContain('two or three files are needed')
    expect(run(events, users, '--fold', 'most').stderr).toContain('test, dev or all')
    expect(run(events, users, '--cap', 'many').stderr).toContain('a whole number')
    expect(run(users, events).stderr).toContain('line 1: expected 3 columns')
  })
})
