import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Source, SourceHealth, SourceInput } from '#contract/source.ts'
import { newKey } from '#web/api/call.ts'
import { checkSource, createSource, saveSource } from '#web/api/source-query.ts'
import { useText } from '#web/i18n/text.ts'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { goTo } from '#web/url/use-url.ts'

export interface SourceFormState {
  readonly saving: boolean
  readonly checking: boolean
  /** What the last test found; gone as soon as the form changes. */
  readonly checked: SourceHealth | undefined
  /** Why the last save or test failed. */
  readonly failure: Error | null
  readonly save: () => void
  readonly check: () => void
  readonly forget: () => void
  /** Saves over this version from now on: the person has seen it. */
  readonly rebase: (theirs: Source) => void
}

/** Testing and saving of one source. The same input keeps its idempotency key, so that a second try never adds it twice. */
export function useSourceForm(config: SourceInput, source: Source | undefined): SourceFormState {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const create = useMutation(createSource(client))
  const save = useMutation(saveSource(client))
  const test = useMutation(checkSource())
  const [rev, setRev] = useState(source?.rev ?? 0)
  const key = useRef({ for: '', key: '' })

  const keyFor = (): string => {
    const body = JSON.stringify([config, rev])
    if (key.current.for !== body) key.current = { for: body, key: newKey() }
    return key.current.key
  }
  const done = (saved: Source): void => {
    toast({ words: text(source ? 'sources.saved' : 'sources.created', { name: saved.name }) })
    goTo({ page: 'sources' })
  }
  return {
    saving: create.isPending || save.isPending,
    checking: test.isPending,
    checked: test.data,
    failure: create.error ?? save.error ?? test.error,
    save: () => {
      test.reset()
      if (source) save.mutate({ source: config, rev, key: keyFor() }, { onSuccess: done })
      else create.mutate({ source: config, key: keyFor() }, { onSuccess: done })
    },
    check: () => {
      create.reset()
      save.reset()
      test.mutate(config)
    },
    forget: () => {
      test.reset()
      create.reset()
      save.reset()
    },
    rebase: (theirs) => {
      setRev(theirs.rev)
      save.reset()
    },
  }
}
