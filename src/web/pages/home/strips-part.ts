import { spoken } from '#web/i18n/spoken.ts'

/** Everything above the widgets: known to the first breath of the app, so that it comes beside the page and not after it. */
export const Strips = spoken(['home', 'runs'], () => import('./Strips.tsx'))
