export { fetchDrawings } from '#web/widgets/view-drawing.ts'
export { DashboardPage as default } from './DashboardPage.tsx'
