import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

const line = (text: string): readonly string[] => text.split(' ')
const problems = (text: string): readonly string[] => {
  const read = readOptions(line(text))
  return 'problems' in read ? read.problems : []
}

test('a whole line is read, with its defaults', () => {
  expect(readOptions(line('--metrics http://127.0.0.1:8428/vm/ --scrape 9200 --events http://127.0.0.1:4600 --token-file token --days 30'))).toEqual({
    options: {
      metrics: new URL('http://127.0.0.1:8428/vm/'),
      alerts: undefined,
      scrape: { host: '127.0.0.1', port: 9200 },
      events: { url: new URL('http://127.0.0.1:4600'), tokenFile: 'token' },
      days: 30,
      scale: 'small',
      every: 60,
      once: false,
    },
  })
  expect(readOptions(line('--alerts http://am:9093 --scale demo --once'))).toMatchObject({ options: { scale: 'demo', once: true } })
  expect(readOptions(line('--scrape [::1]:9200'))).toMatchObject({ options: { scrape: { host: '::1', port: 9200 } } })
  expect(readOptions(['--help'])).toEqual({ help: true })
})

test.each([
  ['nothing at all', '--days 3', /at least one of --metrics/],
  ['an address without a scheme', '--metrics localhost:8428', /^--metrics: expected a base address/],
  ['an address with a user', '--alerts http://u:p@am:9093', /^--alerts: .*without user/],
  ['events without a token', '--events http://h:4600', /--token-file FILE: a service token/],
  ['a token for nothing', '--scrape 1 --token-file x', /^--token-file is for --events/],
  ['a port beyond the last', '--scrape 70000', /^--scrape: expected PORT/],
  ['days that are no number', '--scrape 9200 --days soon', /^--days: expected a whole number from 1 to 400; got "soon"/],
  ['too many days', '--scrape 9200 --days 401', /^--days/],
  ['another scale', '--scrape 9200 --scale large', /^--scale: expected small or demo; got "large"/],
  ['an unknown option', '--scrape 9200 --wat', /Unknown option '--wat'/],
  ['a word by itself', 'now --scrape 9200', /now/],
  ['ending before anybody looked', '--scrape 9200 --once', /^--once with nothing but --scrape/],
])('%s is told', (_, text, words) => {
  expect(problems(text)).toContainEqual(expect.stringMatching(words))
})

test('every problem of a line is told at once', () => {
  expect(problems('--metrics x --alerts y --days 0')).toHaveLength(3)
})
