import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServerFault } from '../../fault.ts'
import { parametrize } from './parameters.ts'

const range = { from: Date.UTC(2026, 10, 22, 10), to: Date.UTC(2026, 10, 22, 11) }
const made = (sql: string, variables: Record<string, string | string[]> = {}) => {
  const { text, values } = parametrize(sql, variables, range)
  return { text, values }
}

test('a variable is a value, several choices are several, and none is in nothing', () => {
  expect(made('select * from t where a = ${x} and b in (${y}) and c in (${z})', { x: "'; drop table t; --", y: ['1', '2'], z: [] })).toEqual({
    text: 'select * from t where a = $1 and b in ($2, $3) and c in ($4)',
    values: ["'; drop table t; --", '1', '2', null],
  })
})

test('the bounds of the range are moments', () => {
  expect(made('select * from t where at >= $__from and at < $__to')).toEqual({
    text: 'select * from t where at >= $1::timestamptz and at < $2::timestamptz',
    values: ['2026-11-22T10:00:00.000Z', '2026-11-22T11:00:00.000Z'],
  })
})

test('what stands in comments is left alone, what stands in quotes is refused with the reason', () => {
  expect(made('select 1 -- ${x} $1\n/* ${x} $__from */').text).toBe('select 1 -- ${x} $1\n/* ${x} $__from */')
  for (const sql of ["select '${x}'", 'select "${x}"', "select e'\\'${x}'", 'select $tag$ ${x} $tag$', "select '$__from'"])
    expect(() => made(sql, { x: '1' })).toThrow(ServerFault)
})

test('numbers of values nobody gave, and built-ins nobody made, are refused', () => {
  expect(() => made('select $1')).toThrow(ServerFault)
  expect(() => made('select $__nothing')).toThrow(ServerFault)
  expect(() => made('select ${missing}')).toThrow(ServerFault)
})

test('no value, whatever it holds, changes the text', () => {
  const sql = "select a, 'it''s' from t where a = ${x} or b = 'x' -- end"
  const { text } = made(sql, { x: 'plain' })
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (x) => x === '' || (made(sql, { x }).text === text && made(sql, { x }).values[0] === x)))
})

test('a place in what is asked is a place in what was written', () => {
  const sql = 'select nothing from t where a in (${list}) and at >= $__from and b = ${x} order by wrong'
  const { text, origin } = parametrize(sql, { list: ['1', '2', '3'], x: '1' }, range)
  for (const word of ['nothing', 'where', 'and at', 'and b', 'order', 'wrong']) expect(origin(text.indexOf(word))).toBe(sql.indexOf(word))
  expect(origin(text.indexOf('$2'))).toBe(sql.indexOf('${list}'))
  expect(origin(text.indexOf('::timestamptz'))).toBe(sql.indexOf('$__from'))
  expect(origin(text.length)).toBe(sql.length)
})
