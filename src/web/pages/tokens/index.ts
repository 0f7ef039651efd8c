export { TokensPage as default } from './TokensPage.tsx'
