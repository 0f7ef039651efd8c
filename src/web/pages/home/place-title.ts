import type { Slot } from '#contract/learning.ts'
import type { Language } from '#web/i18n/text.ts'
import { itemTitle } from '#web/ui/item-title.ts'

/** What a place is called. Of a page the server knows the id only: its name is the language's. */
export const placeTitle = ({ item, title }: Pick<Slot, 'item' | 'title'>, language: Language): string => itemTitle(language, item, title)
