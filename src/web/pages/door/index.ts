export { DoorPage as default } from './DoorPage.tsx'
