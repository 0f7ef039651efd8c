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

test.each(['=cmd()', '+1', '-1+1', '@SUM(A1)', '\t=cmd()'])(
  'B13: a spreadsheet would run %j as a formula: it is defused, in a cell, in a name and in a label',
  (evil) => {
    const words = csvOf({
      fields: [
        { name: evil, type: 'string', values: [evil, 'plain'] },
        { name: 'load', type: 'number', labels: { host: evil }, values: [-1, 2] },
      ],
    })
    const [head = '', first = '', second] = words.split('\r\n')
    expect([head.startsWith(`'${evil}`), first.startsWith(`'${evil}`), second]).toEqual([true, true, 'plain,2'])
    // A label stands behind the name of its column, so no cell begins with it; a number is a number.
    expect(first.endsWith(',-1')).toBe(true)
  },
)
