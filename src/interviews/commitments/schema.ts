import { type Static, Type } from 'typebox'
import { closed, Id, Instant, LocalDate, nullable, oneOf, person, text } from '../../platform/http/schema.ts'
import { commitmentStates } from '../vocabulary.ts'

export const CommitmentText = text(2000, '承诺事项', 'Text of the commitment')
export const DueOn = {
  ...LocalDate,
  title: '完成期限',
  description: 'Due day as agreed; a day off does not move it'
}
const FulfilledOn = {
  ...LocalDate,
  title: '完成日期',
  description: 'Day on which the commitment was fulfilled'
}
const Note = text(2000, '核实情况', 'Result of the check by the interviewing side')
const Report = text(4000, '落实情况', 'Measures taken by the unit interviewed')

export const CommitmentReport = closed(
  { text: Report },
  { $id: 'CommitmentReport', title: '落实情况报告', description: 'Report on a commitment' }
)

export const Fulfilment = closed(
  { note: Type.Optional(Note), fulfilledOn: Type.Optional(FulfilledOn) },
  {
    $id: 'CommitmentFulfilment',
    title: '确认完成',
    description: 'Confirmation of a commitment; by default fulfilled today'
  }
)
export type Fulfilment = Static<typeof Fulfilment>

export const Commitment = closed(
  {
    n: Type.Integer({ minimum: 1, title: '序号', description: 'Serial number in the interview, from 1' }),
    text: CommitmentText,
    dueOn: DueOn,
    state: oneOf(commitmentStates, {
      title: '状态',
      description: 'Status today: open, fulfilled in time, or missed (fulfilled late or not at all)'
    }),
    reports: Type.Array(closed({ text: Report, at: Instant, by: person('报告人', 'Person who reported') }), {
      title: '落实情况',
      description: 'Reports of the unit interviewed, oldest first'
    }),
    fulfilledOn: nullable(FulfilledOn),
    fulfilledBy: nullable(person('确认人', 'Person who confirmed it')),
    note: nullable(Note)
  },
  { $id: 'InterviewCommitment', title: '承诺', description: 'Commitment and its fulfilment' }
)
export type Commitment = Static<typeof Commitment>

export const commitmentParams = closed({
  id: Id,
  n: Type.Integer({
    minimum: 1,
    maximum: 50,
    title: '承诺序号',
    description: 'Serial number of the commitment, from 1'
  })
})

export const schemas = [CommitmentReport, Fulfilment, Commitment]
