import { Suspense, useEffect, useState } from 'react'
import { pages } from '#web/pages/registry.ts'
import { useText } from '#web/i18n/text.ts'
import { useKey } from '#web/ui/keys.ts'
import { cls } from '#web/ui/cls.ts'
import { RailSlimContext, useRailState } from '#web/ui/page/rail-state.ts'
import { pathOf } from '#web/url/place.ts'
import { usePlace } from '#web/url/use-url.ts'
import { Banners } from './Banners.tsx'
import { KeysDialog } from './keys/KeysDialog.tsx'
import { LearningMark } from './learning/LearningMark.tsx'
import { PageBoundary } from './PageBoundary.tsx'
import { Palette } from './palette/Palette.tsx'
import { Rail } from './rail/Rail.tsx'
import { TabBar } from './rail/TabBar.tsx'
import styles from './Shell.module.css'

/** Ctrl K, or Command K, also from inside a field. */
function useFindKey(open: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      open()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [open])
}

/** Rail, banners and the page of the address. */
export function Shell() {
  const text = useText()
  const [place] = usePlace()
  const [finding, setFinding] = useState(false)
  const [keys, setKeys] = useState(false)
  const rail = useRailState()
  const [find] = useState(() => () => setFinding(true))
  useFindKey(find)
  useKey('?', () => setKeys(true))
  useKey('[', rail.toggle)

  const Current = pages[place.page]
  const path = pathOf(place)
  return (
    <RailSlimContext value={rail.hold}>
      <a href="#content" className={styles['skip']}>
        {text('app.skip')}
      </a>
      <div className={cls(styles['shell'], rail.slim && styles['slim'])}>
        <Rail slim={rail.slim} onFind={find} onKeys={() => setKeys(true)} onToggle={rail.toggle} />
        <div className={styles['main']}>
          <Banners />
          <PageBoundary key={path}>
            <Suspense fallback={<div className={styles['waiting']} />}>
              <Current place={place} />
            </Suspense>
          </PageBoundary>
          <LearningMark atHome={place.page === 'home'} />
        </div>
        <TabBar onFind={find} onKeys={() => setKeys(true)} />
      </div>
      <Palette opened={finding} onClose={() => setFinding(false)} onKeys={() => setKeys(true)} />
      <KeysDialog opened={keys} onClose={() => setKeys(false)} />
    </RailSlimContext>
  )
}
