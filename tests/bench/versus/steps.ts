import { spent } from './open.ts'
import type { OpenCase } from './open.ts'

/** Middle of the picture: it stands in the corner of the window. */
const middle = { x: 500, y: 300 }
const frameMs = 16
/** The scroll goes on a moment after its last event. */
const restMs = 150

async function changed(it: OpenCase, what: string, run: () => Promise<void>): Promise<void> {
  const before = await it.page.evaluate(() => window.versus.state())
  await run()
  const after = await it.page.evaluate(() => window.versus.state())
  if (before === after) throw new Error(`${what} changed nothing`)
}

export interface Wheel {
  readonly steps: number
  readonly by: number
  /** With Ctrl held it zooms. */
  readonly zoom?: boolean
}

/** Turns the wheel over the picture like a hand would, and tells what each step cost the main thread. */
export async function wheel(it: OpenCase, what: string, { steps, by, zoom = false }: Wheel) {
  const { page } = it
  await page.mouse.move(middle.x, middle.y)
  if (zoom) await page.keyboard.down('Control')
  await page.mouse.wheel(0, by)
  await page.waitForTimeout(restMs)
  let cost = { task: Number.NaN, script: Number.NaN }
  await changed(it, what, async () => {
    cost = await spent(it, steps, async () => {
      for (let i = 0; i < steps; i += 1) {
        await page.mouse.wheel(0, by)
        await page.waitForTimeout(frameMs)
      }
      await page.waitForTimeout(restMs)
    })
  })
  if (zoom) await page.keyboard.up('Control')
  return cost
}

/** Drags the ground of the picture. */
export async function pan(it: OpenCase, from: { readonly x: number; readonly y: number }, steps: number) {
  const { page } = it
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 5, from.y + 3)
  await page.waitForTimeout(restMs)
  let cost = { task: Number.NaN, script: Number.NaN }
  await changed(it, 'panning', async () => {
    cost = await spent(it, steps, async () => {
      for (let i = 1; i <= steps; i += 1) {
        await page.mouse.move(from.x + 5 + i * 6, from.y + 3 + i * 4)
        await page.waitForTimeout(frameMs)
      }
      await page.waitForTimeout(restMs)
    })
  })
  await page.mouse.up()
  return cost
}
