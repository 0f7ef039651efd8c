import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { dashboardQuery } from '../api/dashboard-query.ts'
import { useMayDo } from '../api/may-do.ts'
import { useMe } from '../api/me-query.ts'
import { spoken } from '../i18n/spoken.ts'
import { useText } from '../i18n/text.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { BarEnd } from '../ui/page/BarSlots.tsx'
import { useToast } from '../ui/toast/Toaster.tsx'
import type { KeptDraft } from './LeftDraft.tsx'
import type { LayerSession } from './layer/session.ts'
import type { StripsMenu } from './layer/strips-menu.ts'
import { ViewOnly } from './share/ViewOnly.tsx'
import styles from './ViewChrome.module.css'

const LeftDraft = spoken(['editing'], () => import('./LeftDraft.tsx'))
const LayerTools = spoken(['arranging'], () => import('./layer/LayerTools.tsx'))
const ShareDialog = spoken(['sharing'], () => import('./share/ShareDialog.tsx'))

export interface ViewChromeProps {
  readonly record: DashboardRecord
  readonly opening: boolean
  readonly failed: boolean
  readonly layer: LayerSession | undefined
  readonly strips: StripsMenu | undefined
  readonly onEdit: () => void
  readonly onArrange: () => void
}

/** The draft kept on this device, offered again after a reload, a crash or another day; other tabs are heard too. */
function useKeptDraft({ id, rev }: DashboardRecord): readonly [KeptDraft | undefined, () => void] {
  const client = useQueryClient()
  const [draft, setDraft] = useState<KeptDraft>()
  useEffect(() => {
    let here = true
    let stop = (): void => {}
    void Promise.all([import('./session/open.ts'), import('./session/draft.ts')])
      .then(async ([{ keepOf, keptDraft, hearOthers }, { changesOf }]) => {
        const look = async (): Promise<void> => {
          const kept = await keptDraft(id, keepOf(client))
          if (here) setDraft(kept === 'locked' ? kept : kept && { changes: changesOf(kept).length, at: kept.at })
        }
        if (here)
          stop = hearOthers(
            id,
            () => void client.invalidateQueries({ queryKey: dashboardQuery(id).queryKey }),
            () => void look(),
          )
        await look()
      })
      // Without the editor's code there is no draft to offer; it stays where it is.
      .catch(() => undefined)
    return () => {
      here = false
      stop()
    }
  }, [id, rev, client])
  return [draft, () => setDraft(undefined)]
}

/** What stands around a dashboard that is only read: the way into editing, and a draft that was left. */
export function ViewChrome({ record, opening, failed, layer, strips, onEdit, onArrange }: ViewChromeProps) {
  const text = useText()
  const toast = useToast()
  const [draft, forget] = useKeptDraft(record)
  const [sharing, setSharing] = useState(false)
  const me = useMe()
  const may = useMayDo(record)
  useEffect(() => {
    if (failed) toast({ words: text('canvas.editorMissing'), tone: 'bad' })
  }, [failed, text, toast])
  return (
    <>
      <BarEnd>
        {me && (may('share') || may('handOver')) && <IconButton icon="people" label={text('share.open')} onClick={() => setSharing(true)} />}
        {may('save') ? (
          <Button icon="edit" busy={opening} onClick={onEdit}>
            {text('canvas.edit')}
          </Button>
        ) : (
          <>
            <span className={styles['roomy']}>
              <ViewOnly record={record} />
            </span>
            <Button icon="edit" busy={opening} onClick={onArrange}>
              {text('layer.arrange')}
            </Button>
          </>
        )}
      </BarEnd>
      <Suspense>{draft && <LeftDraft id={record.id} draft={draft} mayGoOn={may('save')} onGoOn={onEdit} onGone={forget} />}</Suspense>
      <Suspense>{layer && <LayerTools record={record} session={layer} strips={strips} onArrange={may('save') ? onArrange : undefined} />}</Suspense>
      <Suspense>{sharing && <ShareDialog id={record.id} title={record.doc.title} onClose={() => setSharing(false)} />}</Suspense>
    </>
  )
}
