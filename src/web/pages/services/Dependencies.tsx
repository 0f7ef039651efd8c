import { useMemo, useRef } from 'react'
import type { ServiceRow } from '#contract/services.ts'
import { useText } from '#web/i18n/text.ts'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { useRange } from '#web/url/use-time.ts'
import { goTo } from '#web/url/use-url.ts'
import { useZone } from '#web/url/zone.ts'
import type { View } from '#web/views/view.ts'
import { useBodySize } from '#web/widgets/body-size.ts'
import type { BodySize } from '#web/widgets/body-size.ts'
import { useDrawing } from '#web/widgets/view-drawing.ts'
import { viewOf } from '#web/widgets/view-of.ts'
import { dependencyFrame } from './dependency-frame.ts'
import styles from './Services.module.css'

const graph = viewOf('graph')

interface DependenciesProps {
  readonly service: ServiceRow
  readonly needs: readonly ServiceRow[]
  readonly neededBy: readonly ServiceRow[]
}

/** What it needs and who needs it, as a picture; the lists beside it say the same. */
export function Dependencies({ service, needs, neededBy }: DependenciesProps) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const size = useBodySize(box)
  const hasAny = needs.length + neededBy.length + (service.depends?.length ?? 0) > 0
  if (!hasAny) return <p className={styles['empty']}>{text('observing.noDependencies')}</p>
  return (
    <div className={styles['graph']} ref={box}>
      {graph && size.width > 0 && <Picture view={graph} service={service} needs={needs} neededBy={neededBy} size={size} />}
    </div>
  )
}

interface PictureProps extends DependenciesProps {
  readonly view: View
  readonly size: BodySize
}

/** The same drawing widgets have; its code and words come when it is first needed. */
function Picture({ view, service, needs, neededBy, size }: PictureProps) {
  const text = useText()
  const { range, now } = useRange()
  const [zone] = useZone()
  const drawing = useDrawing(view)
  const frame = useMemo(() => dependencyFrame(service, needs, neededBy), [service, needs, neededBy])
  const options = useMemo(() => view.options.parse({}), [view])
  if (drawing.state === 'failed') return <FaultFace title={text('observing.failed')} error={drawing.error} onRetry={drawing.retry} />
  if (drawing.state === 'loading') return null
  const { Drawing } = drawing
  return (
    <Drawing
      frame={frame}
      options={options}
      size={size}
      range={range}
      now={now}
      zone={zone}
      title={text('observing.dependencies')}
      thresholds={[]}
      mode="full"
      onPick={({ value }) => goTo({ page: 'service', id: value })}
    />
  )
}
