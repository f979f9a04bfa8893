import { defineList } from '../../platform/http/lists/definition.ts'
import { oneOrMore } from '../../platform/http/lists/filters.ts'
import { item, UploadKind } from './fields.ts'

/** The files of a disbursement: payments before rosters, and the first version of each kind first. */
export const uploads = defineList({
  fields: item,
  orders: { kind: ['kind', 'number'] },
  filters: { kind: oneOrMore('fund_upload.kind', UploadKind) },
  parameters: {}
})
