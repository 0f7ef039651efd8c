import { expect, test } from 'vitest'
import { nobody, system } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import type { Pace } from '../door/watch.ts'
import { ServerFault } from '../fault.ts'
import type { Caller } from '../ports.ts'
import { createDoorPace, createLimits } from './limits.ts'
import { networkOf } from './sender.ts'

const person: Actor = { ...nobody, kind: 'person', id: 'ada' }
const from = (address: string, more: Partial<Caller> = {}): Caller => ({
  vouched: undefined,
  session: undefined,
  bearer: undefined,
  proxied: undefined,
  network: networkOf(address),
  agent: '',
  origin: 'https://portal.example',
  ...more,
})

interface Answered {
  readonly actor?: Actor
  readonly path?: string
  readonly status?: number
}

/** How many of `times` requests pass at this moment. */
function passing(limits: Pace, times: number, caller: Caller, { actor = nobody, path = '/api/status', status = 200 }: Answered = {}): number {
  let passed = 0
  for (let i = 0; i < times; i += 1) {
    try {
      limits.knock(path, caller).leave(status, actor)
      passed += 1
    } catch (error) {
      if (!(error instanceof ServerFault) || error.fault.code !== 'too_many') throw error
      expect(error.retryAfterS).toBeGreaterThan(0)
    }
  }
  return passed
}

test('a network without a session asks 200 at once and 50 a second', () => {
  let now = 0
  const limits = createLimits(undefined, () => now)
  expect(passing(limits, 300, from('192.0.2.7'))).toBe(200)
  expect(passing(limits, 10, from('198.51.100.7'))).toBe(10)
  now += 1000
  expect(passing(limits, 300, from('192.0.2.200'))).toBe(50)
})

test('A20: every spelling of an IPv6 address, and every address of its /64, shares one bucket', () => {
  const limits = createLimits(undefined, () => 0)
  const spellings = [
    '2001:db8:0:1::1',
    '2001:0db8:0000:0001:0000:0000:0000:0001',
    '2001:DB8:0:1:0:0:0:1',
    '2001:db8::1:0:0:0:ffff',
    '2001:db8:0:1:aaaa:bbbb:cccc:dddd',
  ]
  expect(spellings.reduce((sum, address) => sum + passing(limits, 60, from(address)), 0)).toBe(200)
  expect(passing(limits, 60, from('2001:db8:0:2::1'))).toBe(60)
  expect(passing(limits, 300, from('::ffff:203.0.113.9')) + passing(limits, 300, from('203.0.113.9'))).toBe(200)
})

test('a session that is real has a bucket of its own; inventing sessions gains none', () => {
  const limits = createLimits(undefined, () => 0)
  expect(passing(limits, 1, from('192.0.2.7', { session: 'real' }), { actor: person })).toBe(1)
  expect(passing(limits, 300, from('192.0.2.7', { session: 'real' }), { actor: person })).toBe(200)
  const invented = Array.from({ length: 3000 }, (_, i) => passing(limits, 1, from('192.0.2.7', { session: `guess-${i}` }), { path: '/api/me', status: 401 }))
  expect(invented.reduce((a, b) => a + b, 0)).toBe(1999)
})

test('B10: deliveries by one token are 30 a second, from this machine too; another token is not held up', () => {
  let now = 0
  const limits = createLimits(undefined, () => now)
  const deliver = (bearer: string, times: number): number => passing(limits, times, from('127.0.0.1', { bearer }), { path: '/api/intake/events', status: 202 })
  expect(deliver('a', 1)).toBe(1)
  expect(deliver('a', 500)).toBe(150)
  expect(deliver('b', 100)).toBe(100)
  now += 1000
  expect(deliver('a', 500)).toBe(30)
})

test('this machine is never held up', () => {
  const limits = createLimits(undefined, () => 0)
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
    expect(passing(limits, 5000, from(address))).toBe(5000)
    expect(passing(limits, 5000, from(address, { session: 's' }), { actor: system })).toBe(5000)
  }
})

test('a person has 20 questions under way, and each that ends makes room', () => {
  const limits = createLimits(undefined, () => 0)
  const ask = (actor: Actor) => {
    const visit = limits.knock('/api/query', from('192.0.2.7', { session: actor.id }))
    visit.enter('runQuery', actor)
    return visit
  }
  const running = Array.from({ length: 20 }, () => ask(person))
  expect(() => ask(person)).toThrow(expect.objectContaining({ fault: { code: 'too_many', detail: '20 under way' } }))
  ask({ ...person, id: 'bob' })
  limits.knock('/api/dashboards', from('192.0.2.7')).enter('listDashboards', person)
  running[0]?.leave(200, person)
  ask(person)
  expect(() => ask(person)).toThrow(ServerFault)
})

test('a question refused for being one too many gives nobody else’s place back', () => {
  const limits = createLimits(undefined, () => 0)
  const ask = () => {
    const visit = limits.knock('/api/query', from('192.0.2.7', { session: 'ada' }))
    try {
      visit.enter('runQuery', person)
      return true
    } catch {
      visit.leave(429, person)
      return false
    }
  }
  const first = Array.from({ length: 20 }, ask)
  expect([first.every(Boolean), ask(), ask()]).toEqual([true, false, false])
})

/** How many of `times` knocks at `/auth/` pass at this moment. */
const knocking = (pace: ReturnType<typeof createDoorPace>, times: number, address: string, method = 'GET'): number =>
  Array.from({ length: times }, () => pace.knock({ network: networkOf(address), method })).filter((waitS) => waitS === 0).length

test('B10: a network opens 300 sign-in pages at once and ten a second; another network is not held up, nor is this machine', () => {
  let now = 0
  const pace = createDoorPace(undefined, () => now)
  expect(knocking(pace, 500, '192.0.2.7')).toBe(300)
  expect(knocking(pace, 500, '198.51.100.7')).toBe(300)
  now += 1000
  expect(knocking(pace, 500, '192.0.2.200')).toBe(10)
  expect(pace.knock({ network: networkOf('192.0.2.7'), method: 'GET' })).toBeGreaterThan(0)
  expect(knocking(pace, 5000, '127.0.0.1')).toBe(5000)
})

test('an office of 140 people that signs in within a minute is never held up: two pages each', () => {
  let now = 0
  const pace = createDoorPace(undefined, () => now)
  for (let person = 0; person < 140; person += 1) {
    expect(knocking(pace, 2, '192.0.2.7')).toBe(2)
    now += 428
  }
})

test('a provider that ends everybody’s sessions is not held up by people who sign in, nor they by it', () => {
  const pace = createDoorPace(undefined, () => 0)
  expect(knocking(pace, 500, '192.0.2.7', 'GET')).toBe(300)
  expect(knocking(pace, 3000, '192.0.2.7', 'POST')).toBe(2000)
})
