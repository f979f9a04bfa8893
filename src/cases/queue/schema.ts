import { Type } from 'typebox'
import { listOf } from '../../platform/http/schema.ts'
import type { CaseItem } from '../schema.ts'

export const CasePage = { ...listOf(Type.Unsafe<CaseItem>({ $ref: 'CaseItem#' })), $id: 'CasePage' }
