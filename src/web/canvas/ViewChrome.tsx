import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { dashboardQuery } from '../api/dashboard-query.ts'
import { useMayDo } from '../api/may-do.ts'
import { useMe } from '../api/me-query.ts'
import { useFormat } from '../i18n/format.ts'
import { spoken } from '../i18n/spoken.ts'
import { useText } from '../i18n/text.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { BarEnd } from '../ui/page/BarSlots.tsx'
import { Confirm } from '../ui/popup/Confirm.tsx'
import { useToast } from '../ui/toast/Toaster.tsx'
import { useNow } from '../url/clock.ts'
import { useZone } from '../url/zone.ts'
import type { LayerSession } from './layer/session.ts'
import type { StripsMenu } from './layer/strips-menu.ts'
import { ViewOnly } from './share/ViewOnly.tsx'
import styles from './ViewChrome.module.css'

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

interface KeptDraft {
  readonly changes: number
  readonly at: number
}

/** The draft kept on this device, offered again after a reload, a crash or another day; other tabs are heard too. */
function useKeptDraft({ id, rev }: DashboardRecord): readonly [KeptDraft | 'locked' | undefined, () => void] {
  const client = useQueryClient()
  const [draft, setDraft] = useState<KeptDraft | 'locked'>()
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
  const format = useFormat()
  const toast = useToast()
  const [zone] = useZone()
  const now = useNow(60_000)
  const client = useQueryClient()
  const [draft, forget] = useKeptDraft(record)
  const [asking, setAsking] = useState(false)
  const [sharing, setSharing] = useState(false)
  const me = useMe()
  const may = useMayDo(record)
  useEffect(() => {
    if (failed) toast({ words: text('canvas.editorMissing'), tone: 'bad' })
  }, [failed, text, toast])
  const discard = async (): Promise<void> => {
    const { forgetDraft, keepOf } = await import('./session/open.ts')
    await forgetDraft(record.id, keepOf(client))
    setAsking(false)
    forget()
  }
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
      {draft && (
        <div className={styles['left']} role="status">
          <span className={styles['words']}>
            {draft === 'locked'
              ? text('canvas.lockedDraft')
              : text('canvas.leftDraft', { count: draft.changes, time: format.time(draft.at, zone, now - draft.at) })}
          </span>
          {draft !== 'locked' && may('save') && (
            <Button size="small" onClick={onEdit}>
              {text('canvas.continue')}
            </Button>
          )}
          <Button size="small" kind="quiet" onClick={() => setAsking(true)}>
            {text('canvas.discard')}
          </Button>
        </div>
      )}
      <Suspense>{layer && <LayerTools record={record} session={layer} strips={strips} onArrange={may('save') ? onArrange : undefined} />}</Suspense>
      <Suspense>{sharing && <ShareDialog id={record.id} title={record.doc.title} onClose={() => setSharing(false)} />}</Suspense>
      <Confirm
        opened={asking}
        title={draft === 'locked' ? text('canvas.discardLocked') : text('canvas.discardTitle', { count: draft?.changes ?? 0 })}
        words={text('canvas.discardMeaning')}
        action={text('canvas.discard')}
        onConfirm={() => void discard()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
