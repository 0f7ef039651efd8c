import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ItemKey, itemKey, itemKinds, readItem, widgetKey } from './item.ts'

test('a key is read back as it was made', () => {
  for (const kind of itemKinds) expect(readItem(itemKey(kind, 'a:b/c d'))).toEqual({ kind, id: 'a:b/c d' })
  expect(readItem(widgetKey('board', 'w1'))).toEqual({ kind: 'widget', id: 'board/w1' })
})

test('what is no key is told as such', () => {
  for (const text of ['', 'page', 'page:', ':page', 'person:ann', 'page:a\u0000', `page:${'x'.repeat(151)}`])
    expect(z.safeParse(ItemKey, text).success).toBe(false)
  for (const text of ['', 'page', 'page:', ':page', 'person:ann']) expect(readItem(text)).toBeUndefined()
})
