import { expect, test } from 'vitest'
import { home as ar } from '#locales/ar/home.ts'
import { home as de } from '#locales/de/home.ts'
import { home as en } from '#locales/en/home.ts'
import type { Connector } from '#server/connectors/connector.ts'
import { connectors } from '#server/connectors/registry.ts'

/** What people call a kind that answers in its own words only, wherever it stands in a sentence. */
const called: Readonly<Record<string, string>> = { 'http-json': 'JSON', csv: 'CSV', postgres: 'PostgreSQL', loki: 'Loki' }

test('the card for anything else names every kind of source that no other card leads to', () => {
  const shelf: readonly Connector[] = Object.values(connectors)
  const unnamed = shelf.filter(({ addable, measures, kind }) => addable && Object.keys(measures).length === 0 && kind !== 'catalogue').map(({ kind }) => kind)
  expect(new Set(unnamed)).toEqual(new Set(Object.keys(called)))
  for (const words of [en, de, ar].map((home) => home['home.connect.otherBy'])) for (const kind of unnamed) expect(words).toContain(called[kind])
})
