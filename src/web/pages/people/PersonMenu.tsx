import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '#contract/identity.ts'
import { useMe } from '#web/api/me-query.ts'
import { endPersonSessions, savePerson } from '#web/api/people-query.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Confirm } from '#web/ui/popup/Confirm.tsx'
import { Menu } from '#web/ui/popup/Menu.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'

/** What can be done with a person from the list. */
export function PersonMenu({ person, onEdit }: { readonly person: Person; readonly onEdit: () => void }) {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const me = useMe()
  const save = useMutation(savePerson(client))
  const end = useMutation(endPersonSessions(client))
  const [asking, setAsking] = useState<'disable' | 'end'>()
  const { id, rev, name, disabled } = person
  const own = me?.id === id
  const close = (): void => setAsking(undefined)
  const bad = useFaultToast()
  const setDisabled = (next: boolean): void =>
    save.mutate(
      { id, rev, change: { disabled: next } },
      { onSuccess: () => toast({ words: text(next ? 'people.nowDisabled' : 'people.nowEnabled', { name }) }), onError: bad, onSettled: close },
    )
  const endAll = (): void =>
    end.mutate(id, { onSuccess: ({ removed }) => toast({ words: text('people.signedOut', { name, count: removed }) }), onError: bad, onSettled: close })
  return (
    <>
      <Menu
        trigger={<IconButton icon="dots" size="small" label={text('people.menu', { name })} />}
        items={[
          { id: 'edit', label: text('people.edit'), icon: 'edit', onSelect: onEdit },
          { id: 'end', label: text('people.signOut'), icon: 'leave', onSelect: () => setAsking('end') },
          { line: 'disable' },
          disabled
            ? { id: 'enable', label: text('people.enable'), icon: 'check', onSelect: () => setDisabled(false) }
            : {
                id: 'disable',
                label: text('people.disable'),
                icon: 'lock',
                off: own ? text('people.notYourself') : undefined,
                onSelect: () => setAsking('disable'),
              },
        ]}
      />
      <Confirm
        opened={asking === 'disable'}
        busy={save.isPending}
        title={text('people.disableTitle', { name })}
        words={text('people.disableMeaning')}
        action={text('people.disable')}
        onConfirm={() => setDisabled(true)}
        onClose={close}
      />
      <Confirm
        opened={asking === 'end'}
        busy={end.isPending}
        title={text('people.signOutTitle', { name })}
        words={text(own ? 'people.signOutSelf' : 'people.signOutMeaning')}
        action={text('people.signOut')}
        onConfirm={endAll}
        onClose={close}
      />
    </>
  )
}
