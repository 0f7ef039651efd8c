import { en } from '#locales/en.ts'
import type { TextKey } from '#locales/en.ts'
import type { Text } from '#web/i18n/text.ts'

const known = (key: string): key is TextKey => Object.hasOwn(en, key)

/** What people of a role that came with Homeport are greeted with, in one line; roles made here have none. */
export function roleLine(id: string, text: Text): string | undefined {
  const key = `role.line.${id}`
  return known(key) ? text(key) : undefined
}
