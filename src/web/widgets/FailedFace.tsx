import { Suspense } from 'react'
import type { Fault } from '#contract/fault.ts'
import { useFormat } from '../i18n/format.ts'
import { spoken } from '../i18n/spoken.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icon/Icon.tsx'
import { StatusMark } from '../ui/StatusMark.tsx'
import { goTo } from '../url/use-url.ts'
import { Face } from './Face.tsx'
import { faultWords, mayPass } from './fault-face.ts'
import { Fact } from './WidgetFrame.tsx'
import styles from './FailedFace.module.css'

const SourceSays = spoken(['queries'], () => import('./SourceSays.tsx'))

export interface FailedFaceProps {
  readonly fault: Fault
  /** Name of the source asked, or what the query calls it. */
  readonly source: string
  /** Widgets on the page that ask the same source. */
  readonly others: number
  readonly trying: boolean
  readonly onTry: () => void
  /** Opens the query, where one may change it. */
  readonly onEdit?: (() => void) | undefined
}

/** What does not answer, what still works, what to do. */
export function FailedFace({ fault, source, others, trying, onTry, onEdit }: FailedFaceProps) {
  const text = useText()
  const { headline, meaning, ofSource } = faultWords(fault.code)
  const retry = mayPass(fault.code)
  return (
    <Face
      sign={<StatusMark mark="critical" silent size={15} />}
      headline={text(headline, { source })}
      ways={
        <>
          {retry && (
            <Button kind="primary" size="small" icon="retry" busy={trying} onClick={onTry}>
              {text('widget.tryAgain')}
            </Button>
          )}
          {!retry && onEdit && (
            <Button size="small" onClick={onEdit}>
              {text('widget.empty.editQuery')}
            </Button>
          )}
          {ofSource && (
            <Button size="small" onClick={() => goTo({ page: 'sources' })}>
              {text('widget.sourceHealth')}
            </Button>
          )}
          {!retry && !onEdit && (
            <Button size="small" icon="retry" busy={trying} onClick={onTry}>
              {text('widget.tryAgain')}
            </Button>
          )}
        </>
      }
    >
      {fault.detail !== undefined && fault.code === 'source_query' && (
        <Suspense>
          <SourceSays detail={fault.detail} source={source} />
        </Suspense>
      )}
      {fault.detail !== undefined && fault.code !== 'source_query' && <p className={styles['detail']}>{fault.detail}</p>}
      {meaning && <p>{text(meaning)}</p>}
      {ofSource && <p>{text('widget.failed.others', { count: others })}</p>}
    </Face>
  )
}

/** Access is missing: who can help, and nothing about what is hidden. */
export function NoAccessFace() {
  const text = useText()
  return (
    <Face sign={<Icon name="lock" />} headline={text('widget.noAccess')}>
      <p>{text('widget.noAccessMeaning')}</p>
    </Face>
  )
}

/** Foot of a failed widget: what to quote when asking for help. */
export function FailedFoot({ requestId, at, zone }: { readonly requestId: string | undefined; readonly at: number; readonly zone: string }) {
  const text = useText()
  const time = useFormat().moment(at, zone)
  return <Fact>{requestId === undefined ? text('widget.failedAt', { time }) : text('widget.request', { id: requestId, time })}</Fact>
}
