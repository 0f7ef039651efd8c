import { lazy, Suspense } from 'react'
import { useText } from '#web/i18n/text.ts'
import { Dialog } from '#web/ui/popup/Dialog.tsx'

const PaletteList = lazy(() => import('./PaletteList.tsx'))

export interface PaletteProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly onKeys: () => void
}

/** Find or go to: dashboards, pages, sources and things to do, by a few letters. */
export function Palette({ opened, onClose, onKeys }: PaletteProps) {
  const text = useText()
  return (
    <Dialog opened={opened} onClose={onClose} title={text('palette.title')} bare>
      <Suspense>
        <PaletteList onClose={onClose} onKeys={onKeys} />
      </Suspense>
    </Dialog>
  )
}
