export { ServicePages as default } from './ServicePages.tsx'
