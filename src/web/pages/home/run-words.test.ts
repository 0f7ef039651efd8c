import { expect, test } from 'vitest'
import { en } from '#locales/en/whole.ts'
import { createText } from '#web/i18n/text.ts'
import { nameWords, pressWords } from './run-words.ts'

const text = createText('en', en)
const minutes = (ms: number): string => `${ms / 60_000} min`
const left = { updatedAt: 0 }

test('unfinished work has a name from its first step on', () => {
  expect(nameWords({ workflow: 'triage', title: 'Disk full' }, text)).toBe('Disk full')
  expect(nameWords({ workflow: 'triage', title: '' }, text)).toBe('Incident triage')
  expect(nameWords({ workflow: 'of-a-newer-server', title: '' }, text)).toBe('Not named yet')
})

test('what presses is said by its own name: who has it, what happens next, or how long it lies', () => {
  const opens = { at: 120_000, said: { key: 'run.expires.windowOpens', args: {} } }
  expect(pressWords({ ...left, deadline: opens }, minutes, 60_000, text)).toBe('Window opens in 1 min')
  expect(pressWords({ ...left, deadline: { ...opens, said: { key: 'run.expires.unheard-of', args: {} } } }, minutes, 60_000, text)).toBe(
    'Something happens in 1 min',
  )
  expect(pressWords(left, minutes, 60_000, text)).toBe('Left 1 min ago')
  const held = { by: 'Ada', device: 'Firefox', phone: true }
  expect(pressWords({ ...left, held: { ...held, you: false }, deadline: opens }, minutes, 0, text)).toBe('Ada is on it')
  expect(pressWords({ ...left, held: { ...held, you: true } }, minutes, 0, text)).toBe('Open on your phone')
  expect(pressWords({ ...left, held: { ...held, phone: false, you: true } }, minutes, 0, text)).toBe('Open on another device of yours')
})
