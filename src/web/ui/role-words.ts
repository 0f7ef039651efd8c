import { hasWords } from '#web/i18n/words.ts'
import type { Text } from '#web/i18n/text.ts'

/** What people of a role that came with Homeport are greeted with, in one line; roles made here have none. */
export function roleLine(id: string, text: Text): string | undefined {
  const key = `role.line.${id}`
  return hasWords(key) ? text(key) : undefined
}
