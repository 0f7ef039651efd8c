import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { createQueryClient } from '#web/api/client.ts'
import { PageTime } from '#web/url/PageTime.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'
import { Watch } from './Watch.tsx'

afterEach(cleanup)

const hour = 3_600_000
const stepMs = hour / 4
const counts = Array.from({ length: 96 }, (_, i) => 1 + (i % 5))
const start = Date.UTC(2026, 10, 21, 19)
const names = ['Pune', 'Warsaw', 'São Paulo']

/** Shifts eight hours apart, the first so long after the ribbon's begin. */
const shiftsFrom = (first: number) => names.map((name, i) => ({ at: start + (first + i * 8) * hour, name }))

test.each([0.25, 2, 4, 7.5])('the hours of the shifts do not lie on each other on a phone, the first %s h after the begin', async (first) => {
  await page.viewport(390, 844)
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageTime>
        <div style={{ inlineSize: 358 }}>
          <Watch watch={{ from: start, stepMs, counts, critical: counts.map(() => 0), shifts: shiftsFrom(first) }} burning={undefined} isTimed />
        </div>
      </PageTime>
    </QueryClientProvider>,
  )
  const hours = await screen.findAllByText(/^\d\d:\d\d/)
  const boxes = hours.map((it) => it.getBoundingClientRect()).toSorted((a, b) => a.left - b.left)
  expect(boxes).toHaveLength(3)
  for (const [i, box] of boxes.entries()) expect(boxes[i + 1]?.left ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(box.right + 4)
})
