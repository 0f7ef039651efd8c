import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DashboardSummary } from '#contract/dashboard.ts'
import { useMayDo } from '#web/api/may-do.ts'
import { useMay } from '#web/api/me-query.ts'
import { newKey } from '#web/api/call.ts'
import { createDashboard, dashboardQuery, removeDashboard } from '#web/api/dashboard-query.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Confirm } from '#web/ui/popup/Confirm.tsx'
import { Menu } from '#web/ui/popup/Menu.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import { pathOf } from '#web/url/place.ts'
import { goTo } from '#web/url/use-url.ts'

/** What can be done with a dashboard from outside it. */
export function RowMenu({ dashboard }: { readonly dashboard: DashboardSummary }) {
  const text = useText()
  const { id, title, rev } = dashboard
  const [asking, setAsking] = useState(false)
  const may = useMayDo(dashboard)
  const mayMake = useMay('editor')
  const { duplicate, remove, copyLink, busy } = useDashboardActions(dashboard)
  return (
    <>
      <Menu
        trigger={<IconButton icon="dots" size="small" label={text('dashboards.menu', { title })} />}
        items={[
          { id: 'open', label: text('dashboards.open'), icon: 'right', onSelect: () => goTo({ page: 'dashboard', id }) },
          { id: 'copy', label: text('dashboards.duplicate'), icon: 'copy', off: mayMake ? undefined : text('right.needsEditor'), onSelect: duplicate },
          { id: 'link', label: text('dashboards.copyLink'), icon: 'link', onSelect: copyLink },
          { line: 'remove' },
          { id: 'remove', label: text('app.remove'), icon: 'bin', off: may('remove') ? undefined : text('share.removeNot'), onSelect: () => setAsking(true) },
        ]}
      />
      <Confirm
        opened={asking}
        busy={busy}
        title={text('dashboards.confirmRemove', { title })}
        words={text('dashboards.confirmRemoveMeaning')}
        action={text('app.remove')}
        onClose={() => setAsking(false)}
        onConfirm={() => void remove(rev).then(() => setAsking(false))}
      />
    </>
  )
}

function useDashboardActions({ id, title }: DashboardSummary) {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const create = useMutation(createDashboard(client))
  const removal = useMutation(removeDashboard(client))
  const tell = useFaultToast()

  const duplicate = async (): Promise<void> => {
    try {
      const { doc } = await client.fetchQuery(dashboardQuery(id))
      const copy = await create.mutateAsync({ doc: { ...doc, title: text('dashboards.copyOf', { title: doc.title }).slice(0, 200) }, key: newKey() })
      goTo({ page: 'dashboard', id: copy.id })
    } catch (error) {
      tell(error)
    }
  }
  const remove = async (rev: number): Promise<void> => {
    try {
      // The document is read first: Undo puts it back even though the server has let go of it.
      const { doc } = await client.fetchQuery(dashboardQuery(id))
      await removal.mutateAsync({ id, rev })
      const restore = (): void =>
        create.mutate({ doc, key: newKey() }, { onSuccess: () => toast({ words: text('dashboards.restored', { title }) }), onError: tell })
      toast({ words: text('dashboards.removed', { title }), action: { label: text('app.undo'), run: restore } })
    } catch (error) {
      tell(error)
    }
  }
  const copyLink = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(new URL(pathOf({ page: 'dashboard', id }), location.href).href)
      toast({ words: text('dashboards.linkCopied') })
    } catch {
      // No clipboard on plain-HTTP addresses: the address is shown to be copied by hand.
      toast({ words: new URL(pathOf({ page: 'dashboard', id }), location.href).href })
    }
  }
  return { duplicate: () => void duplicate(), remove, copyLink: () => void copyLink(), busy: removal.isPending }
}
