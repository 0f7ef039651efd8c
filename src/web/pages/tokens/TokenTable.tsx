import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ServiceToken } from '#contract/identity.ts'
import { removeToken } from '#web/api/token-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Confirm } from '#web/ui/popup/Confirm.tsx'
import table from '#web/ui/table/Table.module.css'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import styles from './Tokens.module.css'

const soonMs = 14 * 86_400_000

export function TokenTable({ tokens }: { readonly tokens: readonly ServiceToken[] }) {
  const text = useText()
  return (
    <div className={table['box']}>
      <table className={`${table['table']} ${styles['tokens']}`}>
        <thead>
          <tr>
            <th>{text('tokens.name')}</th>
            <th data-col="scopes">{text('tokens.scopes')}</th>
            <th data-col="owner">{text('tokens.owner')}</th>
            <th data-col="used">{text('tokens.used')}</th>
            <th data-col="expires">{text('tokens.expires')}</th>
            <th data-menu>
              <span className="hp-hidden">{text('app.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <Row key={token.id} token={token} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ token }: { readonly token: ServiceToken }) {
  const text = useText()
  const format = useFormat()
  const now = useNow(60_000)
  const [zone] = useZone()
  const { name, scopes, owner, lastUsedAt, expiresAt } = token
  const left = expiresAt - now
  const words = scopes.map((s) => text(`scope.${s}`)).join(', ')
  return (
    <tr>
      <td data-name dir="auto">
        {name}
      </td>
      <td data-col="scopes" title={words}>
        {words}
      </td>
      <td data-col="owner">{owner.name}</td>
      <td data-col="used">{lastUsedAt === null ? text('tokens.never') : text('account.seenAgo', { age: format.age(lastUsedAt, now, zone) })}</td>
      <td data-col="expires">
        <span className={styles['expires']}>
          {left < soonMs && <StatusMark mark={left <= 0 ? 'critical' : 'warning'} silent />}
          {left <= 0 ? text('tokens.expired') : left < soonMs ? text('tokens.expiresIn', { left: format.duration(left) }) : format.moment(expiresAt, zone)}
        </span>
      </td>
      <td data-menu>
        <Remove token={token} />
      </td>
    </tr>
  )
}

function Remove({ token }: { readonly token: ServiceToken }) {
  const text = useText()
  const toast = useToast()
  const tellFault = useFaultToast()
  const { mutateAsync, isPending } = useMutation(removeToken(useQueryClient()))
  const [asking, setAsking] = useState(false)
  const { id, name } = token
  const remove = async (): Promise<void> => {
    try {
      // The row is gone before this is told.
      await mutateAsync(id)
      toast({ words: text('tokens.removed', { name }) })
    } catch (error) {
      tellFault(error)
    }
    setAsking(false)
  }
  return (
    <>
      <IconButton icon="bin" size="small" label={text('tokens.remove', { name })} onClick={() => setAsking(true)} />
      <Confirm
        opened={asking}
        busy={isPending}
        title={text('tokens.removeTitle', { name })}
        words={text('tokens.removeMeaning')}
        action={text('app.remove')}
        onClose={() => setAsking(false)}
        onConfirm={() => void remove()}
      />
    </>
  )
}
