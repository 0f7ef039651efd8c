import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signOut } from '#web/api/door-query.ts'
import { saveMe, useMe } from '#web/api/me-query.ts'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import { useAnnounce } from '#web/ui/Announcer.tsx'
import type { MenuEntry } from '#web/ui/popup/menu-entry.ts'
import { writePreference } from '#web/ui/preference.ts'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import { goTo } from '#web/url/use-url.ts'

/** The active role, the person's own page and the way out. Empty where nobody is known. */
export function useAccountEntries(): readonly MenuEntry[] {
  const text = useText()
  const bad = useFaultToast()
  const words = useShippedWords()
  const announce = useAnnounce()
  const client = useQueryClient()
  const me = useMe()
  const save = useMutation(saveMe(client))
  const leave = useMutation(
    signOut(client, (next) => {
      // Whoever comes next is not led to where this person was.
      writePreference('landing', '')
      if (next === null) goTo({ page: 'home' }, { replace: true })
      else location.assign(next)
    }),
  )
  if (!me) return []
  const choose = (id: string, name: string): void => {
    if (id === me.active) return
    announce(text('account.roleNow', { role: name }))
    save.mutate({ active: id }, { onError: bad })
  }
  const out = (): void => leave.mutate(undefined, { onError: bad })
  const roles: readonly MenuEntry[] =
    me.roles.length < 2
      ? []
      : [
          { head: text('account.activeRole') },
          ...me.roles
            .map((role) => ({ id: role.id, name: words.role(role) }))
            .map(({ id, name }) => ({ id: `role-${id}`, label: name, checked: id === me.active, onSelect: () => choose(id, name) })),
          { line: 'roles' },
        ]
  return [
    ...roles,
    { id: 'account', label: text('account.title'), icon: 'person', onSelect: () => goTo({ page: 'account' }) },
    { id: 'out', label: text('account.signOut'), icon: 'leave', hint: me.login ?? me.email ?? undefined, onSelect: out },
  ]
}
