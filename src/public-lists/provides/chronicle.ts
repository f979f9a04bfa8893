import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Chronicle } from '../../platform/work/chronicle.ts'

/** 第二部分（三）: recipients are shown to the public. */
const clause = 'jilin-2019-12:2.3'

/** The lists that a unit made for the public. */
export const chronicle: Chronicle = {
  permission: 'disclosures:read',
  chapters: {
    'disclosure-list.made': { zh: '建立公示名单', en: 'list for the public made', clause },
    'disclosure-list.rendered': { zh: '生成公示文件', en: 'list for the public rendered', clause }
  },
  about: (actor, unitCode) => sql`
    select disclosure_list.id, to_char(disclosure_list.period, 'YYYY-MM') as summary
    from disclosure_list where disclosure_list.unit_code = ${unitCode}
      and ${visible(actor, 'disclosure-list', 'disclosure_list')}`
}
