import { expect, test } from 'vitest'
import { createLog } from './log.ts'

test('secrets are blacked out wherever a line may hold them', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const planted = 'hunter2'
  log.warn('asked', {
    authorization: planted,
    headers: { cookie: planted, 'set-cookie': planted },
    source: { auth: { password: planted, token: planted } },
    kept: 'yes',
  })
  expect(lines.join('')).not.toContain(planted)
  expect(lines.join('')).toContain('"kept":"yes"')
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ msg: 'asked', level: 40 })
})
