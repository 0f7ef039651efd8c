import { render, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { openChapter } from '#web/i18n/words.ts'
import { FacetPanel } from './FacetPanel.tsx'

beforeAll(() => openChapter('observing'))

const value = (name: string, count: number) => ({ value: name, label: name, count })
const names = (groups: Parameters<typeof FacetPanel>[0]['groups']) => {
  render(<FacetPanel groups={groups} choice={{}} onChoice={() => undefined} />)
  return screen.queryAllByRole('group').map((it) => it.querySelector('legend')?.textContent)
}

test('a facet whose one value all rows share is left out while others narrow', () => {
  expect(
    names([
      { name: 'severity', label: 'Severity', values: [value('critical', 2)] },
      { name: 'site', label: 'Site', values: [value('fra', 1), value('iad', 1)] },
    ]),
  ).toEqual(['Site'])
})

test('where none narrows they say what the rows have in common, so that the place beside the list is not empty', () => {
  expect(
    names([
      { name: 'severity', label: 'Severity', values: [value('critical', 1)] },
      { name: 'site', label: 'Site', values: [] },
    ]),
  ).toEqual(['Severity'])
})
