import { Type } from 'typebox'
import { Period, ProgrammeCode } from '../funds/index.ts'
import { UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { ListChannel, ListContent, NameMask } from './lists/fields.ts'

const count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })
const hash = Type.String({ title: '文件摘要', description: 'Keyed digest of the uploaded file, hexadecimal' })
const ofMonth = {
  programme: field(ProgrammeCode, '救助项目', 'Code of the programme'),
  period: field(Period, '所属月份', 'Month of the list')
}

export const events = eventsOf({
  'unit.protection-replaced': event(
    { zh: '更新不宜公示名单', en: 'Register of protected recipients replaced' },
    'A county replaced its register of recipients who must not be shown. The event says nothing about them.',
    {}
  ),
  'disclosure-list.made': event(
    { zh: '建立公示名单', en: 'List for the public made' },
    'A county prepared a list of recipients for the public.',
    { ...ofMonth, content: ListContent, channel: ListChannel, mask: NameMask }
  ),
  'disclosure-list.rendered': event(
    { zh: '生成公示文件', en: 'List for the public rendered' },
    'A list passed all checks, and the finished file was given out. The names are not kept.',
    { fileHash: hash, lines: count('行数', 'Number of lines in the finished file') }
  ),
  'disclosure-scan.made': event(
    { zh: '扫描公示文件', en: 'Published list scanned' },
    'A unit checked a published list, or one that is to be published.',
    {
      targetCode: field(UnitCode, '公示单位', 'Unit whose list it is'),
      lines: count('行数', 'Number of lines of the table'),
      refused: count('不得公示行数', 'Number of lines with something that must not be shown'),
      warned: count('待核对行数', 'Number of other lines that are to be looked at')
    }
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
