import { useQuery } from '@tanstack/react-query'
import { dashboardAccessQuery } from '../../api/access-query.ts'
import { useText } from '../../i18n/text.ts'
import { FaultFace } from '../../ui/page/FaultFace.tsx'
import { Dialog } from '../../ui/popup/Dialog.tsx'
import { ShareForm } from './ShareForm.tsx'

interface ShareDialogProps {
  readonly id: string
  readonly title: string
  readonly onClose: () => void
}

/** Who may see and change a dashboard. */
export default function ShareDialog({ id, title, onClose }: ShareDialogProps) {
  const text = useText()
  const { data, error, refetch } = useQuery({ ...dashboardAccessQuery(id), refetchOnWindowFocus: false })
  // The form brings the foot with it: it knows what to save.
  if (data) return <ShareForm key={data.rev} access={data} title={title} onClose={onClose} onReload={() => void refetch()} />
  // The dialog opens once it has something to show: one that is swapped for another takes focus twice.
  if (!error) return null
  return (
    <Dialog opened onClose={onClose} title={text('share.title', { title })}>
      <FaultFace title={text('share.failed')} error={error} onRetry={() => void refetch()} />
    </Dialog>
  )
}
