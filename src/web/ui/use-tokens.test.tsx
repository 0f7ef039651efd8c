import { act, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useThemeTurn, useTokenPx, useTokens } from './use-tokens.ts'

function Shown() {
  const turn = useThemeTurn()
  const { '--hp-accent': accent } = useTokens(['--hp-accent'])
  return (
    <p>
      {turn} {accent} {useTokenPx('--hp-table-row', 34)}
    </p>
  )
}
const root = document.documentElement
afterEach(() => {
  root.removeAttribute('style')
  root.removeAttribute('data-density')
})

test('tokens are read anew when the theme changes, and not when nothing did', async () => {
  root.style.setProperty('--hp-accent', 'teal')
  render(<Shown />)
  const before = screen.getByText(/teal 34/).textContent
  await act(async () => root.setAttribute('style', root.getAttribute('style') ?? ''))
  expect(screen.getByText(/teal 34/).textContent).toBe(before)
  await act(async () => root.style.setProperty('--hp-accent', 'navy'))
  await screen.findByText(/navy 34/)
})

test('density changes rows', async () => {
  render(<Shown />)
  await act(async () => root.style.setProperty('--hp-table-row', '28px'))
  expect(await screen.findByText(/28/)).toBeInTheDocument()
})
