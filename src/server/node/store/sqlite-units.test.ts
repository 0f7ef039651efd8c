import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, test } from 'vitest'
import { GuardFailed, type Statement } from '../../store/sql/runner.ts'
import { createUnitRunner, rowsOf, sqliteCode, type Attempt, type UnitRunner } from './sqlite-units.ts'

const full = 13
const insert = (id: string, text = ''): Statement => ({ sql: 'insert into notes (id, text) values (?, ?)', params: [id, text] })
const update = (id: string, rows: number): Statement => ({
  sql: 'update notes set text = ? where id = ?',
  params: ['new', id],
  guard: { name: `one ${id}`, rows },
})
const went = (attempt: Attempt | undefined): boolean => attempt !== undefined && 'outcomes' in attempt
const errorOf = (attempt: Attempt | undefined): unknown => (attempt && 'error' in attempt ? attempt.error : undefined)

describe('units on SQLite', () => {
  let db: DatabaseSync
  let units: UnitRunner
  beforeEach(() => {
    db = new DatabaseSync(':memory:')
    db.exec('create table notes (id text primary key, text text, n integer)')
    units = createUnitRunner(db)
  })
  const ids = (): unknown[] =>
    units
      .read([{ sql: 'select id from notes order by id', params: [] }])
      .flatMap(rowsOf)
      .map((row) => row['id'])

  test('a failing unit leaves nothing behind and takes no other of its group along', () => {
    const attempts = units.commit([[insert('a')], [insert('b'), insert('a')], [insert('c'), update('none', 1)], [insert('d')]])
    expect(attempts.map(went)).toEqual([true, false, false, true])
    expect(errorOf(attempts[2])).toEqual(new GuardFailed('one none'))
    expect(ids()).toEqual(['a', 'd'])
  })

  test('units of a group see what the ones before them did', () => {
    expect(units.commit([[insert('a')], [update('a', 1)]]).map(went)).toEqual([true, true])
  })

  test('a group that finds the disk full is tried one by one, and writing goes on once there is room', () => {
    const small = insert('small', 'x')
    const big = insert('big', 'x'.repeat(400_000))
    db.exec('pragma max_page_count = 20')
    const attempts = units.commit([[insert('first')], [small], [big], [insert('last')]])
    expect(attempts.map(went)).toEqual([true, true, false, true])
    expect(sqliteCode(errorOf(attempts[2]))).toBe(full)
    expect(ids()).toEqual(['first', 'last', 'small'])
    db.exec('pragma max_page_count = 1000')
    expect(units.commit([[big]]).map(went)).toEqual([true])
    expect(db.isTransaction).toBe(false)
  })

  test('whole numbers are bound as integers, others as they are', () => {
    const [attempt] = units.commit([[{ sql: 'select typeof(?) as a, typeof(?) as b, 7 / ? as c', params: [3, 1.5, 2] }]])
    expect(attempt && 'outcomes' in attempt && attempt.outcomes[0]?.rows[0]).toMatchObject({ a: 'integer', b: 'real', c: 3 })
  })

  test('more different statements than are kept still run', () => {
    for (let i = 0; i < 700; i++) expect(units.read([{ sql: `select ${i} as n`, params: [] }])).toEqual([{ columns: ['n'], cells: [[i]] }])
    expect(went(units.commit([[insert('a')]])[0])).toBe(true)
  })

  test('a table that was altered since is read with the columns it has now', () => {
    units.commit([[insert('a', 'x')]])
    const all: Statement = { sql: 'select * from notes', params: [] }
    expect(units.read([all]).flatMap(rowsOf)).toEqual([{ id: 'a', text: 'x', n: null }])
    db.exec('alter table notes add column later text')
    expect(units.read([all]).flatMap(rowsOf)).toEqual([{ id: 'a', text: 'x', n: null, later: null }])
  })

  test('a wrong statement is an error of its unit only', () => {
    const attempts = units.commit([[{ sql: 'nonsense', params: [] }], [insert('a')]])
    expect(attempts.map(went)).toEqual([false, true])
    expect(() =>
      units.read([
        { sql: 'select 1', params: [] },
        { sql: 'nonsense', params: [] },
      ]),
    ).toThrow('nonsense')
    expect(db.isTransaction).toBe(false)
  })
})
