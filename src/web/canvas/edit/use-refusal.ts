import { useMemo } from 'react'
import type { Fault } from '#contract/fault.ts'
import type { Query } from '#contract/query.ts'
import { useText } from '../../i18n/text.ts'
import type { Refusal } from '../../ui/query-editor/query-source.ts'

/** A fault that has a place, with the text of the query it was found in. */
export function refusalOf({ spec }: Query, fault: Fault | undefined, words: (detail: string) => string): Refusal | undefined {
  const name = /^query\.spec\.(\w+)$/.exec(fault?.field ?? '')?.[1]
  const text = name === undefined ? undefined : spec[name]
  if (fault?.at === undefined || typeof text !== 'string') return undefined
  return { text, at: fault.at, words: words(fault.detail ?? '') }
}

/** The same in words of the reader. `asked` is the query the fault answers, which may no longer be what the form shows. */
export function useRefusal(asked: Query, fault: Fault | undefined): Refusal | undefined {
  const text = useText()
  return useMemo(() => refusalOf(asked, fault, (detail) => text('panel.sourceSays', { words: detail })), [asked, fault, text])
}
