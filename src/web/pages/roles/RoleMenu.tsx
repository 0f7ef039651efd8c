import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Role } from '#contract/identity.ts'
import { removeRole } from '#web/api/people-query.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Confirm } from '#web/ui/popup/Confirm.tsx'
import { Menu } from '#web/ui/popup/Menu.tsx'
import { navigate } from 'wouter/use-browser-location'
import { goTo } from '#web/url/use-url.ts'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'

interface RoleMenuProps {
  readonly role: Role
  /** How many people hold it; undefined when not known. */
  readonly held: number | undefined
  /** Its landing, where whoever looks can see it. */
  readonly landing: string | undefined
  readonly onEdit: () => void
}

export function RoleMenu({ role, held, landing, onEdit }: RoleMenuProps) {
  const text = useText()
  const toast = useToast()
  const tellFault = useFaultToast()
  const { mutateAsync, isPending } = useMutation(removeRole(useQueryClient()))
  const [asking, setAsking] = useState(false)
  const { id, rev, name } = role
  const remove = async (): Promise<void> => {
    try {
      // The row is gone before this is told.
      await mutateAsync({ id, rev })
      toast({ words: text('roles.removed', { name }) })
    } catch (error) {
      tellFault(error)
    }
    setAsking(false)
  }
  return (
    <>
      <Menu
        trigger={<IconButton icon="dots" size="small" label={text('roles.menu', { name })} />}
        items={[
          { id: 'edit', label: text('roles.edit'), icon: 'edit', onSelect: onEdit },
          { id: 'seeds', label: text('roles.seeds'), icon: 'home', onSelect: () => goTo({ page: 'seeds', role: id }) },
          { id: 'preview', label: text('roles.preview'), icon: 'people', onSelect: () => navigate(`/?as=${encodeURIComponent(id)}`) },
          ...(landing === undefined
            ? []
            : [{ id: 'landing', label: text('roles.editLanding'), icon: 'home', onSelect: () => goTo({ page: 'dashboard', id: landing }) } as const]),
          { line: 'remove' },
          { id: 'remove', label: text('app.remove'), icon: 'bin', onSelect: () => setAsking(true) },
        ]}
      />
      <Confirm
        opened={asking}
        busy={isPending}
        title={text('roles.removeTitle', { name })}
        words={held === undefined ? text('roles.removeUnknown') : text('roles.removeMeaning', { count: held })}
        action={text('app.remove')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
