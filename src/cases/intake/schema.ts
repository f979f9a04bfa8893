import { type Static, Type } from 'typebox'
import type { Row } from '../../platform/database/records.ts'
import { closed, Id, Instant, nullable, text, UnitCode } from '../../platform/http/schema.ts'
import { Source } from '../../platform/http/sources.ts'
import { keysOf } from '../../platform/values/keys.ts'
import { Category, Channel, Kind, summary } from '../fields.ts'
import { whole } from '../schema.ts'

/** The identity of a reporter. It is sealed when stored, and only `reporter-access` returns it. */
export const person = {
  name: text(100, '姓名', 'Name of the person'),
  phone: Type.Optional(text(40, '电话', 'Telephone number')),
  idNumber: Type.Optional(
    Type.String({
      pattern: '^[0-9]{17}[0-9X]$',
      maxLength: 18,
      title: '身份证号码',
      description: 'Identity number; its check digit is verified'
    })
  ),
  address: Type.Optional(text(300, '住址', 'Address'))
}

export const Reporter = closed(person, {
  $id: 'Reporter',
  title: '信访人',
  description:
    'Person who brought the case. Stored encrypted; never part of a list, an export, an event or a log',
  examples: [{ name: '张三', phone: '13900000000' }]
})
export type Reporter = Static<typeof Reporter>

export const Representatives = Type.Array(Type.Unsafe<Reporter>({ $ref: 'Reporter#' }), {
  maxItems: 100,
  title: '代表',
  description: 'Representatives of a joint visit, at most five'
})

/** The two forms in which a body names the units that a report accuses. */
export const accusing = {
  accusedUnitCodes: Type.Optional(
    Type.Array(UnitCode, {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      title: '被检举单位',
      description: 'Units that a report accuses, 1 to 20'
    })
  ),
  accusedUnitCode: Type.Optional({
    ...UnitCode,
    title: '被检举单位（一个）',
    description:
      'Short form of `accusedUnitCodes` for exactly one unit; if both are given, both name the same unit'
  })
}

/**
 * What is stored as it was entered, and shown like that. A further text goes here, and into `CaseCorrection`
 * if it may be corrected; intake, answer, audit line and the log of readings follow.
 */
const entered = { kind: Kind, channel: Channel, category: Category, summary }
type EnteredName = keyof typeof entered
export const enteredNames = keysOf(entered)

/** The entered values of a new case; those left out are null. */
export function enteredIn(wanted: NewCase) {
  return Object.fromEntries(enteredNames.map((name) => [name, wanted[name] ?? null])) as {
    [N in EnteredName]: Row<'petition_case'>[N]
  }
}

export const NewCase = closed(
  {
    ...entered,
    receivedAt: Instant,
    unitCode: { ...UnitCode, title: '接收单位', description: 'Unit that received the case' },
    ...accusing,
    anonymous: Type.Boolean({
      title: '是否匿名',
      description: 'Whether the case is anonymous; if so, nothing about the reporter is accepted'
    }),
    reporter: Type.Optional(Type.Unsafe<Reporter>({ $ref: 'Reporter#' })),
    representatives: Type.Optional(Representatives),
    sameFactsAs: Type.Optional({
      ...Id,
      title: '同一事实信访件',
      description: 'Case about the same facts'
    }),
    source: Type.Optional(Source)
  },
  {
    $id: 'NewCase',
    title: '信访件登记',
    description: 'New petition case',
    examples: [
      {
        kind: 'appeal',
        channel: 'hotline',
        receivedAt: '2026-03-02T08:30:00+08:00',
        unitCode: '220102',
        category: 'low-income-allowance',
        summary: '反映低保申请长期未得到答复',
        anonymous: false,
        reporter: { name: '张三', phone: '13900000000' },
        source: { system: 'hotline-12345', reference: 'CC-2026-000123' }
      }
    ]
  }
)
export type NewCase = Static<typeof NewCase>

export const ReceivedCase = closed(
  { ...whole, number: nullable(whole.number) },
  {
    $id: 'ReceivedCase',
    title: '已登记信访件',
    description:
      'Case as it was received. A person of an accused unit, who cannot see the report afterwards, gets a ' +
      'receipt code and no number'
  }
)
export type ReceivedCase = Static<typeof ReceivedCase>

export const intakeSchemas = [Reporter, NewCase, ReceivedCase]
