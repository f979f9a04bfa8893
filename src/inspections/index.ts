import { staffWordings } from './staff/vocabulary.ts'
import { teamWordings, teamWords } from './teams/vocabulary.ts'
import { wordings, words } from './vocabulary.ts'

export { staffRoutes } from './staff/routes.ts'
export { teamRoutes } from './teams/routes.ts'

export const vocabulary = {
  refusals: { ...wordings, ...staffWordings, ...teamWordings },
  words: { ...words, ...teamWords }
}
