import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '#contract/identity.ts'
import { endMySession, mySessionsQuery } from '#web/api/me-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import table from '#web/ui/table/Table.module.css'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import styles from './Account.module.css'

/** Where the person is signed in; any of it can be ended here. */
export function Sessions() {
  const text = useText()
  const toast = useToast()
  const tellFault = useFaultToast()
  const { data, error, refetch } = useQuery(mySessionsQuery)
  const { mutateAsync } = useMutation(endMySession(useQueryClient()))
  const [ending, setEnding] = useState(false)
  if (!data && error) return <FaultFace title={text('account.sessionsFailed')} error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={2} />
  const others = data.filter((s) => !s.current)
  const end = async (sessions: readonly Session[]): Promise<void> => {
    setEnding(true)
    try {
      await Promise.all(sessions.map((s) => mutateAsync(s.id)))
      toast({ words: text('account.ended', { count: sessions.length }) })
    } catch (reason) {
      tellFault(reason)
    } finally {
      setEnding(false)
    }
  }
  const sorted = data.toSorted((a, b) => Number(b.current) - Number(a.current) || b.seenAt - a.seenAt)
  return (
    <div>
      <div className={table['box']}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th>{text('account.where')}</th>
              <th data-col="network">{text('account.network')}</th>
              <th data-col="seen">{text('account.seen')}</th>
              <th data-col="expires">{text('account.expires')}</th>
              <th data-col="end">
                <span className="hp-hidden">{text('account.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((session) => (
              <Row key={session.id} session={session} busy={ending} onEnd={() => void end([session])} />
            ))}
          </tbody>
        </table>
      </div>
      {others.length > 1 && (
        <Button className={styles['all'] ?? ''} busy={ending} onClick={() => void end(others)}>
          {text('account.endOthers', { count: others.length })}
        </Button>
      )}
    </div>
  )
}

function Row({ session, busy, onEnd }: { readonly session: Session; readonly busy: boolean; readonly onEnd: () => void }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow(30_000)
  const { agent, network, seenAt, expiresAt, current } = session
  return (
    <tr>
      <td data-name>
        <span className={styles['session']}>
          {current && <StatusMark mark="ok" silent />}
          <span className="hp-cut">{agent || text('account.unknownAgent')}</span>
          {current && <span className={table['quiet']}>{text('account.thisOne')}</span>}
        </span>
      </td>
      <td data-col="network" dir="ltr">
        {network}
      </td>
      <td data-col="seen">{now - seenAt < 60_000 ? text('account.seenNow') : text('account.seenAgo', { age: format.age(seenAt, now, zone) })}</td>
      <td data-col="expires">{format.time(expiresAt, zone, 2 * 86_400_000)}</td>
      <td data-col="end">
        {!current && (
          <Button size="small" kind="quiet" disabled={busy} onClick={onEnd}>
            {text('account.end')}
          </Button>
        )}
      </td>
    </tr>
  )
}
