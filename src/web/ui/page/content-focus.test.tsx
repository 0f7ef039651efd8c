import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useRef, useState } from 'react'
import { expect, test } from 'vitest'
import { createQueryClient } from '../../api/client.ts'
import { goOnAtContent, useGoOn } from './content-focus.ts'
import { Page } from './Page.tsx'

function Card({ onDone }: { readonly onDone: () => void }) {
  const part = useRef<HTMLDivElement>(null)
  useGoOn(part)
  return (
    <div ref={part}>
      <button onClick={onDone}>load</button>
    </div>
  )
}

function Site() {
  const [at, setAt] = useState('first')
  const [loaded, setLoaded] = useState(false)
  return (
    <>
      <button onClick={() => setAt('third')}>rail</button>
      <Page key={at} title={at}>
        {at === 'first' && <button onClick={() => setAt('second')}>go</button>}
        {at === 'second' && !loaded && <Card onDone={() => setLoaded(true)} />}
      </Page>
    </>
  )
}

test('focus goes on at the content when the thing it was at is gone, and stays where that is still there', async () => {
  // Another page may have been open in this document before.
  goOnAtContent()
  const user = userEvent.setup()
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Site />
    </QueryClientProvider>,
  )
  screen.getByRole('button', { name: 'go' }).focus()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('main')).toHaveFocus()
  screen.getByRole('button', { name: 'load' }).focus()
  await user.keyboard('{Enter}')
  expect(screen.queryByRole('button', { name: 'load' })).toBeNull()
  expect(screen.getByRole('main')).toHaveFocus()
  screen.getByRole('button', { name: 'rail' }).focus()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('button', { name: 'rail' })).toHaveFocus()
})
