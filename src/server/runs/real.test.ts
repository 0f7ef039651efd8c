import { expect, test } from 'vitest'
import type { EffectState, RunState } from '#core/workflow/run.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { silentLog } from '#tests/support/faults.ts'
import { runState } from '#tests/support/run-states.ts'
import type { Held, Keeper } from './keeper.ts'
import { createReal } from './real.ts'

const clock = createFakeClock()
const now = clock.now()
const made = (ref: string, confirmedAt: number): EffectState => ({
  key: 'silence-s1',
  kind: 'alertmanager.silence',
  step: 'silence',
  op: 'do',
  state: 'done',
  input: { source: 'am', endsAt: now + 3_600_000 },
  ref,
  earlier: [],
  label: 'am',
  at: confirmedAt,
  confirmedAt,
  fault: undefined,
  attempt: undefined,
})
const runWith = (effect: EffectState): RunState => runState({ id: 'r', effects: [effect] }, now)

/** Notes what was not found of `before`, while the run is `current` by then. */
async function noted(before: RunState, current: RunState): Promise<RunState> {
  const heldAs = (run: RunState) => ({ stored: { run, rev: 1 } }) as Held // Nothing else of it is read here.
  let kept = current
  const keeper = {
    change: async (_id: string, next: (held: Held) => { readonly run: RunState } | undefined) => heldAs((kept = next(heldAs(kept))?.run ?? kept)),
    quietly: () => ({ changes: [] }),
  } as unknown as Keeper // As far as noting goes.
  const { noteGone } = createReal({ clock, log: silentLog }, keeper, {} as Parameters<typeof createReal>[2]) // Nothing real is asked.
  await noteGone(heldAs(before), new Map([['silence-s1', []]]))
  return kept
}

test('a silence that is not found is noted as gone', async () => {
  const run = runWith(made('a', now))
  expect((await noted(run, run)).effects[0]?.state).toBe('gone')
})

test('one that was made again while it was looked for is not: what is missing is the one before', async () => {
  const again = runWith(made('b', now + 1))
  expect(await noted(runWith(made('a', now)), again)).toBe(again)
})
