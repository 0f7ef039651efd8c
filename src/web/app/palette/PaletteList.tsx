import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Me } from '#contract/identity.ts'
import { useDashboards } from '#web/ui/use-dashboards.ts'
import { mayOf, useMe } from '#web/api/me-query.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
import { statusQuery } from '#web/api/status-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { useFlags } from '#web/ui/flag/use-flags.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import type { IconName } from '#web/ui/icon/Icon.tsx'
import { Kbd } from '#web/ui/Kbd.tsx'
import { PickList } from '#web/ui/pick/PickList.tsx'
import type { PickOption } from '#web/ui/pick/PickList.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { cameVia } from '#web/track/note.ts'
import { goTo } from '#web/url/use-url.ts'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import { useNewDashboard } from '#web/ui/new-dashboard.ts'
import { usePreference } from '#web/ui/preference.ts'
import { useScheme } from '#web/ui/theme/ThemeProvider.tsx'
import { adminPages, mainPages } from '../rail/main-pages.ts'
import { useBurning } from './use-burning.ts'
import styles from './Palette.module.css'

interface Choice extends PickOption {
  readonly run: () => void
}

/** The person's own page, and those their rights open. */
const accountPages = (me: Me | undefined) =>
  me ? [{ to: { page: 'account' }, icon: 'person', words: 'account.title' } as const, ...adminPages.filter(({ right }) => mayOf(me, right))] : []

const markOfState = { ok: 'ok', down: 'critical', unknown: 'unknown' } as const

export default function PaletteList({ onClose, onKeys }: { readonly onClose: () => void; readonly onKeys: () => void }) {
  const text = useText()
  const { data: dashboards = [] } = useDashboards()
  const { data: sources = [] } = useQuery(sourcesQuery)
  const flags = useFlags()
  const actions = useActions(onKeys)
  const burning = useBurning()
  const me = useMe()
  const choices = useMemo<readonly Choice[]>(() => {
    return [
      ...dashboards.map((d) => ({
        value: `dashboard:${d.id}`,
        label: d.title,
        group: text('palette.dashboards'),
        mark: <Flag id={d.id} pattern={flags.get(d.id)} size={16} />,
        run: () => goTo({ page: 'dashboard', id: d.id }),
      })),
      ...[...mainPages, ...accountPages(me)].map(({ to, icon, words }) => ({
        value: `page:${to.page}`,
        label: text(words),
        group: text('palette.pages'),
        mark: <Icon name={icon} />,
        run: () => goTo(to),
      })),
      ...actions,
      ...sources.map((s) => ({
        value: `source:${s.id}`,
        label: s.name,
        also: `${s.id} ${s.kind}`,
        group: text('palette.sources'),
        mark: <StatusMark mark={markOfState[s.health.state]} />,
        run: () => goTo({ page: 'source', id: s.id }),
      })),
      ...burning.map(({ state, ...one }) => ({ ...one, mark: <StatusMark mark={state} size={14} silent /> })),
    ]
  }, [dashboards, flags, sources, actions, burning, me, text])
  return (
    <PickList
      big
      label={text('palette.placeholder')}
      options={choices}
      none={(query) => text('palette.none', { query })}
      onPick={(value) => {
        onClose()
        cameVia('palette')
        choices.find((c) => c.value === value)?.run()
      }}
      foot={
        <footer className={styles['foot']}>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd>
          <span>{text('palette.move')}</span>
          <Kbd>Enter</Kbd>
          <span>{text('palette.go')}</span>
          <Kbd>Esc</Kbd>
          <span>{text('palette.close')}</span>
        </footer>
      }
    />
  )
}

function useActions(onKeys: () => void): readonly Choice[] {
  const text = useText()
  const newDashboard = useNewDashboard()
  const { data: status } = useQuery(statusQuery)
  const demo = useDemoSwitch()
  const scheme = useScheme()
  const [, setScheme] = usePreference('scheme')
  const loaded = status?.demo === true
  const me = useMe()
  return useMemo(() => {
    const action = (id: string, label: string, icon: IconName, run: () => void, hint?: string): Choice => ({
      value: `do:${id}`,
      label,
      group: text('palette.actions'),
      mark: <Icon name={icon} />,
      run,
      hint,
    })
    const offered = [
      ...(mayOf(me, 'editor')
        ? [
            action('new', text('palette.newDashboard'), 'plus', newDashboard),
            action('triage', text('palette.triage'), 'play', () => goTo({ page: 'newRun', workflow: 'triage' })),
            action('change', text('palette.change'), 'play', () => goTo({ page: 'newRun', workflow: 'change' })),
          ]
        : []),
      ...(mayOf(me, 'sources.manage') ? [action('source', text('palette.addSource'), 'sources', () => goTo({ page: 'newSource' }))] : []),
      ...(mayOf(me, 'demo.manage')
        ? [action('demo', text(loaded ? 'sources.demoRemove' : 'sources.demoLoad'), loaded ? 'minus' : 'plus', () => demo.set(!loaded))]
        : []),
      action('scheme', text(scheme === 'dark' ? 'palette.light' : 'palette.dark'), 'settings', () => setScheme(scheme === 'dark' ? 'light' : 'dark')),
      action('keys', text('keys.title'), 'keyboard', onKeys, '?'),
    ]
    return offered
  }, [text, me, newDashboard, loaded, demo, scheme, setScheme, onKeys])
}
