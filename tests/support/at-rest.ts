import type { Locator } from 'playwright'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Where a thing stands in the window, in CSS pixels, once nothing moves it any more: nothing that holds it is animated, and
 * its box was the same for five frames. However slow the machine, no click lands where it stood before. Throws when it is not
 * on the page.
 */
export async function atRest(thing: Locator): Promise<Box> {
  await thing.evaluate(async (element) => {
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)
    const isMoving = (): boolean =>
      document.getAnimations().some(({ playState, effect }) => playState === 'running' && effect instanceof KeyframeEffect && effect.target?.contains(element))
    let [last, same] = ['', 0]
    while (same < 5) {
      await frame()
      const { x, y, width, height } = element.getBoundingClientRect()
      const box = [x, y, width, height].join(' ')
      same = box === last && !isMoving() ? same + 1 : 0
      last = box
    }
  })
  const box = await thing.boundingBox()
  if (!box) throw new Error(`${thing.toString()} is not on the page`)
  return box
}
