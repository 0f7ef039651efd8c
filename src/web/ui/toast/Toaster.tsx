import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '#web/i18n/text.ts'
import { Button, IconButton } from '../Button.tsx'
import { StatusMark } from '../StatusMark.tsx'
import styles from './Toaster.module.css'

export interface Toast {
  readonly words: string
  /** `bad` stays until it is put away. */
  readonly tone?: 'plain' | 'bad'
  /** Usually Undo. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

const stayMs = 6000
const most = 3

interface Shown extends Toast {
  readonly id: number
}

const ToastContext = createContext<(toast: Toast) => void>(() => {})

/** Tells the result of something off screen. What happens in view needs no toast. */
export const useToast = (): ((toast: Toast) => void) => useContext(ToastContext)

/** Counts the time down only while nobody points at it or holds focus in it. */
function useLeaving(held: boolean, onLeave: () => void): void {
  const left = useRef(stayMs)
  const leave = useRef(onLeave)
  useEffect(() => {
    leave.current = onLeave
  })
  useEffect(() => {
    if (held) return undefined
    const since = Date.now()
    const timer = setTimeout(() => leave.current(), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(1000, left.current - (Date.now() - since))
    }
  }, [held])
}

function Card({ toast, onLeave }: { readonly toast: Shown; readonly onLeave: () => void }) {
  const text = useText()
  const [held, setHeld] = useState(false)
  useLeaving(held || toast.tone === 'bad', onLeave)
  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false), onFocus: () => setHeld(true), onBlur: () => setHeld(false) }
  return (
    <li className={styles['card']} {...hold}>
      {toast.tone === 'bad' && <StatusMark mark="critical" silent />}
      <span className={styles['words']}>{toast.words}</span>
      {toast.action && (
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            toast.action?.run()
            onLeave()
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon="close" size="small" label={text('app.dismiss')} onClick={onLeave} />
    </li>
  )
}

/** Holds the toasts, at the bottom start of the window. */
export function Toaster({ children }: { readonly children: ReactNode }) {
  const text = useText()
  const [shown, setShown] = useState<readonly Shown[]>([])
  const next = useRef(0)
  const show = useCallback((toast: Toast) => {
    next.current += 1
    const id = next.current
    setShown((all) => [...all.filter((t) => t.words !== toast.words), { ...toast, id }].slice(-most))
  }, [])
  const leave = useMemo(() => (id: number) => setShown((all) => all.filter((t) => t.id !== id)), [])
  return (
    <ToastContext value={show}>
      {children}
      <section aria-label={text('app.notices')} aria-live="polite" className={styles['place']}>
        <ol className={styles['list']}>
          {shown.map((toast) => (
            <Card key={toast.id} toast={toast} onLeave={() => leave(toast.id)} />
          ))}
        </ol>
      </section>
    </ToastContext>
  )
}
