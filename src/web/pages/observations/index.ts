export { ObservationPages as default } from './ObservationPages.tsx'
