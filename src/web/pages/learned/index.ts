export { LearnedPage as default } from './LearnedPage.tsx'
