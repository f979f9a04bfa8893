import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { makeWorld } from '../across/world.ts'
import { chromium, openPage, type Page } from '../support/browser.ts'
import { everyRole } from '../support/people.ts'
import { testService } from '../support/service.ts'
import { until } from '../support/until.ts'

const service = await testService(t, { jobs: true })
const { app, token } = service
await makeWorld(service)
service.clock.now = new Date('2026-06-10T02:00:00Z')

t.test('the files of the page, and nothing else', async (t) => {
  const moved = await app.inject({ url: '/overview' })
  t.match({ status: moved.statusCode, ...moved.headers }, { status: 301, location: '/overview/' })
  const { body, headers } = await app.inject({ url: '/overview/' })
  t.match(headers['content-security-policy'], "default-src 'none'")
  const named = [...body.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, name]) => name)
  t.ok(named.length >= 2)
  for (const name of named)
    t.equal((await app.inject({ url: `/overview/${name}` })).statusCode, 200, String(name))
  for (const name of ['nothing', 'constructor', '../main.ts', '%2e%2e/routes.ts', 'routes.ts'])
    t.equal((await app.inject({ url: `/overview/${name}` })).statusCode, 404, name)
})

t.test('a leader looks at a city in a browser', async (t) => {
  const path = chromium()
  if (path === undefined) {
    console.log('No Chromium on this machine, and none can be fetched: not tried')
    return
  }
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const page = await openPage(t, path)
  await page.open(`${address}/overview/`)
  await until(
    async () => page.run<boolean>("document.activeElement?.id === 'token'"),
    'the page asks for a token'
  )
  const jwt = await token({ unit: '22', roles: [...everyRole], sub: 'leader' })
  await page.run(`document.getElementById('token').value = ${JSON.stringify(jwt)};
    document.getElementById('entry').requestSubmit()`)
  const isShown = (unit: string) =>
    until(async () => page.run<boolean>(`document.getElementById('main').dataset.ready === '${unit}'`), unit)
  await isShown('22')
  const below = () =>
    page.run<string[]>("[...document.querySelectorAll('nav li li button')].map((b) => b.textContent)")
  await page.run("document.querySelector('nav button').click()")
  await until(async () => (await below()).includes('长春市'), 'the cities are in the tree')
  await page.run('document.querySelector(\'nav [data-unit="2201"]\').click()')
  await isShown('2201')
  t.same(page.errors, [])
  t.equal(await page.run("document.getElementById('place').textContent"), '长春市 2026')
  const counts = await page.run<{ images: number; broken: number; links: number; overdue: number }>(`({
    images: document.images.length,
    broken: [...document.images].filter((one) => one.complete && one.naturalWidth === 0).length,
    links: document.querySelectorAll('main a').length,
    overdue: document.querySelectorAll('#missedDuties tbody tr').length })`)
  t.match(counts, { images: 9, broken: 0, overdue: 10 })
  const duties = await page.run<string[]>(
    "[...document.querySelectorAll('#missedDuties tbody td:nth-of-type(1)')].map((one) => one.textContent)"
  )
  t.ok(duties.includes('responsibility assigned'), 'duties have their names')
  t.ok(counts.links > 15)
  t.ok(
    page.requested.every((url) => url.startsWith(address) || url.startsWith('blob:')),
    'nobody outside is asked'
  )
  t.notOk(
    page.requested.some((url) => url.includes(jwt)),
    'no address holds the token'
  )
  for (let turn = 0; turn < 2; turn += 1) {
    const title = await page.run<string>('document.title')
    await page.run("document.getElementById('language').click()")
    const other = title === '监管概况' ? 'Overview of supervision' : '监管概况'
    await until(async () => (await page.run('document.title')) === other, 'the other language')
    await isShown('2201')
    await page.run('Promise.all([...document.images].map((one) => one.decode())).then(() => true)')
    await keepPictures(page, other === '监管概况' ? 'zh-CN' : 'en')
  }
  const printed = (await page.print()).toString('latin1')
  const sheets = [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
  t.ok(sheets.length > 1 && sheets.length < 10, `${sheets.length} sheets`)
  // A4 in points.
  for (const [, width, height] of sheets)
    t.same([Math.round(Number(width)), Math.round(Number(height))], [595, 842])
  const dark = await page.run<string[]>(contrasts)
  t.same(dark, [], 'texts have a contrast of 4.5 at least')
})

/** `npm run pictures`: the page as it looks, and a chart in both languages. */
async function keepPictures(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  const folder = process.env.PICTURES
  if (folder === undefined) return
  writeFileSync(join(folder, `overview.${language}.png`), await page.picture())
  const headers = { accept: 'image/svg+xml', 'accept-language': language }
  const { text } = await service.call('GET', '/v1/statistics/obligations?year=2026', { headers })
  writeFileSync(join(folder, `obligations.${language}.svg`), text)
}

/** Texts whose contrast with the ground is below 4.5 (WCAG AA), by the styles that the browser computed. */
const contrasts = `(() => {
  const light = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map((one) => one / 255)
      .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (!/, 0\\)$/.test(backgroundColor)) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  return [...document.querySelectorAll('body *')].filter((one) => one.childElementCount === 0 && one.textContent.trim())
    .filter((one) => {
      const [a, b] = [light(getComputedStyle(one).color), light(groundOf(one))].sort((x, y) => y - x)
      return (a + 0.05) / (b + 0.05) < 4.5
    }).map((one) => one.outerHTML.slice(0, 80))
})()`
