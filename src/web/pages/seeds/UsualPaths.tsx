import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { Frame } from '#contract/frame.ts'
import { rowCount } from '#core/frame/shapes.ts'
import { pathsQuery } from '#web/api/seeds-query.ts'
import { useLanguage, useText } from '#web/i18n/text.ts'
import type { Language } from '#web/i18n/text.ts'
import { itemTitle } from '#web/ui/item-title.ts'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import type { View } from '#web/views/view.ts'
import { useBodySize } from '#web/widgets/body-size.ts'
import { useDrawing } from '#web/widgets/view-drawing.ts'
import { viewOf } from '#web/widgets/view-of.ts'
import * as z from 'zod/mini'
import styles from './Seeds.module.css'

/** Pages and the start of a session have names only the app knows. */
const named = (frame: Frame, language: Language): Frame => ({
  ...frame,
  fields: frame.fields.map((field) => ({
    ...field,
    values: field.values.map((value) =>
      typeof value !== 'string' ? value : value === 'page:start' ? language.text('seeds.start') : itemTitle(language, value, value),
    ),
  })),
})

/** The role's usual ways as nodes and edges, without counts. */
export function UsualPaths({ role }: { readonly role: string }) {
  const language = useLanguage()
  const { text } = language
  const { data } = useQuery(pathsQuery(role))
  const frame = useMemo(() => data && named(data, language), [data, language])
  const view = viewOf('graph')
  if (!frame || !view) return null
  if (rowCount(frame) === 0) return <p className={styles['words']}>{text('seeds.pathsNone')}</p>
  return <Picture frame={frame} view={view} />
}

function Picture({ frame, view }: { readonly frame: Frame; readonly view: View }) {
  const text = useText()
  const ref = useRef<HTMLDivElement>(null)
  const size = useBodySize(ref)
  const [zone] = useZone()
  const now = useNow(60_000)
  const drawing = useDrawing(view)
  const options = useMemo(() => z.parse(view.options, {}), [view])
  return (
    <div className={styles['paths']}>
      <div ref={ref} className={styles['picture']}>
        {drawing.state === 'ready' && size.width > 0 && (
          <drawing.Drawing
            frame={frame}
            options={options}
            size={size}
            range={{ from: now, to: now + 1 }}
            now={now}
            zone={zone}
            title={text('seeds.paths')}
            thresholds={[]}
            mode="full"
          />
        )}
      </div>
    </div>
  )
}
