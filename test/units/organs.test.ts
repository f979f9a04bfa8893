import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { organOf } from '../../src/units/index.ts'
import type { Level } from '../../src/units/vocabulary.ts'
import { operator } from '../support/people.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const nothing = { organName: null, organCode: null, sealName: null }

t.test('what a level and a name say', async (t) => {
  const table: [Level, string, string, string | null][] = [
    ['province', '吉林省', '吉林省民政厅', '吉民'],
    ['province', '内蒙古自治区', '内蒙古自治区民政厅', '内民'],
    ['city', '长春市', '长春市民政局', '长春民'],
    ['city', '延边朝鲜族自治州', '延边朝鲜族自治州民政局', '延边民'],
    ['city', '长白山保护开发区管理委员会', '长白山管委会社会管理办公室', '长白山'],
    ['county', '南关区', '南关区民政局', '南关民'],
    ['county', '农安县', '农安县民政局', '农安民'],
    ['county', '前郭尔罗斯蒙古族自治县', '前郭尔罗斯蒙古族自治县民政局', '前郭尔罗斯民'],
    ['county', '吉林经济开发区', '吉林经济开发区管理委员会', '吉林经济开发区'],
    ['township', '合隆镇', '合隆镇人民政府', '合隆镇'],
    ['township', '三家子满族乡', '三家子满族乡人民政府', '三家子满族乡'],
    ['township', '南岭街道', '南岭街道办事处', '南岭街道'],
    ['township', '红旗农场', '红旗农场', '红旗农场'],
    ['village', '永安村', '永安村村民委员会', null],
    ['village', '永安村委会', '永安村民委员会', null],
    ['village', '华阳社区', '华阳社区居民委员会', null],
    ['village', '合隆居委会（合隆经济开发区）（省级）', '合隆居民委员会（合隆经济开发区）（省级）', null],
    ['village', '小开元生活区', '小开元生活区', null]
  ]
  for (const [level, name, organName, organCode] of table) {
    const organ = organOf({ level, name, ...nothing })
    t.strictSame(organ, { organName, organCode, sealName: organName }, name)
  }
})

t.test('every unit of the bundled tree has an organ', async (t) => {
  const units: { level: Level; name: string }[] = parse(readFileSync('data/jilin-units.csv'), {
    columns: true,
    bom: true
  })
  t.ok(units.length > 13_000)
  const organs = units.map((unit) => ({ ...unit, ...organOf({ ...unit, ...nothing }) }))
  t.ok(organs.every(({ organName }) => organName.length > 1))
  const coded = organs.filter(({ organCode }) => organCode !== null)
  t.equal(coded.length, organs.filter(({ level }) => level !== 'village').length)
})

t.test('a unit sets its own names, and takes them back', async (t) => {
  const url = '/v1/units/2202'
  const patch = async (body: object) => {
    const { headers } = await call('GET', url, { as: operator })
    return call('PATCH', url, { as: operator, body, headers: { 'if-match': String(headers.etag) } })
  }
  const change = async (body: object) => ok(await patch(body))
  const derived = { organName: '吉林市民政局', organCode: '吉林民', sealName: '吉林市民政局' }
  t.match(await change({ principal: '甲' }), derived)
  t.match(await change({ organCode: '吉市民', sealName: '吉林市民政局（2）' }), {
    ...derived,
    organCode: '吉市民',
    sealName: '吉林市民政局（2）'
  })
  const { items } = ok(await call('GET', '/v1/units?parent=22&q=吉林', { as: operator }))
  t.match(items[0], { code: '2202', organCode: '吉市民' })
  t.match(await change({ organName: '吉林市民政和退役军人局' }), { sealName: '吉林市民政局（2）' })
  t.match(await change({ organName: null, organCode: null, sealName: null }), derived)
  t.match(await patch({ organName: ' ' }), { status: 400, body: { errors: [{ pointer: '/organName' }] } })
})

t.test('ancestors have them too', async (t) => {
  const { items } = ok(await call('GET', '/v1/units/220102/ancestors', { as: operator }))
  t.strictSame(
    items.map(({ organName }: { organName: string }) => organName),
    ['吉林省民政厅', '长春市民政局']
  )
})
