import { expect, test } from 'vitest'
import type { Widget } from '#contract/dashboard.ts'
import type { Cell, Field, FieldRole, Frame } from '#contract/frame.ts'
import { meaningOf } from './subject.ts'

const column = (name: string, values: readonly Cell[], role?: FieldRole): Field => ({
  name,
  type: name === 'start' || name === 'end' ? 'time' : 'string',
  ...(role && { role }),
  values,
})
const widget: Pick<Widget, 'query' | 'lenses'> = { query: { source: 'am', spec: { measure: 'alerts.active' } }, lenses: [] }

const observations: Frame = {
  fields: [
    column('title', ['Queue age', 'Checkout slow', 'Firmware', 'Link down'], 'title'),
    column('severity', ['warning', 'critical', 'info', 'odd'], 'severity'),
    column('service', ['orders', 'checkout', 'router', 'FRA'], 'lane'),
    column('site', ['FRA', null, 'FRA', 'FRA'], 'label'),
    column('end', [null, 5, null, null], 'end'),
    column('id', ['alert:alertmanager:f1-1', 'incident:own:7', 'change:own:3', 'alert:alertmanager:f2-1'], 'id'),
    column('link', ['https://am.example/1', 'javascript:alert(1)', '/d/x', null], 'link'),
  ],
}
const at = (row: number) => meaningOf(observations, { row }, widget)

test('a row whose id is that of an alert or an incident is that one, with what its columns say of it', () => {
  expect(at(0)).toEqual({
    subject: { kind: 'alert', id: 'alert:alertmanager:f1-1', title: 'Queue age', severity: 'warning', site: 'FRA', source: 'am', service: 'orders' },
    open: true,
    place: { page: 'observation', id: 'alert:alertmanager:f1-1' },
    link: 'https://am.example/1',
    title: 'Queue age',
  })
  expect(at(1).subject).toEqual({ kind: 'incident', id: 'incident:own:7', title: 'Checkout slow', severity: 'critical', source: 'am', service: 'checkout' })
  expect(at(1).open).toBe(false)
})

test('anything else that names a service is about the service', () => {
  expect(at(2).subject).toMatchObject({ kind: 'service', id: 'router', title: 'router' })
  expect(at(2).link).toBe('/d/x')
})

test('a site in the column of services is no service, and a word that is no severity is none', () => {
  expect(at(3).subject).toEqual({ kind: 'alert', id: 'alert:alertmanager:f2-1', title: 'Link down', site: 'FRA', source: 'am' })
})

test('an address a browser would run is no link', () => {
  expect(at(1).link).toBeUndefined()
})

test('a row that names nothing of the estate means nothing', () => {
  const pods: Frame = { fields: [column('pod', ['a'], 'title'), { name: 'cpu', type: 'number', values: [1] }] }
  expect(meaningOf(pods, { row: 0 }, widget)).toEqual({ subject: undefined, open: true, place: undefined, link: undefined, title: 'a' })
})

const links: Frame = { fields: [column('source', ['shop', 'orders'], 'source'), column('target', ['orders', 'Queue age'], 'target')] }
const nodeOf = (node: string, of: Pick<Widget, 'query' | 'lenses'>) => meaningOf(links, { node }, of).subject

test('the ends of calls are services; ends of other links only where they were made of a column of services', () => {
  const calls = { query: { source: 'prom', spec: { measure: 'service.calls' } }, lenses: [] }
  expect(nodeOf('orders', calls)).toEqual({ kind: 'service', id: 'orders', title: 'orders', service: 'orders' })
  expect(nodeOf('nowhere', calls)).toBeUndefined()
  expect(nodeOf('orders', widget)).toBeUndefined()
  const made = { ...widget, lenses: [{ lens: 'edgesFrom', params: { source: 'service', target: 'title' } }] }
  expect(nodeOf('shop', made)).toMatchObject({ id: 'shop' })
  expect(nodeOf('Queue age', made)).toBeUndefined()
})
