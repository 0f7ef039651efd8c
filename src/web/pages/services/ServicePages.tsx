import { spoken } from '#web/i18n/spoken.ts'
import { Suspense } from 'react'
import type { PageProps } from '../page.ts'
import { ServicesPage } from './ServicesPage.tsx'

const ServicePage = spoken(['observing', 'numbers'], () => import('./ServicePage.tsx'))

/** Every service, or one of them. */
export function ServicePages({ place }: PageProps) {
  if (place.page === 'services') return <ServicesPage />
  if (place.page !== 'service') return null
  return (
    <Suspense>
      <ServicePage key={place.id} id={place.id} />
    </Suspense>
  )
}
