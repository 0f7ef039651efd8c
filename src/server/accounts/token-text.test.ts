import { expect, test } from 'vitest'
import { crc32, readToken, writeToken } from './token-text.ts'

const random = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE'

test('the checksum is CRC-32 as everybody computes it', () => {
  expect(crc32('123456789')).toBe('cbf43926')
  expect(crc32('')).toBe('00000000')
})

test('a token is read back, whatever letters its secret has', () => {
  for (const secret of [random, '_'.repeat(43), '-'.repeat(43)]) {
    const { text, ...parts } = writeToken('id1', secret)
    expect(text).toMatch(/^hp_id1_.{43}_[0-9a-f]{8}$/)
    expect(readToken(text)).toEqual(parts)
  }
})

test('what is mistyped, cut or something else is no token', () => {
  const { text } = writeToken('id1', random)
  for (const wrong of ['', 'hp_', text.slice(1), text.slice(0, -1), text.replace('Ab', 'Ac'), text.replace('id1', 'id2'), `${text} `, 'ptl_x']) {
    expect(readToken(wrong)).toBeUndefined()
  }
})
