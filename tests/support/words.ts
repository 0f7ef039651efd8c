import { openChapter } from '#web/i18n/words.ts'
import { chapters } from '#locales/en/whole.ts'
import type { ChapterName } from '#locales/chapter.ts'

// Parts are mounted here without having been fetched, so nothing fetched their words.
await Promise.all((Object.keys(chapters) as ChapterName[]).map(openChapter)) // keys of this very object
