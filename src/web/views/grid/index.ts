import { defineView } from '../view.ts'
import { acceptsGrid } from './accepts-grid.ts'
import { GridOptions } from './options.ts'

export const grid = defineView({
  kind: 'grid',
  icon: 'grid',
  options: GridOptions,
  accepts: acceptsGrid,
  minSize: { w: 4, h: 5 },
  startSize: { w: 7, h: 6 },
  skeleton: 'rows',
  flush: true,
  load: () => import('./GridView.tsx'),
})
