export { SourcesPages as default } from './SourcesPages.tsx'
