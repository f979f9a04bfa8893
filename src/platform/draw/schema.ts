import { type Static, Type } from 'typebox'
import { closed, oneOf, text } from '../http/schema.ts'
import { keysOf } from '../values/keys.ts'

export const Seed = text(
  200,
  '种子',
  'Seed that decides the draw. A lottery number that is named in advance cannot be chosen by anyone'
)
export const SeedSource = text(300, '种子来源', 'Source of the seed')
export const Algorithm = Type.String({
  title: '算法',
  description: 'Algorithm that derives the order from seed and unit code'
})
export const FrameHash = Type.String({ title: '抽样框散列值', description: 'SHA-256 of the frame, hex' })

/** The answer of a route that returns a frame in the form that was hashed. */
export const frameAnswer = {
  description: '单位代码按字节升序，每行一个。Unit codes in byte order, one per line',
  content: { 'text/plain': { schema: Type.String() } }
}

/** The parts of a draw that are compared with the record. */
export const drawParts = {
  frame: { zh: '抽样框', en: 'frame' },
  population: { zh: '对象总数', en: 'population' },
  selection: { zh: '抽取结果', en: 'selection' },
  tasks: { zh: '检查任务', en: 'tasks' },
  team: { zh: '检查人员', en: 'team' },
  audit: { zh: '审计记录', en: 'audit line' }
} as const

export const Verification = closed(
  {
    valid: Type.Boolean({ title: '是否成立', description: 'Whether recomputing gives the recorded result' }),
    frameHash: Type.String({ title: '记录的散列值', description: 'Recorded value' }),
    recomputedHash: Type.String({ title: '重算的散列值', description: 'Hash of the frame as it is stored' }),
    differences: Type.Array(
      closed({
        what: oneOf(keysOf(drawParts), {
          title: '事项',
          description: 'Part that differs'
        }),
        recorded: Type.String({ title: '记录值', description: 'Recorded value' }),
        recomputed: Type.String({ title: '重算值', description: 'Recomputed value' })
      }),
      { title: '差异', description: 'Differences between the record and the recomputed draw' }
    )
  },
  {
    $id: 'DrawVerification',
    title: '抽签核验',
    description: 'Verification of a draw: recomputed from frame and seed'
  }
)
export type Verification = Static<typeof Verification>
