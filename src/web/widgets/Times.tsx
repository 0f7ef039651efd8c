import { Suspense } from 'react'
import { spoken } from '../i18n/spoken.ts'
import type { TimesProps } from './TimesDialog.tsx'

const TimesDialog = spoken(['times'], () => import('./TimesDialog.tsx'))

/** Where the time of a widget went. */
export function Times(props: TimesProps) {
  return (
    <Suspense>
      <TimesDialog {...props} />
    </Suspense>
  )
}
