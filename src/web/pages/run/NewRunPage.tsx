import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import * as z from 'zod/mini'
import { Subject } from '#contract/run.ts'
import { newKey } from '#web/api/call.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useText } from '#web/i18n/text.ts'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { goTo } from '#web/url/use-url.ts'
import { useZone } from '#web/url/zone.ts'
import { justStarted } from './just-started.ts'
import { startRun } from './run-api.ts'
import { useRunWords } from './run-words.ts'

function subjectOf(about: string | undefined): Subject | null {
  if (about === undefined) return null
  try {
    const read = z.safeParse(Subject, JSON.parse(about))
    return read.success ? read.data : null
  } catch {
    // An address somebody typed or cut: the work begins without a subject.
    return null
  }
}

/** Begins a run once and goes there; the address of the beginning does not stay behind. */
export function NewRunPage({ workflow, about }: { readonly workflow: string; readonly about: string | undefined }) {
  const text = useText()
  const words = useRunWords()
  const client = useQueryClient()
  const [zone] = useZone()
  const key = useRef(newKey())
  const { mutate, error, reset } = useMutation({
    mutationFn: () => startRun({ workflow, subject: subjectOf(about), key: key.current, place: { zone } }),
    onSuccess: (run) => {
      client.setQueryData(runQuery(run.id).queryKey, run)
      // Begun earlier: whoever comes back is told where they were.
      if (run.rev === 1) justStarted.add(run.id)
      goTo({ page: 'run', id: run.id }, { replace: true })
    },
  })
  useEffect(() => mutate(), [mutate])
  const again = (): void => {
    reset()
    mutate()
  }
  return (
    <Page title={words.workflow(workflow)}>{error ? <FaultFace title={text('run.starting')} error={error} onRetry={again} /> : <RowsSkeleton rows={6} />}</Page>
  )
}
