import type { Reason } from '#contract/learning.ts'
import type { Text } from '../i18n/text.ts'

/** Why something is suggested, in words. Needs the chapter `learning`. */
export const reasonWords = (text: Text, { key, args }: Reason): string =>
  text(`reason.${key}`, { title: args['title'] ?? '', after: args['after'] ?? '', role: args['role'] ?? '', view: args['view'] ?? '' })
