import { DirectionContext, HeadlessMantineProvider } from '@mantine/core'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useLanguage } from '#web/i18n/text.ts'

/**
 * What Mantine's parts need around them. It stands here and not around the app, so that none of Mantine loads before
 * something opens; all looks are ours, hence headless.
 */
export function Island({ children }: { readonly children: ReactNode }) {
  const { dir } = useLanguage()
  const direction = useMemo(() => ({ dir, toggleDirection: () => {}, setDirection: () => {} }), [dir])
  return (
    <DirectionContext value={direction}>
      <HeadlessMantineProvider>{children}</HeadlessMantineProvider>
    </DirectionContext>
  )
}
