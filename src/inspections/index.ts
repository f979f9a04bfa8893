import { staffWordings } from './staff/vocabulary.ts'

export { staffRoutes } from './staff/routes.ts'

export const vocabulary = { refusals: staffWordings }
