import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('times are ISO, gaps empty, quotes doubled, and numbers what they are', () => {
  const words = csvOf({
    fields: [
      { name: 'at', type: 'time', role: 'time', values: [0, null] },
      { name: 'value', type: 'number', labels: { host: 'a' }, values: [1.5, Number.NaN] },
      { name: 'note', type: 'string', values: ['say "hi", twice', null] },
    ],
  })
  expect(words.split('\r\n')).toEqual(['at,"value {""host"":""a""}",note', '1970-01-01T00:00:00.000Z,1.5,"say ""hi"", twice"', ',NaN,'])
})

test('what a spreadsheet would run as a formula is defused', () => {
  expect(csvOf({ fields: [{ name: 'x', type: 'string', values: ['=cmd()', '-1+1', 'plain'] }] }).split('\r\n')).toEqual(['x', "'=cmd()", "'-1+1", 'plain'])
})
