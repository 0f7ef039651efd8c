import { useMay } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { goTo } from '#web/url/use-url.ts'
import styles from './Services.module.css'

/** No catalogue lists services: who may connect one is led there, everybody else is told what they see instead. */
export function CatalogueCard() {
  const text = useText()
  const manages = useMay('sources.manage')
  return (
    <section className={styles['card']} aria-labelledby="catalogue">
      <div>
        <h2 id="catalogue">{text('observing.noCatalogue')}</h2>
        <p>{text(manages ? 'observing.noCatalogueManage' : 'observing.noCatalogueMeaning')}</p>
      </div>
      {manages && (
        <Button kind="primary" icon="plus" onClick={() => goTo({ page: 'newSource', kind: 'catalogue' })}>
          {text('observing.connectCatalogue')}
        </Button>
      )}
    </section>
  )
}
