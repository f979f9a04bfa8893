import { type Static, Type } from 'typebox'
import { closed, Id, Instant, LocalDate, nullable, oneOf, text } from '../../platform/http/schema.ts'
import { commitmentStates } from '../vocabulary.ts'

export const CommitmentText = text(2000, '承诺事项', 'What is promised')
export const DueOn = {
  ...LocalDate,
  title: '完成期限',
  description: 'The day agreed; a day off does not move it'
}
const FulfilledOn = { ...LocalDate, title: '完成日期', description: 'When it was done' }
const Note = text(2000, '核实情况', 'What the interviewing side found')
const Report = text(4000, '落实情况', 'What the unit did')
const by = (title: string) => Type.String({ title, description: 'Subject of the token' })

export const CommitmentReport = closed(
  { text: Report },
  { $id: 'CommitmentReport', title: '落实情况报告', description: 'What the unit did about its promise' }
)

export const Fulfilment = closed(
  { note: Type.Optional(Note), fulfilledOn: Type.Optional(FulfilledOn) },
  { $id: 'CommitmentFulfilment', title: '确认完成', description: 'Confirms a promise; default: done today' }
)
export type Fulfilment = Static<typeof Fulfilment>

export const Commitment = closed(
  {
    n: Type.Integer({ minimum: 1, title: '序号', description: 'From 1' }),
    text: CommitmentText,
    dueOn: DueOn,
    state: oneOf(commitmentStates, {
      title: '状态',
      description: 'As of today: open, fulfilled in time, or missed (fulfilled late, or not at all)'
    }),
    reports: Type.Array(closed({ text: Report, at: Instant, by: by('报告人') }), {
      title: '落实情况',
      description: 'What the unit said it did, oldest first'
    }),
    fulfilledOn: nullable(FulfilledOn),
    fulfilledBy: nullable(by('确认人')),
    note: nullable(Note)
  },
  { $id: 'InterviewCommitment', title: '承诺', description: 'What was promised, and what became of it' }
)
export type Commitment = Static<typeof Commitment>

export const commitmentParams = closed({
  id: Id,
  n: Type.Integer({ minimum: 1, maximum: 50, title: '承诺序号', description: 'Which promise, from 1' })
})

export const schemas = [CommitmentReport, Fulfilment, Commitment]
