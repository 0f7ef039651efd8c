import type { ReactNode } from 'react'
import type { Capability } from '#core/policy/actor.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { mayOf, useMe } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Empty } from './Empty.tsx'
import { Page } from './Page.tsx'

interface GuardedProps {
  readonly title: string
  readonly right: Capability
  /** What the server said when it was asked; `forbidden` counts more than what is believed here. */
  readonly error?: unknown
  readonly children: ReactNode
}

/** Draws the page for whoever has the right, and for everybody else which one is missing and who can give it. */
export function Guarded({ title, right, error, children }: GuardedProps) {
  const text = useText()
  const me = useMe()
  const refused = error !== null && error !== undefined && faultOf(error).code === 'forbidden'
  if (mayOf(me, right) && !refused) return children
  return (
    <Page title={title}>
      <Empty
        icon="lock"
        title={text('right.missing', { right: text(`capability.${right}`) })}
        words={`${text(`capability.line.${right}`)} ${text('right.who')}`}
        fact={me && text('right.youAre', { name: me.name, roles: me.roles.map((r) => r.name).join(', ') || text('account.noRole') })}
      />
    </Page>
  )
}
