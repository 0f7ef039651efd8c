import type { Locale } from './en.ts'

/** Languages on offer: tag, its own name, writing direction, loader. English is built in and is the fallback. */
export const locales = {
  en: { name: 'English', dir: 'ltr', load: async (): Promise<Locale> => (await import('./en.ts')).en },
  de: { name: 'Deutsch', dir: 'ltr', load: async (): Promise<Locale> => (await import('./de.ts')).de },
  ar: { name: 'العربية', dir: 'rtl', load: async (): Promise<Locale> => (await import('./ar.ts')).ar },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl'; load: () => Promise<Locale> }>

export type LocaleTag = keyof typeof locales
