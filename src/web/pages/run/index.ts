export { RunPages as default } from './RunPages.tsx'
