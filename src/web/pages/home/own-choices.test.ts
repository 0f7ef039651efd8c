import { expect, test } from 'vitest'
import { chosenBy, withChosen } from './own-choices.ts'

test('each person at a browser has choices of their own', () => {
  const kept = withChosen(withChosen('', 'ada', new Set(['drag', 'view'])), 'ada-2', new Set(['continue']))
  expect([...chosenBy(kept, 'ada')]).toEqual(['drag', 'view'])
  expect([...chosenBy(kept, 'ada-2')]).toEqual(['continue'])
  expect([...chosenBy(kept, 'bob')]).toEqual([])
})

test('a later choice replaces the earlier, and nobody else loses theirs', () => {
  const kept = withChosen(withChosen(withChosen('', 'ada', new Set(['a'])), 'bob', new Set(['b'])), 'ada', new Set())
  expect([...chosenBy(kept, 'ada')]).toEqual([])
  expect([...chosenBy(kept, 'bob')]).toEqual(['b'])
})

test('it does not grow for ever: who chose longest ago is forgotten', () => {
  const all = Array.from({ length: 30 }, (_, i) => `p${i}`)
  const kept = all.reduce((text, person) => withChosen(text, person, new Set(['x'])), '')
  expect(kept.split('\n')).toHaveLength(20)
  expect([...chosenBy(kept, 'p29')]).toEqual(['x'])
  expect([...chosenBy(kept, 'p0')]).toEqual([])
})
