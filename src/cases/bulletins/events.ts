import { event } from '../../platform/work/catalogue.ts'
import { BulletinItem } from './schema.ts'

const { from, to } = BulletinItem.properties
// No figures: readers of events may not be allowed to see them.
const period = { from, to }

export const bulletinEvents = {
  'case-bulletin.drafted': event(
    { zh: '编制信访通报', en: 'Bulletin drafted' },
    'The cases of a period were counted, and the figures are a draft.',
    period
  ),
  'case-bulletin.refreshed': event(
    { zh: '重新统计信访通报', en: 'Bulletin counted again' },
    'The cases of a draft were counted again.',
    period
  ),
  'case-bulletin.published': event(
    { zh: '发布信访通报', en: 'Bulletin published' },
    'The figures no longer change.',
    period
  )
}
