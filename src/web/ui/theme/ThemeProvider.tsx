import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { usePreference } from '../preference.ts'
import { useMedia } from '../use-media.ts'

/** The scheme shown now, whoever decided. */
export function useScheme(): 'light' | 'dark' {
  const [chosen] = usePreference('scheme')
  const dark = useMedia('(prefers-color-scheme: dark)')
  return chosen === 'auto' ? (dark ? 'dark' : 'light') : chosen
}

/** Keeps one attribute of the document, or none. */
function useDocumentAttribute(name: string, value: string | undefined): void {
  useEffect(() => {
    if (value === undefined) document.documentElement.removeAttribute(name)
    else document.documentElement.setAttribute(name, value)
  }, [name, value])
}

/** Theme, contrast and density stand on the document; the tokens follow them. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [contrast] = usePreference('contrast')
  const [density] = usePreference('density')
  const wantsContrast = useMedia('(prefers-contrast: more)')
  useDocumentAttribute('data-mantine-color-scheme', useScheme())
  useDocumentAttribute('data-contrast', contrast === 'more' || wantsContrast ? 'more' : undefined)
  useDocumentAttribute('data-density', density === 'compact' ? 'compact' : undefined)
  return children
}
