import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Fault, FaultCode } from '#contract/fault.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import type { Field, Run } from '#contract/run.ts'
import { gapsIn } from '#core/workflow/fields.ts'
import { faultOf, isAway } from '#web/api/api-fault.ts'
import { newKey } from '#web/api/call.ts'
import { itemKey } from '#contract/item.ts'
import { runQuery } from '#web/api/run-query.ts'
import { note } from '#web/track/note.ts'
import { advanceRun, saveRun } from './run-api.ts'

/** What is typed is on its way after this long; on the server within two seconds. */
const restMs = 1_000
const againMs = 3_000

/** The same answers would be refused the same way for ever: only other answers, or another person, change that. */
const lasting: ReadonlySet<FaultCode> = new Set(['invalid', 'forbidden', 'not_found', 'too_large'])

export type SaveState = { readonly is: 'saved' | 'saving' | 'unsaved' } | { readonly is: 'refused'; readonly fault: Fault }

export interface RunWork {
  readonly values: JsonRecord
  readonly save: SaveState
  /** Answers that are missing or wrong, by field. */
  readonly gaps: Readonly<Record<string, string>>
  readonly busy: boolean
  set(name: string, value: Json): void
  /** Completes the step with these questions; what is missing is said of all of them at once. */
  advance(fields: readonly Field[]): Promise<void>
  goTo(step: string): Promise<void>
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const gapOf = ({ field, detail }: Fault): Readonly<Record<string, string>> =>
  field?.startsWith('fields.') ? { [field.slice('fields.'.length).split('.')[0] ?? '']: detail ?? 'invalid' } : {}

/** Working on a run: answers go to the server by themselves, one save after the other, and none is forgotten before it is there. */
export function useRunWork(run: Run, canWork: boolean): RunWork {
  const client = useQueryClient()
  const [dirty, setDirty] = useState<JsonRecord>({})
  const [save, setSave] = useState<SaveState>({ is: 'saved' })
  const [gaps, setGaps] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const [tries, setTries] = useState(0)
  const unsaved = useRef<JsonRecord>({})
  const chain = useRef<Promise<unknown>>(Promise.resolve())
  const { id } = run

  const latest = useCallback((): Run => client.getQueryData(runQuery(id).queryKey) ?? run, [client, id, run])
  const keep = useCallback(
    (next: Run): void => {
      client.setQueryData(runQuery(id).queryKey, next)
      void client.invalidateQueries({ queryKey: ['runs'] })
    },
    [client, id],
  )

  const settled = (sent: JsonRecord): void => {
    const left = Object.entries(unsaved.current).filter(([name, value]) => !same(sent[name], value))
    unsaved.current = Object.fromEntries(left)
    setDirty(unsaved.current)
    setSave({ is: left.length === 0 ? 'saved' : 'unsaved' })
  }

  /** Sends with the newest revision; when another device wrote meanwhile, once more on top of that, field by field. */
  const send = async (work: (on: Run, key: string) => Promise<Run>): Promise<Run> => {
    const key = newKey()
    try {
      return await work(latest(), key)
    } catch (error) {
      if (faultOf(error).code !== 'stale') throw error
      return work(await client.fetchQuery({ ...runQuery(id), staleTime: 0 }), newKey())
    }
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = chain.current.then(work, work)
    chain.current = mine.catch(() => undefined)
    return mine
  }

  const flush = (): Promise<void> =>
    inTurn(async () => {
      const sent = unsaved.current
      if (Object.keys(sent).length === 0) return
      setSave({ is: 'saving' })
      try {
        keep(await send((on, key) => saveRun(on, { fields: sent }, key)))
        settled(sent)
      } catch (error) {
        const fault = faultOf(error)
        setGaps(gapOf(fault))
        setSave(isAway(error) ? { is: 'unsaved' } : { is: 'refused', fault })
        if (fault.code === 'held') void client.invalidateQueries({ queryKey: runQuery(id).queryKey })
        else if (!lasting.has(fault.code)) setTimeout(() => setTries((n) => n + 1), againMs)
      }
    })
  const flushNow = useRef(flush)
  useEffect(() => {
    flushNow.current = flush
  })

  useEffect(() => {
    if (!canWork || Object.keys(dirty).length === 0) return undefined
    const timer = setTimeout(() => void flushNow.current(), restMs)
    return () => clearTimeout(timer)
  }, [dirty, canWork, tries])

  useEffect(() => {
    const hide = (): void => {
      if (document.hidden) void flushNow.current()
    }
    const leave = (): void => void flushNow.current()
    document.addEventListener('visibilitychange', hide)
    addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      removeEventListener('pagehide', leave)
      // Another page of the app: what was typed last goes with it.
      leave()
    }
  }, [])

  const act = async (work: (on: Run, key: string) => Promise<Run>): Promise<void> => {
    setBusy(true)
    setGaps({})
    await inTurn(async () => {
      const sent = unsaved.current
      try {
        keep(await send(work))
        settled(sent)
      } catch (error) {
        const fault = faultOf(error)
        setGaps(gapOf(fault))
        if (Object.keys(gapOf(fault)).length === 0) setSave({ is: 'refused', fault })
        if (fault.code === 'held' || fault.code === 'stale') void client.invalidateQueries({ queryKey: runQuery(id).queryKey })
      } finally {
        setBusy(false)
      }
    })
  }

  const values = { ...run.fields, ...dirty }

  return {
    values,
    save,
    gaps,
    busy,
    set(name, value) {
      // Json is the same as the record's own values, only readonly.
      unsaved.current = { ...unsaved.current, [name]: value as JsonRecord[string] }
      setDirty(unsaved.current)
      setSave({ is: 'unsaved' })
      if (gaps[name] !== undefined) setGaps(Object.fromEntries(Object.entries(gaps).filter(([one]) => one !== name)))
    },
    async advance(fields) {
      const missing = gapsIn(fields, values)
      if (missing.size > 0) return setGaps(Object.fromEntries(missing))
      return act(async (on, key) => {
        const next = await advanceRun({ ...on, step: run.step }, unsaved.current, key)
        // An effect that failed leaves the step where it is.
        if (next.step !== run.step || next.state !== 'open') note({ kind: 'complete', item: itemKey('workflow', run.workflow), step: run.step })
        return next
      })
    },
    goTo: (step) => act((on, key) => saveRun(on, { fields: unsaved.current, step }, key)),
  }
}
