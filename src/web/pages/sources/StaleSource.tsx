import { useQuery } from '@tanstack/react-query'
import type { Source } from '#contract/source.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import styles from './Sources.module.css'

interface StaleSourceProps {
  readonly source: Source
  readonly onTheirs: (theirs: Source) => void
  readonly onMine: (theirs: Source) => void
}

/** Somebody saved the source meanwhile: theirs is shown beside the form, and neither is lost before one is chosen. */
export function StaleSource({ source, onTheirs, onMine }: StaleSourceProps) {
  const text = useText()
  const { data, refetch, isFetching } = useQuery(sourcesQuery)
  const theirs = data?.find((s) => s.id === source.id)
  const newer = theirs && theirs.rev !== source.rev ? theirs : undefined
  return (
    <div className={styles['stale']} role="alert">
      <p className={styles['state']}>
        <StatusMark mark="warning" silent />
        {text('sources.stale')}
      </p>
      {newer ? (
        <>
          <pre className={styles['theirs']} dir="ltr">
            {JSON.stringify({ name: newer.name, ...newer.config }, undefined, 1)}
          </pre>
          <div className={styles['actions']}>
            <Button size="small" onClick={() => onTheirs(newer)}>
              {text('sources.loadTheirs')}
            </Button>
            <Button size="small" onClick={() => onMine(newer)}>
              {text('sources.keepMine')}
            </Button>
          </div>
        </>
      ) : (
        <Button size="small" busy={isFetching} onClick={() => void refetch()}>
          {text('app.tryAgain')}
        </Button>
      )}
    </div>
  )
}
