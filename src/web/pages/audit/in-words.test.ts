import { expect, test } from 'vitest'
import { inWords } from './in-words.ts'

test('lines about tokens and proxies have words for what happened and why, and say how often it came again', () => {
  expect(inWords({ action: 'token.use', detail: { name: 'Hook' } })).toEqual({ done: 'audit.did.tokenUse', why: undefined, again: 0 })
  expect(inWords({ action: 'token.refuse', detail: { why: 'expired', again: 39 } })).toEqual({
    done: 'audit.did.tokenRefuse',
    why: 'audit.why.expired',
    again: 39,
  })
  expect(inWords({ action: 'proxy.refuse', detail: { why: 'peer' } })).toEqual({ done: 'audit.did.proxyRefuse', why: 'audit.why.peer', again: 0 })
  expect(inWords({ action: 'refused.listPeople', detail: { code: 'forbidden', why: 'scope' } })).toEqual({ done: undefined, why: 'audit.why.scope', again: 0 })
})

test('what has no words is left as it is, whatever it is called', () => {
  for (const name of ['dashboard.save', 'constructor', '__proto__'])
    expect(inWords({ action: name, detail: { why: name } })).toEqual({ done: undefined, why: undefined, again: 0 })
})
