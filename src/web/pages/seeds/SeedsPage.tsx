import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RoleSeeds } from '#contract/learning.ts'
import { rolesQuery } from '#web/api/people-query.ts'
import { rebuildSeed, seedsQuery } from '#web/api/seeds-query.ts'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import type { PageProps } from '#web/pages/page.ts'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Guarded } from '#web/ui/page/Guarded.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import { UsualPaths } from './UsualPaths.tsx'
import { Version } from './Version.tsx'
import styles from './Seeds.module.css'

/** What a role's newcomers start with: versions as ordered lists, and the ways its people usually go. */
export function SeedsPage({ place }: PageProps) {
  const text = useText()
  const shipped = useShippedWords()
  const role = place.page === 'seeds' ? place.role : ''
  const { data, error, refetch } = useQuery(seedsQuery(role))
  const { data: roles } = useQuery(rolesQuery)
  const known = roles?.find((one) => one.id === role)
  const title = known === undefined ? text('seeds.title') : `${text('seeds.title')} · ${shipped.role(known)}`
  return (
    <Guarded title={title} right="roles.manage" error={error}>
      <Page title={title} actions={<Rebuild role={role} />}>
        {error && !data && <FaultFace title={text('seeds.failed')} error={error} onRetry={() => void refetch()} />}
        {!data && !error && <RowsSkeleton rows={6} />}
        {data && <Parts seeds={data} />}
      </Page>
    </Guarded>
  )
}

function Rebuild({ role }: { readonly role: string }) {
  const text = useText()
  const rebuild = useMutation(rebuildSeed(useQueryClient()))
  const bad = useFaultToast()
  return (
    <Button busy={rebuild.isPending} onClick={() => rebuild.mutate(role, { onError: bad })}>
      {text('seeds.rebuild')}
    </Button>
  )
}

function Parts({ seeds }: { readonly seeds: RoleSeeds }) {
  const text = useText()
  const { needs, from, versions } = seeds
  return (
    <div className={styles['page']}>
      <p className={styles['words']}>
        {text('seeds.meaning', { people: needs.people, perItem: needs.perItem })} {versions.length > 0 && text('seeds.from', { from })}
      </p>
      {versions.length === 0 ? (
        <Empty title={text('seeds.none')} words={text('seeds.noneMeaning')} />
      ) : (
        <div>
          {versions.map((version) => (
            <Version key={version.version} seeds={seeds} version={version} />
          ))}
        </div>
      )}
      <section aria-labelledby="paths">
        <h2 id="paths" className={styles['head']}>
          {text('seeds.paths')}
        </h2>
        <p className={styles['lead']}>{text('seeds.pathsMeaning')}</p>
        <UsualPaths role={seeds.role} />
      </section>
    </div>
  )
}
