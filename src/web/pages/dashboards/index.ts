export { DashboardsPage as default } from './DashboardsPage.tsx'
