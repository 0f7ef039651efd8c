import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Run } from '#contract/run.ts'
import { Button } from '#web/ui/Button.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { HandOver } from './HandOver.tsx'
import { briefQuery } from './run-api.ts'
import { useNext } from './use-next.ts'
import { useRunWords } from './run-words.ts'
import styles from './Run.module.css'

/** What happens outside is looked for this often while somebody is at it. */
const lookAgainMs = 60_000

/** What came between while somebody works on a run: one sentence, and the one thing to do about it. */
export function NextLine({ run }: { readonly run: Run }) {
  const words = useRunWords()
  const client = useQueryClient()
  const [giving, setGiving] = useState(false)
  const { data: brief } = useQuery({ ...briefQuery(run.id), refetchInterval: lookAgainMs })
  const next = useNext(run, brief?.next, { onDone: () => undefined, onGive: () => setGiving(true) })
  const stand = `${run.step} ${run.owner.id} ${run.effects.map(({ key, state }) => `${key} ${state}`).join(' ')}`
  const seen = useRef(stand)
  useEffect(() => {
    if (seen.current === stand) return
    seen.current = stand
    void client.invalidateQueries({ queryKey: briefQuery(run.id).queryKey })
  }, [client, run.id, stand])
  const said = brief?.next.said
  if (!brief || !said) return null
  return (
    <div className={styles['banner']} role="status">
      <StatusMark mark={brief.next.do === 'close' ? 'ok' : 'warning'} size={16} silent />
      <p className={styles['bannerHead']}>{words.said(said)}</p>
      {next.isElsewhere && run.mine !== 'watch' && (
        <Button busy={next.isBusy} onClick={next.go}>
          {next.label}
        </Button>
      )}
      {giving && <HandOver run={run} onClose={() => setGiving(false)} />}
    </div>
  )
}
