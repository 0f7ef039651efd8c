import { describe, expect, test } from 'vitest'
import { ServerFault } from '../fault.ts'
import { planSecrets } from './source-secrets.ts'

const at = (base: string, more: object = {}) => ({ base, ...more })
const setAt = { setAt: 1 }
const refusal = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error instanceof ServerFault ? error.fault.field : error
  }
}

describe('what becomes of the secrets of a source', () => {
  test('what is not told stays while the address does', () => {
    expect(planSecrets(at('http://a/x'), undefined, { base: 'http://a/y', secrets: { bearer: setAt } })).toEqual({ give: {}, take: [], told: {} })
  })

  test.each(['http://b/x', 'https://a/x', 'http://a:81/x'])('another address (%s) clears what is kept', (base) => {
    const plan = planSecrets(at(base), undefined, { base: 'http://a/x', secrets: { bearer: setAt } })
    expect(plan).toEqual({ give: {}, take: ['bearer'], told: { bearer: 'cleared' } })
  })

  test('given anew in the same save it goes to the new address', () => {
    const plan = planSecrets(at('http://b'), { bearer: 'new' }, { base: 'http://a', secrets: { bearer: setAt } })
    expect(plan).toEqual({ give: { bearer: 'new' }, take: [], told: { bearer: 'replaced' } })
  })

  test('a password follows its user: cleared or missing it is asked for', () => {
    const user = { user: 'u' }
    expect(refusal(() => planSecrets(at('http://b', user), undefined, { base: 'http://a', secrets: { password: setAt } }))).toBe('secrets.password')
    expect(refusal(() => planSecrets(at('http://a', user), undefined))).toBe('secrets.password')
    expect(refusal(() => planSecrets(at('http://a'), { password: 'p' }))).toBe('config.user')
    expect(planSecrets(at('http://a', user), { password: 'p' }).told).toEqual({ password: 'set' })
  })

  test('a source proves itself in one way only', () => {
    const withToken = { base: 'http://a', secrets: { bearer: setAt } }
    expect(refusal(() => planSecrets(at('http://a', { bearerFile: 'f' }), undefined, withToken))).toBe('secrets.bearer')
    expect(refusal(() => planSecrets(at('http://a', { user: 'u', passwordFile: 'f' }), { password: 'p' }))).toBe('secrets.password')
    expect(refusal(() => planSecrets(at('http://a', { user: 'u' }), { password: 'p' }, withToken))).toBe('secrets.bearer')
    const changed = planSecrets(at('http://a', { user: 'u' }), { password: 'p', bearer: null }, withToken)
    expect(changed.told).toEqual({ password: 'set', bearer: 'removed' })
  })

  test('a kind inside the server has no use for one', () => {
    expect(refusal(() => planSecrets(undefined, { bearer: 'x' }))).toBe('secrets.bearer')
  })
})
