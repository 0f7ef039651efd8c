import { describe, expect, test } from 'vitest'
import type { Landing } from '#contract/landing.ts'
import { englishOf, facts, found, happening, landingNow } from '#tests/support/landing-facts.ts'
import { answerOf } from './answer.ts'
import { answers } from './answers/registry.ts'

const keys = ({ sentences, reason }: Landing['answer']): readonly string[] => [...sentences, ...reason].map(({ key }) => key)
const told = (role: string, it: Parameters<typeof facts>[1] = {}) => answerOf(facts(role, it))
const hour = 3_600_000

describe('every role', () => {
  const busy = {
    alerts: found([happening({ severity: 'critical', service: 'pay' }), happening({})]),
    incidents: found([happening({ id: 'i', kind: 'incident', severity: 'critical', service: 'pay', team: 'network' })]),
    changes: found([happening({ kind: 'change', status: 'scheduled', start: landingNow + hour, end: landingNow + 2 * hour })]),
    tickets: found([happening({ kind: 'ticket', team: 'network' })]),
    ticketsBefore: found(),
    incidentsBefore: found(),
    ticketRate: { now: 9, before: 3 },
    findings: found([happening({ kind: 'finding', dueAt: landingNow - hour })]),
    majors: { now: 2, before: 4 },
  }
  const states = { busy, calm: { changes: found(), tickets: found(), findings: found() } }

  test.each(Object.keys(answers).flatMap((role) => Object.entries(states).map(([name, it]) => ({ role, name, it }))))(
    'is answered in one or two sentences the language has, when $name: $role',
    ({ role, it }) => {
      const answer = told(role, it)
      expect(answer.state).toBe('known')
      expect(answer.sentences.length).toBeGreaterThanOrEqual(1)
      expect(answer.sentences.length).toBeLessThanOrEqual(2)
      for (const sentence of [...answer.sentences, ...answer.reason]) {
        const words = englishOf(sentence.key)
        expect({ key: sentence.key, hasWords: words !== undefined }).toEqual({ key: sentence.key, hasWords: true })
        // Every fact is checkable: each tag of the words has its link.
        const tags = [...(words ?? '').matchAll(/<([a-z]+)>/g)].map(([, tag = '']) => tag)
        expect(Object.keys(sentence.links)).toEqual(expect.arrayContaining(tags))
      }
    },
  )
})

describe('what is not known is not called quiet', () => {
  test('nothing is connected', () => {
    const none = found([], { state: 'unconnected' })
    expect(keys(told('noc-operator', { alerts: none, incidents: none }))).toEqual(['none.unconnected', 'none.unconnectedMeaning'])
  })

  test('there are sources, and none for the reader', () => {
    const none = found([], { state: 'refused' })
    expect(keys(told('noc-operator', { alerts: none, incidents: none }))).toEqual(['none.refused', 'none.refusedMeaning'])
  })

  test('no source answers, and they are named', () => {
    const none = found([], { state: 'failed', silent: ['Alertmanager FRA'] })
    const answer = told('noc-operator', { alerts: none })
    expect(keys(answer)).toEqual(['none.failed', 'none.silent'])
    expect(answer.reason[0]?.args).toEqual({ n: 1, name: 'Alertmanager FRA' })
  })

  test('one of several does not answer: the rest is told, and that it is missing', () => {
    const answer = told('noc-operator', { alerts: found([], { state: 'partial', silent: ['Alertmanager FRA'] }) })
    expect(answer.state).toBe('partial')
    expect(keys(answer).at(-1)).toBe('none.silent')
  })

  test('the administrator of the portal is answered about the portal all the same', () => {
    const none = found([], { state: 'unconnected' })
    expect(keys(told('platform-admin', { alerts: none }))).toEqual(['portal.up', 'none.unconnectedMeaning'])
  })
})

test('the operator hears of what nobody has before what somebody works on', () => {
  const rows = [happening({ title: 'Taken', severity: 'critical', owner: 'MA', start: 1 }), happening({ title: 'Free', severity: 'critical', start: 2 })]
  const { sentences, reason } = told('noc-operator', { alerts: found(rows) })
  expect(sentences.map(({ key, args }) => [key, args])).toEqual([
    ['operator.burning', { n: 2 }],
    ['operator.free', { n: 1, of: 2 }],
  ])
  expect(reason[0]?.args['title']).toBe('Free')
})

test('the manager keeps up when no more is open than a week ago, and hears whose work grew', () => {
  const of = (team: string, n: number) => Array.from({ length: n }, () => happening({ kind: 'ticket', team }))
  const answer = told('it-manager', {
    tickets: found([...of('network', 5), ...of('data', 1)]),
    ticketsBefore: found([...of('network', 1), ...of('data', 8)]),
    incidentsBefore: found(),
  })
  expect(answer.sentences[0]).toMatchObject({ key: 'manager.upBut', args: { team: 'network' } })
  expect(answer.reason[0]?.args).toEqual({ open: 6, way: 'less', by: 3 })
  expect(answer.reason[1]?.args).toEqual({ team: 'network', open: 5, more: 4 })
})

test('nothing is compared with a week that was not read whole', () => {
  const answer = told('it-manager', { tickets: found([happening({})]), ticketsBefore: found([], { state: 'failed' }), incidentsBefore: found() })
  expect(keys(answer)).toEqual(['manager.open'])
})

test('the change manager hears of conflicts among what is ahead or under way', () => {
  const change = (id: string, depends: readonly string[] = []) =>
    happening({ id, kind: 'change', status: 'scheduled', start: landingNow + hour, end: landingNow + 2 * hour, depends })
  const answer = told('change-manager', { changes: found([change('a', ['b']), change('b', ['a']), change('c')]) })
  expect(answer.sentences.map(({ key, args }) => [key, args])).toEqual([
    ['change.ahead', { n: 3, running: 0 }],
    ['change.clashing', { n: 2 }],
  ])
})

test('the help desk is told of an unusual hour only when it is one', () => {
  expect(keys(told('helpdesk', { ticketRate: { now: 9, before: 4 } }))).toContain('desk.more')
  expect(keys(told('helpdesk', { ticketRate: { now: 3, before: 1 } }))).toContain('desk.usual')
})

test('certificates have a number of their own: the security analyst does not hear of them as findings', () => {
  const finding = (id: string, sort: string, dueAt: number) => happening({ id, kind: 'finding', sort, dueAt })
  const findings = found([
    finding('a', 'vulnerability', landingNow - hour),
    finding('b', 'certificate', landingNow + hour),
    finding('c', 'vulnerability', landingNow + hour),
  ])
  const { sentences, reason } = told('security-analyst', { findings })
  expect([...sentences, ...reason].map(({ key, args }) => [key, args['n']])).toEqual([
    ['security.overdue', 1],
    ['security.certificates', 1],
    ['security.open', 2],
  ])
})

test('a certificate that has run out is told as one, as the number beside it counts it, and never as a finding past due', () => {
  const cert = (id: string, dueAt: number) => happening({ id, kind: 'finding', sort: 'certificate', dueAt, status: 'overdue' })
  const { sentences } = told('security-analyst', { findings: found([cert('a', landingNow - hour), cert('b', landingNow + hour)]) })
  expect(sentences.map(({ key, args }) => [key, args['n']])).toEqual([
    ['security.quiet', undefined],
    ['security.ended', 2],
  ])
})
