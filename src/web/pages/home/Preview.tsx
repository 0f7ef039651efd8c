import { useQuery } from '@tanstack/react-query'
import { AskingAs } from '#web/api/asking-as.ts'
import { previewQuery } from '#web/api/preview-query.ts'
import { Canvas } from '#web/canvas/Canvas.tsx'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { VariableRow } from '#web/ui/variables/VariableRow.tsx'
import { PageTime } from '#web/url/PageTime.tsx'
import { goTo } from '#web/url/use-url.ts'
import { useZone } from '#web/url/zone.ts'
import Strips from './Strips.tsx'
import { AsRole } from './use-own-choices.ts'
import styles from './Preview.module.css'

/** The first screen as somebody new in a role is given it. Nothing can be changed here, and nothing counts for who looks. */
export default function Preview({ role }: { readonly role: string }) {
  const text = useText()
  const shipped = useShippedWords()
  const [zone] = useZone()
  const { data, error, refetch } = useQuery(previewQuery(role, zone))
  const record = data?.record ?? undefined
  return (
    <AsRole value={role}>
      <PageTime {...(record && { defaults: record.doc.time })}>
        <Page title={text('nav.home')} timed={record !== undefined} demo={data?.landing.demo ?? false}>
          <div className={styles['bar']} role="status">
            <Icon name="people" />
            <strong>{text('home.asRole', { role: data ? shipped.role(data.role) : role })}</strong>
            <span className={styles['words']}>{text('home.asRoleMeaning')}</span>
            <Button size="small" onClick={() => goTo({ page: 'roles' })}>
              {text('home.asRoleLeave')}
            </Button>
          </div>
          {error && !data ? (
            <FaultFace title={text('home.asRoleFailed')} error={error} onRetry={() => void refetch()} />
          ) : (
            <Strips landing={data?.landing} isTimed={record !== undefined} />
          )}
          <AskingAs value={role}>
            {record && <VariableRow variables={record.doc.variables} />}
            <h2 className="hp-hidden">{text('dashboards.widgets')}</h2>
            {record && <Canvas key={record.id} record={record} closes preview />}
          </AskingAs>
          {data && !record && <Empty title={text('home.asRoleNothing')} words={text('home.asRoleNothingMeaning')} />}
        </Page>
      </PageTime>
    </AsRole>
  )
}
