import { expect, test } from 'vitest'
import { createBriefly } from './briefly.ts'

test('an answer is kept for its time, one that is not whole for a shorter one, a failure not at all', async () => {
  let now = 0
  const answers: (readonly string[] | Error)[] = []
  const briefly = createBriefly<readonly string[]>(() => now, 30, 10, { keepMs: 2, when: (it) => it.length === 0 })
  const ask = async (): Promise<readonly string[]> =>
    briefly('key', async () => {
      const next = answers.shift() ?? ['late']
      if (next instanceof Error) throw next
      return next
    })
  answers.push(new Error('away'), [], ['whole'], ['again'])
  await expect(ask()).rejects.toThrow('away')
  expect(await ask()).toEqual([])
  now = 1
  expect(await ask()).toEqual([])
  now = 3
  expect(await ask()).toEqual(['whole'])
  now = 32
  expect(await ask()).toEqual(['whole'])
  now = 33
  expect(await ask()).toEqual(['again'])
})
