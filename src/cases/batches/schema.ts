import { type Static, Type } from 'typebox'
import { closed, Id, nullable, type Problem } from '../../platform/http/schema.ts'
import { details, item } from '../fields.ts'
import type { NewCase } from '../intake/schema.ts'

/** How many cases a batch may have. */
export const MOST = 500

export const NewCaseBatch = closed(
  {
    cases: Type.Array(Type.Unsafe<NewCase>({ $ref: 'NewCase#' }), {
      minItems: 1,
      maxItems: MOST,
      title: '信访件',
      description: 'New cases, at most 500'
    })
  },
  {
    $id: 'NewCaseBatch',
    title: '信访件批量登记',
    description: 'New petition cases',
    examples: [
      {
        cases: [
          {
            kind: 'enquiry',
            channel: 'hotline',
            receivedAt: '2026-03-02T08:30:00+08:00',
            unitCode: '220102',
            category: 'low-income-allowance',
            summary: '咨询低保申请所需材料',
            anonymous: false,
            reporter: { name: '张三', phone: '13900000000' },
            source: { system: 'hotline-12345', reference: 'CC-2026-000124' }
          }
        ]
      }
    ]
  }
)
export type NewCaseBatch = Static<typeof NewCaseBatch>

const Result = closed(
  {
    index: Type.Integer({ title: '序号', description: 'Place of the case in the batch, from 0' }),
    id: nullable({ ...Id, description: 'Identifier of the received case; null if it was refused' }),
    number: nullable({
      ...item.properties.number,
      description: 'Number of the received case; null if it was refused, or if there is a receipt code'
    }),
    receipt: details.properties.receipt,
    problem: nullable(Type.Unsafe<Static<typeof Problem>>({ $ref: 'Problem#' }))
  },
  {
    $id: 'CaseBatchResult',
    title: '逐件结果',
    description: 'Result of one case of a batch: received, or refused with a problem'
  }
)
export type CaseBatchResult = Static<typeof Result>

export const CaseBatch = closed(
  {
    received: Type.Integer({ title: '已登记件数', description: 'Number of cases that were received' }),
    refused: Type.Integer({ title: '未登记件数', description: 'Number of cases that were refused' }),
    results: Type.Array(Type.Unsafe<CaseBatchResult>({ $ref: 'CaseBatchResult#' }), {
      title: '逐件结果',
      description: 'Results in the order of the batch'
    })
  },
  { $id: 'CaseBatch', title: '批量登记结果', description: 'Results of a batch of cases' }
)
export type CaseBatch = Static<typeof CaseBatch>

export const batchSchemas = [NewCaseBatch, Result, CaseBatch]
