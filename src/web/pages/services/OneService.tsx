import type * as z from 'zod/mini'
import type { readService } from '#contract/services.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { Boards } from './Boards.tsx'
import { CatalogueCard } from './CatalogueCard.tsx'
import { Dependencies } from './Dependencies.tsx'
import { Happened } from './Happened.tsx'
import { Neighbours } from './Neighbours.tsx'
import { ServiceHeader } from './ServiceHeader.tsx'
import { Scorecard } from './Scorecard.tsx'
import styles from './Services.module.css'

export type ServiceReply = z.output<(typeof readService)['output']>

/** Everything about one service. */
export function OneService({ data }: { readonly data: ServiceReply }) {
  const text = useText()
  const { service, needs, neededBy, silent, demo } = data
  return (
    <>
      <ServiceHeader service={service} demo={demo} />
      {silent.length > 0 && (
        <p className={styles['note']} role="status">
          <StatusMark mark="warning" silent />
          {text('observing.silent', { n: silent.length, names: silent.join(', ') })}
        </p>
      )}
      {service.from === 'unlisted' && <CatalogueCard />}
      <Scorecard service={service} demo={demo} />
      <div className={styles['parts']}>
        <section aria-labelledby="dependencies">
          <h2 id="dependencies">{text('observing.dependencies')}</h2>
          <Dependencies service={service} needs={needs} neededBy={neededBy} />
        </section>
        <div className={styles['beside']}>
          <Neighbours which="needs" rows={needs} />
          <Neighbours which="neededBy" rows={neededBy} />
          <Boards service={service} />
        </div>
      </div>
      <Happened service={service} />
    </>
  )
}
