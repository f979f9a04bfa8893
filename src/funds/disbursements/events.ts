import { Type } from 'typebox'
import { Id, nullable } from '../../platform/http/schema.ts'
import { event, field } from '../../platform/work/catalogue.ts'
import { ProgrammeCode } from '../programmes/fields.ts'
import { Upload } from '../uploads/schema.ts'
import { Period } from './fields.ts'
import { Disbursement, DisbursementChange } from './schema.ts'

const { dueOn, accountId } = Disbursement.properties
const { number, lines, amount, paidLines, paidAmount, fileHash } = Upload.properties
const uploaded = {
  uploadId: field(Id, '文件版次', 'Version of the file'),
  number,
  lines,
  amount,
  paidLines,
  paidAmount,
  fileHash
}

export const disbursementEvents = {
  'disbursement.created': event(
    { zh: '建立发放批次', en: 'Batch created' },
    'A batch was created for the payments of a unit from a programme in a month.',
    { programme: ProgrammeCode, period: Period, dueOn, accountId }
  ),
  'disbursement.changed': event(
    { zh: '变更发放批次', en: 'Batch changed' },
    'The due day, the account or the allocation of a batch changed; only the first two are named.',
    { dueOn: DisbursementChange.properties.dueOn, accountId: DisbursementChange.properties.accountId }
  ),
  'disbursement.roster-uploaded': event(
    { zh: '上传发放名册', en: 'Roster uploaded' },
    'A roster was uploaded and is now the current one of the batch. No recipient is in the event.',
    uploaded
  ),
  'disbursement.payments-uploaded': event(
    { zh: '上传发放明细', en: 'Payments uploaded' },
    'A file of payments was uploaded and is now the current one of the batch. No recipient is in the event.',
    {
      ...uploaded,
      correctsId: Type.Optional(nullable(field(Id, '更正的版次', 'Version to which single lines were added')))
    }
  )
}
