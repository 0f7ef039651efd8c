import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ObservationRow } from '#contract/observations.ts'
import type { Subject } from '#contract/run.ts'
import type { Mark } from '#contract/severity.ts'
import { useMay } from '#web/api/me-query.ts'
import { openNowQuery } from '#web/api/open-now-query.ts'
import { useText } from '#web/i18n/text.ts'
import { markOf } from '#web/ui/mark-of.ts'
import type { PickOption } from '#web/ui/pick/PickList.tsx'
import { goTo } from '#web/url/use-url.ts'

/** Lines of the list; the words typed are looked for in all of them. */
const most = 40

const subjectOf = ({ id, kind, title, severity, service, site }: ObservationRow): Subject => ({
  kind: kind === 'incident' ? 'incident' : 'alert',
  id,
  title: title.slice(0, 200),
  severity,
  ...(service !== null && { service }),
  ...(site !== null && { site }),
})

/** Triage of everything that goes on now, worst first, to be found by its name, service or site. */
export function useBurning(): readonly (PickOption & { readonly state: Mark; readonly run: () => void })[] {
  const text = useText()
  const may = useMay('editor')
  const { data = [] } = useQuery({ ...openNowQuery, enabled: may })
  return useMemo(
    () =>
      data.slice(0, most).map((row) => ({
        value: `triage:${row.id}`,
        label: text('palette.triageOf', { title: row.title }),
        also: [row.service, row.site, row.owner].filter((one) => one !== null).join(' '),
        hint: row.service ?? row.site ?? undefined,
        group: text('palette.burning'),
        state: markOf(row.severity),
        run: () => goTo({ page: 'newRun', workflow: 'triage', about: JSON.stringify(subjectOf(row)) }),
      })),
    [data, text],
  )
}
