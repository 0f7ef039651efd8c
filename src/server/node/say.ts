import { en } from '#locales/en/whole.ts'
import type { TextKey } from '#locales/chapter.ts'

type CliKey = Extract<TextKey, `cli.${string}`>

/** A line for the terminal. Its texts are plain: names in braces, no plurals, so nothing heavier than this is loaded at start. */
export const say = (key: CliKey, values: Readonly<Record<string, string | number>> = {}): string =>
  en[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
