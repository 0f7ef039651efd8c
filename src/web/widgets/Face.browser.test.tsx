import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { Button } from '../ui/Button.tsx'
import { StatusMark } from '../ui/StatusMark.tsx'
import { Face } from './Face.tsx'
import '../ui/tokens.css'
import '../ui/theme/base.css'

afterEach(cleanup)

// The body of a single number on a tablet.
test('in the smallest widget the way on is in sight, and what happened is told as far as there is room', async () => {
  const { container } = render(
    <div data-testid="body" style={{ inlineSize: 146, blockSize: 78 }}>
      <Face
        sign={<StatusMark mark="critical" silent size={15} />}
        headline="Big database does not understand the query"
        ways={<Button size="small">Try again</Button>}
      >
        <p>Something is missing here</p>
      </Face>
    </div>,
  )
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  const body = container.querySelector('[data-testid="body"]')?.getBoundingClientRect()
  const way = container.querySelector('button')?.getBoundingClientRect()
  expect(way?.bottom ?? Number.NaN).toBeLessThanOrEqual(body?.bottom ?? Number.NaN)
})
