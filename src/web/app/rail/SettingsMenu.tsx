import type { ReactElement } from 'react'
import { locales } from '#locales/registry.ts'
import { pickLanguage } from '#web/i18n/LanguageProvider.tsx'
import { useText } from '#web/i18n/text.ts'
import { defaultPreferences, usePreference } from '#web/ui/preference.ts'
import { Menu } from '#web/ui/popup/Menu.tsx'
import type { TriggerProps } from '#web/ui/popup/Menu.tsx'
import type { MenuEntry } from '#web/ui/popup/menu-entry.ts'

const schemes = ['auto', 'light', 'dark'] as const
const contrasts = ['auto', 'more'] as const
const densities = ['comfortable', 'compact'] as const

/** Theme, contrast, density, language and the keys. */
function useSettingsEntries(onKeys: () => void): readonly MenuEntry[] {
  const text = useText()
  const [scheme, setScheme] = usePreference('scheme')
  const [contrast, setContrast] = usePreference('contrast')
  const [density, setDensity] = usePreference('density')
  const [language, setLanguage] = usePreference('language')
  const own = locales[pickLanguage('', navigator.languages)].name
  return [
    { head: text('settings.theme') },
    ...schemes.map((s) => ({ id: `scheme-${s}`, label: text(`settings.theme.${s}`), checked: s === scheme, onSelect: () => setScheme(s) })),
    { line: 'contrast' },
    { head: text('settings.contrast') },
    ...contrasts.map((c) => ({ id: `contrast-${c}`, label: text(`settings.contrast.${c}`), checked: c === contrast, onSelect: () => setContrast(c) })),
    { line: 'density' },
    { head: text('settings.density') },
    ...densities.map((d) => ({ id: `density-${d}`, label: text(`settings.density.${d}`), checked: d === density, onSelect: () => setDensity(d) })),
    { line: 'language' },
    { head: text('settings.language') },
    {
      id: 'language-auto',
      label: text('settings.language.auto', { name: own }),
      checked: language === '',
      onSelect: () => setLanguage(defaultPreferences.language),
    },
    ...Object.entries(locales).map(([tag, { name }]) => ({ id: `language-${tag}`, label: name, checked: language === tag, onSelect: () => setLanguage(tag) })),
    { line: 'above-keys' },
    { id: 'keys', label: text('keys.title'), icon: 'keyboard', keys: '?', onSelect: onKeys },
  ]
}

interface SettingsMenuProps {
  readonly children: ReactElement<TriggerProps>
  readonly onKeys: () => void
  /** Stands first. */
  readonly before?: readonly MenuEntry[]
  /** What this installation is, in small print at the end. */
  readonly about?: string | undefined
}

/** The settings, on whatever button is given. */
export function SettingsMenu({ children, onKeys, before = [], about }: SettingsMenuProps) {
  const settings = useSettingsEntries(onKeys)
  const items: readonly MenuEntry[] = [...before, ...(before.length > 0 ? [{ line: 'settings' }] : []), ...settings, ...(about ? [{ head: about }] : [])]
  return <Menu trigger={children} items={items} align="start" />
}
