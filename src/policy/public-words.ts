import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { type Static, Type } from 'typebox'
import { inProject } from '../platform/project.ts'

const list = Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true })

/** What must not be shown in a public list, as words; with their source. */
const PublicWords = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    source: Type.Object({ zh: Type.String(), en: Type.String() }),
    health: list,
    forbiddenHeaders: list,
    accountHeaders: list,
    addressWords: list,
    nameHeaders: list,
    hotlines: list,
    compoundSurnames: list
  },
  { additionalProperties: false }
)
export type PublicWords = Static<typeof PublicWords>

const file = inProject('data/public-lists.json')

/** The words by which public lists are checked, from a file: a new word is reviewed like code. */
export const publicWords: PublicWords = checked(JSON.parse(readFileSync(file, 'utf8')))

function checked(content: unknown): PublicWords {
  const ajv = new Ajv({ strict: false, allErrors: true })
  const check = ajv.compile<PublicWords>(PublicWords)
  if (!check(content)) throw new Error(`data/public-lists.json: ${ajv.errorsText(check.errors)}`)
  return content
}
