import { type Static, Type } from 'typebox'
import { closed, oneOf, text } from '../http/schema.ts'

export const Seed = text(
  200,
  '种子',
  'Decides the draw; with a lottery number named in advance nobody can have chosen it'
)
export const SeedSource = text(300, '种子来源', 'Where the seed comes from')
export const Algorithm = Type.String({
  title: '算法',
  description: 'How the order follows from seed and code'
})
export const FrameHash = Type.String({ title: '抽样框散列值', description: 'SHA-256 of the frame, hex' })

/** The answer of a route that gives a frame as it was hashed. */
export const frameAnswer = {
  description: '代码按字节升序，每行一个。Codes in byte order, a line each',
  content: { 'text/plain': { schema: Type.String() } }
}

export const Verification = closed(
  {
    valid: Type.Boolean({ title: '是否成立', description: 'Recomputing gives what is on record' }),
    frameHash: Type.String({ title: '记录的散列值', description: 'As it is on record' }),
    recomputedHash: Type.String({ title: '重算的散列值', description: 'Of the frame as it is stored' }),
    differences: Type.Array(
      closed({
        what: oneOf(['frame', 'population', 'selection', 'tasks', 'team', 'audit'], {
          title: '事项',
          description: 'Which part does not agree'
        }),
        recorded: Type.String({ title: '记录值', description: 'What is on record' }),
        recomputed: Type.String({ title: '重算值', description: 'What it should be' })
      }),
      { title: '差异', description: 'What does not agree' }
    )
  },
  { $id: 'DrawVerification', title: '抽签核验', description: 'The draw, recomputed from frame and seed' }
)
export type Verification = Static<typeof Verification>
