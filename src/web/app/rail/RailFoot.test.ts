import { expect, test } from 'vitest'
import type { Source, SourceHealth } from '#contract/source.ts'
import { english } from '#web/i18n/text.ts'
import { healthOf } from './RailFoot.tsx'

const source = (state: SourceHealth['state']): Source => ({
  id: state,
  kind: 'prometheus',
  name: state,
  config: {},
  origin: 'ui',
  rev: 1,
  health: { state },
  can: [],
  measures: [],
})

test('only a source that answered is called live', () => {
  expect(healthOf([source('ok'), source('ok')], english.text)).toEqual({ mark: 'ok', words: '2 of 2 sources live' })
  expect(healthOf([source('ok'), source('unknown')], english.text)).toEqual({ mark: 'unknown', words: '1 of 2 sources live' })
  expect(healthOf([source('ok'), source('unknown'), source('down')], english.text)).toEqual({ mark: 'warning', words: '1 of 3 sources live' })
})
