import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Me } from '#contract/identity.ts'
import { emptyCaches } from '#web/api/door-query.ts'
import { wipeKeys } from '#web/api/key-ring.ts'
import { hearLapse } from '#web/api/lapse.ts'
import { isSignedOut, meQuery } from '#web/api/me-query.ts'
import { provideProof } from '#web/api/proof.ts'
import { hearTabs, tellTabs } from '#web/api/session-tabs.ts'
import { spoken } from '#web/i18n/spoken.ts'
import { comeBack } from './come-back.ts'
import { Unsure } from './Unsure.tsx'

const Door = spoken(['door'], () => import('#web/pages/door/index.ts'))
const Prove = spoken(['door'], () => import('./person/Prove.tsx'))
const Lapsed = spoken(['door'], () => import('./person/Lapsed.tsx'))

/**
 * Looks again who is signed in: when a request was refused, when another tab says so, when the page comes back from the browser's memory.
 * Gives how to ask once more while that is not known; undefined while it is.
 */
function useWatch(client: QueryClient): (() => void) | undefined {
  const [isUnsure, setUnsure] = useState(false)
  const [hurry] = useState(() => new EventTarget())
  useEffect(() => {
    let looking = false
    let refusedMeanwhile = false
    let coming: AbortController | undefined
    const hurried = (hear: () => void): (() => void) => {
      hurry.addEventListener('now', hear)
      return () => hurry.removeEventListener('now', hear)
    }
    const look = (): void => {
      const known = client.getQueryState(meQuery.queryKey)
      // Known already: every further refusal tells nothing new.
      if (known?.status === 'error' && isSignedOut(known.error)) return
      // The answer on its way may be from before the session ended.
      refusedMeanwhile = looking
      if (looking) return
      looking = true
      void client.refetchQueries({ queryKey: meQuery.queryKey }).finally(() => {
        looking = false
        if (refusedMeanwhile) look()
      })
    }
    const onShow = (event: PageTransitionEvent): void => {
      if (!event.persisted) return
      coming?.abort()
      coming = new AbortController()
      void comeBack({ client, onUnsure: setUnsure, signal: coming.signal, hurried })
    }
    const stopTabs = hearTabs((word) => void (word === 'out' ? emptyCaches(client) : client.refetchQueries({ queryKey: meQuery.queryKey })))
    const stopLapse = hearLapse(look)
    addEventListener('pageshow', onShow)
    return () => {
      stopTabs()
      stopLapse()
      removeEventListener('pageshow', onShow)
      coming?.abort()
      document.body.hidden = false
    }
  }, [client, hurry])
  return isUnsure ? () => void hurry.dispatchEvent(new Event('now')) : undefined
}

/** Takes in who has signed in. Somebody else than before starts afresh: nothing of the other person stays. */
export async function takeIn(client: QueryClient, me: Me): Promise<void> {
  const before = client.getQueryData(meQuery.queryKey)
  tellTabs('in')
  if (before && before.id !== me.id) {
    await emptyCaches(client)
    location.assign('/')
    return
  }
  client.setQueryData(meQuery.queryKey, me)
  await client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'me' })
}

/**
 * How to tell whoever waits for the person to prove who they are; undefined while nobody does. Escape is heard here, before any
 * dialog below hears it: that one stays open with what was typed.
 */
function useProof(): ((proved: boolean) => void) | undefined {
  const [settle, setSettle] = useState<(proved: boolean) => void>()
  useEffect(() => {
    let waiting: ((proved: boolean) => void) | undefined
    const ask = (): Promise<boolean> =>
      new Promise((resolve) => {
        const done = (proved: boolean): void => {
          waiting = undefined
          setSettle(undefined)
          resolve(proved)
        }
        waiting = done
        setSettle(() => done)
      })
    const press = (event: KeyboardEvent): void => {
      if (!waiting || event.key !== 'Escape' || event.isComposing) return
      event.stopImmediatePropagation()
      waiting(false)
    }
    addEventListener('keydown', press, { capture: true })
    const stop = provideProof(ask)
    return () => {
      stop()
      removeEventListener('keydown', press, { capture: true })
    }
  }, [])
  return settle
}

/**
 * Whoever is not signed in sees the door, at the address they asked for. Where the session ends in mid-work, the screen
 * stays and a dialog over it asks to sign in again. A server that does not tell who is there shows everything.
 */
export function Gate({ setupCode, children }: { readonly setupCode?: string | undefined; readonly children: ReactNode }) {
  const client = useQueryClient()
  const { data: me, error, isPending } = useQuery(meQuery)
  const askAgain = useWatch(client)
  const prove = useProof()
  const out = isSignedOut(error)
  const lapsed = out && me !== undefined
  useEffect(() => {
    if (out) void wipeKeys(lapsed ? 'lapsed' : 'left')
  }, [out, lapsed])
  if (isPending) return null
  if (out && !me)
    return (
      <Suspense>
        <Door setupCode={setupCode} onIn={(next) => void takeIn(client, next)} />
      </Suspense>
    )
  return (
    <>
      {children}
      {askAgain && <Unsure onAgain={askAgain} />}
      <Suspense>{prove && me && !out && <Prove me={me} onDone={prove} />}</Suspense>
      <Suspense>{out && me && <Lapsed me={me} onIn={(next) => void takeIn(client, next)} />}</Suspense>
    </>
  )
}
