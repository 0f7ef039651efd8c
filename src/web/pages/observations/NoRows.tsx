import type { ObservationList } from '#contract/observations.ts'
import { useMay } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { howMany } from '#web/ui/facets/choice.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { goTo } from '#web/url/use-url.ts'
import type { ListContentProps } from './list-props.ts'

interface NoRowsProps extends Pick<ListContentProps, 'name' | 'look' | 'change'> {
  readonly data: ObservationList
  readonly onRetry: () => void
}

/** A list without rows: why, and the one way on. */
export function NoRows({ name, look, change, data, onRetry }: NoRowsProps) {
  const text = useText()
  const mayConnect = useMay('sources.manage')
  const { state, silent } = data
  if (state === 'unconnected')
    return (
      <Empty title={text('observing.unconnected')} words={text(mayConnect ? 'observing.unconnectedManage' : 'observing.unconnectedMeaning')}>
        {mayConnect && (
          <Button kind="primary" icon="plus" onClick={() => goTo({ page: 'newSource' })}>
            {text('observing.connect')}
          </Button>
        )}
      </Empty>
    )
  if (state === 'refused') return <Empty icon="lock" title={text('observing.refused')} words={text('observing.refusedMeaning')} />
  if (state === 'failed')
    return (
      <Empty mark="critical" title={text('observing.noneAnswers')} words={text('observing.allSilent', { n: silent.length, names: silent.join(', ') })}>
        <Button kind="primary" icon="retry" onClick={onRetry}>
          {text('app.tryAgain')}
        </Button>
      </Empty>
    )
  if (howMany(look.choice) > 0 || look.q.trim() !== '')
    return (
      <Empty title={text('observing.noMatch')} words={text('observing.noMatchMeaning', { n: data.read })}>
        <Button kind="primary" onClick={() => change({ choice: {}, q: '' })}>
          {text('observing.clear')}
        </Button>
      </Empty>
    )
  if (look.show === 'open')
    return (
      <Empty {...(state === 'known' && { mark: 'ok' as const })} title={text(`observing.noneOpen.${name}`)} words={text('observing.noneOpenMeaning')}>
        <Button onClick={() => change({ show: 'all' })}>{text('observing.showEvery')}</Button>
      </Empty>
    )
  return <Empty title={text(`observing.noneAtAll.${name}`)} words={text('observing.noneAtAllMeaning')} />
}
