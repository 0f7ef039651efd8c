import { DirectionContext, MantineProvider } from '@mantine/core'
import { useEffect, useMemo } from 'react'
import type { ReactNode } from 'react'
import { useLanguage } from '#web/i18n/text.ts'
import { usePreference } from '../preference.ts'
import { useMedia } from '../use-media.ts'
import { theme } from './theme.ts'

/** The scheme shown now, whoever decided. */
export function useScheme(): 'light' | 'dark' {
  const [chosen] = usePreference('scheme')
  const dark = useMedia('(prefers-color-scheme: dark)')
  return chosen === 'auto' ? (dark ? 'dark' : 'light') : chosen
}

/** Theme, contrast and density on the document, and Mantine speaking in tokens. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const { dir } = useLanguage()
  const scheme = useScheme()
  const [contrast] = usePreference('contrast')
  const [density] = usePreference('density')
  const wantsContrast = useMedia('(prefers-contrast: more)')
  useEffect(() => {
    const { dataset } = document.documentElement
    if (contrast === 'more' || wantsContrast) dataset['contrast'] = 'more'
    else delete dataset['contrast']
  }, [contrast, wantsContrast])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (density === 'compact') dataset['density'] = 'compact'
    else delete dataset['density']
  }, [density])
  const direction = useMemo(() => ({ dir, toggleDirection: () => {}, setDirection: () => {} }), [dir])
  return (
    <DirectionContext value={direction}>
      <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
        {children}
      </MantineProvider>
    </DirectionContext>
  )
}
