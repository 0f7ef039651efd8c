import { expect, test } from 'vitest'
import { shippedWords } from './shipped.ts'

const words = shippedWords({ 'Alert groups': 'Alarmgruppen', 'worst first': 'Schlimmstes zuerst', 'Alerts now': 'Alarme jetzt', Incidents: 'Störungen' })
const widget = { id: 'w', title: 'Alert groups', sub: 'worst first', template: 'alertGroups' }

test('a widget out of a template is called in the language of the reader, and is otherwise the same', () => {
  expect(words.widget(widget)).toEqual({ ...widget, title: 'Alarmgruppen', sub: 'Schlimmstes zuerst' })
})

test('a column the product gave a title is called in the language too; one somebody renamed is theirs', () => {
  const told = shippedWords({ 'Since last answer': 'Seit der letzten Antwort' })
  const view = {
    kind: 'grid',
    options: { bars: true, columns: [{ field: 'value', title: 'Since last answer' }, { field: 'source', title: 'Mine' }, { field: 'n' }] },
  }
  expect(told.widget({ ...widget, view }).view.options).toEqual({
    bars: true,
    columns: [{ field: 'value', title: 'Seit der letzten Antwort' }, { field: 'source', title: 'Mine' }, { field: 'n' }],
  })
  const own = { ...widget, view: { kind: 'grid', options: { columns: [{ field: 'value', title: 'Mine' }] } } }
  expect(told.widget(own)).toBe(own)
})

test('a title somebody gave it is theirs, word for word', () => {
  expect(words.widget({ ...widget, title: 'Groups of the night' }).title).toBe('Groups of the night')
  const own = { id: 'w', title: 'Alert groups' }
  expect(words.widget(own)).toBe(own)
})

test('a dashboard of the product is translated, one of the same name that a person made is not', () => {
  expect(words.board({ id: 'alerts-now', title: 'Alerts now' })).toBe('Alarme jetzt')
  expect(words.board({ id: 'alerts-now', title: 'My alerts' })).toBe('My alerts')
  expect(words.board({ id: '0193-ab', title: 'Alerts now' })).toBe('Alerts now')
})

test('a section is translated where it holds what came with the product', () => {
  expect(words.section({ title: 'Incidents', widgets: [{ template: 'incidentList' }] })).toBe('Störungen')
  expect(words.section({ title: 'Incidents', widgets: [{}] })).toBe('Incidents')
})

test('a role that was renamed, or made here, keeps its name', () => {
  const roles = shippedWords({ Executive: 'Geschäftsführung' })
  expect(roles.role({ id: 'executive', name: 'Executive' })).toBe('Geschäftsführung')
  expect(roles.role({ id: 'executive', name: 'Board' })).toBe('Board')
  expect(roles.role({ id: 'r-1', name: 'Executive' })).toBe('Executive')
})

test('words every object knows are no titles', () => {
  expect(words.widget({ ...widget, title: 'constructor' }).title).toBe('constructor')
})
