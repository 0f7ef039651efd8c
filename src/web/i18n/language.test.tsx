import { render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { LanguageProvider, loadLanguage, pickLanguage } from './LanguageProvider.tsx'
import { useText } from './text.ts'

afterEach(() => {
  document.documentElement.lang = 'en'
  document.documentElement.dir = 'ltr'
})

test('a choice counts before the browser, and English when neither is spoken', () => {
  expect(pickLanguage('ar', ['de-AT'])).toBe('ar')
  expect(pickLanguage('', ['fr', 'de-AT'])).toBe('de')
  expect(pickLanguage('tlh', ['fr'])).toBe('en')
})

test('numbers follow the reader’s own region of the language', async () => {
  expect((await loadLanguage('de', ['de-CH', 'en'])).tag).toBe('de-CH')
  expect((await loadLanguage('de', ['en'])).tag).toBe('de')
})

function Words() {
  return <p>{useText()('app.save')}</p>
}

test('words and direction change without a reload', async () => {
  const { rerender } = render(
    <LanguageProvider chosen="en">
      <Words />
    </LanguageProvider>,
  )
  expect(screen.getByText('Save')).toBeVisible()
  rerender(
    <LanguageProvider chosen="ar">
      <Words />
    </LanguageProvider>,
  )
  expect(await screen.findByText('حفظ')).toBeVisible()
  expect(document.documentElement.dir).toBe('rtl')
  expect(document.documentElement.lang).toBe('ar')
})
