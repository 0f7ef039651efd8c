import { describe, expect, test } from 'vitest'
import { emptyProfile } from './empty-profile.ts'
import { explain } from './explain.ts'
import { openLearner } from './learner.ts'
import { noPrior } from './prior.ts'
import { readyPrior } from './ready-prior.ts'
import { buildPrior, contributionOf } from './seed.ts'

const walk = (text: string, from = 1000) => text.split('').map((item, i) => ({ item, at: from + i }))
const role = readyPrior(
  buildPrior(
    'sre',
    Array.from({ length: 12 }, () => contributionOf(walk('abcdef'))),
  ),
)

describe('the reason given', () => {
  test('is the habit of this person after this item', () => {
    const learner = openLearner(emptyProfile, readyPrior(noPrior))
    learner.observe(walk('axbyczaxdyeaxfybzyaxczdeya'))
    expect(explain(learner.rank({ at: 1030 }), 'x', '')).toEqual({ key: 'reason.after', args: { after: 'a' } })
  })

  test('is the start of a session where the session starts', () => {
    const learner = openLearner(emptyProfile, readyPrior(noPrior))
    for (let day = 0; day < 9; day += 1) learner.observe(walk('abcdefgh', 1000 + day * 100))
    expect(explain(learner.rank({ at: 5000, here: 'home' }), 'a', '')).toEqual({ key: 'reason.start', args: {} })
  })

  test('is the role for what only colleagues did, never a claim about the person', () => {
    const learner = openLearner(emptyProfile, role)
    learner.observe(walk('a'))
    expect(explain(learner.rank({ at: 1001 }), 'b', 'sre')).toEqual({ key: 'reason.role-after', args: { role: 'sre', after: 'a' } })
    expect(explain(learner.rank({ at: 1001 }), 'e', 'sre')).toEqual({ key: 'reason.role', args: { role: 'sre' } })
    expect(explain(openLearner(emptyProfile, role).rank({ at: 1 }), 'a', 'sre')).toEqual({ key: 'reason.role-start', args: { role: 'sre' } })
  })

  test('is recent use where nothing follows anything', () => {
    const learner = openLearner(emptyProfile, readyPrior(noPrior))
    learner.observe(walk('abcdefghijkqr'))
    expect(explain(learner.rank({ at: 1020 }), 'q', '')?.key).toBe('reason.recent')
  })

  test('is missing for what was not ranked', () => {
    expect(explain(openLearner(emptyProfile, role).rank({ at: 1 }), 'nobody-knows', 'sre')).toBeUndefined()
  })
})
