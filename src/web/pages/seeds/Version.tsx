import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RoleSeeds, SeedVersion } from '#contract/learning.ts'
import { publishSeed, seedPreviewQuery } from '#web/api/seeds-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useLanguage } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { itemTitle } from '#web/ui/item-title.ts'
import { Confirm } from '#web/ui/popup/Confirm.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import { useZone } from '#web/url/zone.ts'
import styles from './Seeds.module.css'

/** One version: its order, what publishing it would change, and the way to do so. */
export function Version({ seeds, version }: { readonly seeds: RoleSeeds; readonly version: SeedVersion }) {
  const language = useLanguage()
  const { text } = language
  const format = useFormat()
  const toast = useToast()
  const tellFault = useFaultToast()
  const [zone] = useZone()
  const [asking, setAsking] = useState(false)
  const { data: preview } = useQuery({ ...seedPreviewQuery(seeds.role, version.version, seeds.rev), enabled: version.state === 'draft' })
  const publish = useMutation(publishSeed(useQueryClient()))
  const { nextAt, role, rev } = seeds
  const put = (): void =>
    publish.mutate(
      { role, version: version.version, rev, early: nextAt !== null },
      {
        onSuccess: () => toast({ words: text('seeds.published', { version: version.version }) }),
        onError: tellFault,
        onSettled: () => setAsking(false),
      },
    )
  // Beside nothing that is in force, everything would be new.
  const isFirst = seeds.versions.every((it) => it.state === 'draft')
  const plain = version.items.map((it) => ({ ...it, change: 'same' as const }))
  const lines = isFirst ? plain : (preview?.lines ?? plain)
  const added = preview?.widgets.filter((widget) => widget.isNew).map((widget) => widget.title) ?? []
  return (
    <section className={styles['version']} aria-label={text('seeds.version', { version: version.version })}>
      <div className={styles['top']}>
        <h3>{text('seeds.version', { version: version.version })}</h3>
        <span className={styles['state']}>
          {text('seeds.state', { state: version.state })}, {format.moment(version.publishedAt ?? version.builtAt, zone)}
        </span>
        {version.state !== 'published' && (
          <Button size="small" busy={publish.isPending} onClick={() => (nextAt === null ? put() : setAsking(true))}>
            {text(version.state === 'draft' ? 'seeds.publish' : 'seeds.back')}
          </Button>
        )}
      </div>
      <ol className={styles['lines']}>
        {lines.map(({ item, title, change }) => (
          <li key={`${change} ${item}`} data-change={change}>
            <span dir="auto">{title === null ? item : itemTitle(language, item, title)}</span>{' '}
            {change !== 'same' && <span className={styles['change']}>{text('seeds.change', { change })}</span>}
          </li>
        ))}
      </ol>
      {added.length > 0 && <p className={styles['words']}>{text('seeds.adds', { titles: added.join(', ') })}</p>}
      {asking && nextAt !== null && (
        <Confirm
          opened
          title={text('seeds.earlyTitle')}
          words={text('seeds.earlyMeaning')}
          action={text('seeds.early', { at: format.moment(nextAt, zone) })}
          busy={publish.isPending}
          onConfirm={put}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}
