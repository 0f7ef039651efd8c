import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { isAway } from '#web/api/api-fault.ts'
import { statusQuery } from '#web/api/status-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import type { UrlName } from '#web/url/search.ts'
import { useChangeUrl, useUrl } from '#web/url/use-url.ts'
import styles from './Banners.module.css'

/** Past this a person wonders why times look wrong. */
const tellSkewMs = 60_000

function Banner({
  mark,
  title,
  words,
  children,
}: {
  readonly mark: 'warning' | 'info'
  readonly title: string
  readonly words?: string
  readonly children?: ReactNode
}) {
  return (
    <output className={styles['banner']}>
      <StatusMark mark={mark} silent />
      <p>
        <strong>{title}</strong> {words}
      </p>
      {children}
    </output>
  )
}

/** The server went away, came back newer, or lives in another time; or the address could not be read. */
export function Banners() {
  return (
    <>
      <Away />
      <Updated />
      <Skewed />
      <Unread />
    </>
  )
}

function Away() {
  const text = useText()
  const client = useQueryClient()
  const status = useQuery(statusQuery)
  const away = status.isError && isAway(status.error)
  const was = useRef(away)
  useEffect(() => {
    // Back again: what failed meanwhile is asked once more.
    if (was.current && !away) void client.refetchQueries({ predicate: (q) => q.state.status === 'error' && q.isActive() })
    was.current = away
  }, [away, client])
  if (!away) return null
  return (
    <Banner mark="warning" title={text('app.away')} words={text('app.awayMeaning')}>
      <Button size="small" busy={status.isFetching} onClick={() => void status.refetch()}>
        {text('app.tryAgain')}
      </Button>
    </Banner>
  )
}

function Updated() {
  const text = useText()
  const version = useQuery(statusQuery).data?.version
  const first = useRef(version)
  const [newer, setNewer] = useState(false)
  useEffect(() => {
    first.current ??= version
    if (version !== undefined && version !== first.current) setNewer(true)
  }, [version])
  if (!newer) return null
  return (
    <Banner mark="info" title={text('app.updated')} words={text('app.updatedMeaning')}>
      <Button size="small" onClick={() => location.reload()}>
        {text('app.reload')}
      </Button>
    </Banner>
  )
}

function Skewed() {
  const text = useText()
  const format = useFormat()
  const skewMs = useQuery(statusQuery).data?.skewMs ?? 0
  const [put, setPut] = useState(false)
  if (put || Math.abs(skewMs) < tellSkewMs) return null
  return (
    <Banner mark="info" title={text('app.skew', { duration: format.duration(Math.abs(skewMs)), way: skewMs < 0 ? 'ahead' : 'behind' })}>
      <IconButton icon="close" size="small" label={text('app.dismiss')} onClick={() => setPut(true)} />
    </Banner>
  )
}

function Unread() {
  const text = useText()
  const { unread } = useUrl()
  const change = useChangeUrl()
  const [first] = unread
  if (!first) return null
  return (
    <Banner mark="warning" title={text('time.unread', { what: first.name, value: first.value })}>
      <IconButton
        icon="close"
        size="small"
        label={text('app.dismiss')}
        onClick={() =>
          change({ forget: unread.flatMap((u): readonly UrlName[] => (u.name === 'from' || u.name === 'to' ? ['from', 'to'] : [u.name])) }, { replace: true })
        }
      />
    </Banner>
  )
}
