export { SeedsPage as default } from './SeedsPage.tsx'
