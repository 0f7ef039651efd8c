import { useEffect, useState } from 'react'
import { ApiFault, faultOf } from '#web/api/api-fault.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'

export interface Refusal {
  readonly words: string | undefined
  /** Trying again now would only be refused again. */
  readonly waits: boolean
}

/** Milliseconds until `error` may be tried again, counted down by the second; 0 when it may be now. */
function useLeft(error: unknown): number {
  const waitMs = error instanceof ApiFault && error.code === 'too_many' ? (error.retryAfterMs ?? 0) : 0
  const [spent, setSpent] = useState<{ readonly of: unknown; readonly ms: number }>()
  useEffect(() => {
    if (waitMs <= 0) return undefined
    const since = Date.now()
    const timer = setInterval(() => {
      const ms = Date.now() - since
      setSpent({ of: error, ms })
      if (ms >= waitMs) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [error, waitMs])
  return Math.max(0, waitMs - (spent && spent.of === error ? spent.ms : 0))
}

/** Why a sign-in was refused, in words that say what to do. */
export function useRefusal(error: unknown): Refusal {
  const text = useText()
  const format = useFormat()
  const left = useLeft(error)
  if (!error) return { words: undefined, waits: false }
  const { code, field } = faultOf(error)
  if (code === 'forbidden' && field === 'password') return { words: text('session.proveWrong'), waits: false }
  switch (code) {
    case 'unauthenticated':
      return { words: text('door.wrong'), waits: false }
    case 'too_many':
      return left > 0
        ? { words: text('door.tooMany', { wait: format.duration(Math.max(1000, left)) }), waits: true }
        : { words: text('door.tryNow'), waits: false }
    case 'forbidden':
      return { words: text('door.shut'), waits: false }
    case 'not_found':
      return { words: text('door.noWay'), waits: false }
    default:
      return { words: text(`fault.${code}`, { detail: faultOf(error).detail ?? 'none' }), waits: false }
  }
}
