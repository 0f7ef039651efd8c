import { expect, test } from 'vitest'
import { person, tokenWith } from '#tests/support/actors.ts'
import { decideRun, runActions } from './run.ts'
import { nobody } from './actor.ts'

const rights = { owner: 'ada', helpers: ['bob'] }

test('a run is its owner’s; who helps works and approves, who runs the place may look, and for others it is not there', () => {
  const told = (actor: Parameters<typeof decideRun>[0]): string => runActions.map((action) => decideRun(actor, action, rights)).join(' ')
  expect(told(person('ada', 'editor'))).toBe('yes yes refused yes')
  expect(told(person('bob', 'editor'))).toBe('yes yes yes refused')
  expect(told(person('eve', 'editor'))).toBe('hidden hidden hidden hidden')
  expect(told(person('root', 'admin'))).toBe('yes refused refused refused')
  expect(told(tokenWith('bot', 'queries:run'))).toBe('hidden hidden hidden hidden')
  expect(told(nobody)).toBe('hidden hidden hidden hidden')
})
