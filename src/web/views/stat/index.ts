import { defineView } from '../view.ts'
import { StatOptions } from './options.ts'
import { acceptsStat } from './shape.ts'

export const stat = defineView({
  kind: 'stat',
  icon: 'stat',
  options: StatOptions,
  accepts: acceptsStat,
  minSize: { w: 2, h: 3 },
  startSize: { w: 3, h: 3 },
  skeleton: 'number',
  load: () => import('./StatView.tsx'),
})
