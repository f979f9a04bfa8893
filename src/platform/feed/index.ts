export { deleteExpired } from './positions.ts'
export { feedRoutes } from './routes.ts'
export { eventLabels } from './schema.ts'
