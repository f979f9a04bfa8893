import { picture, read, readFresh, save } from './api.js'
import { element, tableOf } from './elements.js'
import { late } from './late.js'
import { leaveForIssuer, signInHere, tokenFromIssuer } from './sign-in.js'
import { treeOf } from './tree.js'
import { words } from './words.js'

const caller = { token: '', language: navigator.language.startsWith('zh') ? 'zh' : 'en' }
let place = { unit: '', year: new Date().getFullYear() }
let permissions = []
let names

const at = (id) => document.getElementById(id)
const word = (name) => words[caller.language][name]

/** Fills in the texts of the page in the language that was chosen. */
function speak() {
  document.documentElement.lang = caller.language === 'zh' ? 'zh-CN' : 'en'
  document.title = word('title')
  for (const one of document.querySelectorAll('[data-text]')) one.textContent = word(one.dataset.text)
  at('language').textContent = caller.language === 'zh' ? 'English' : '中文'
  at('language').lang = caller.language === 'zh' ? 'en' : 'zh-CN'
}

/** Says what went wrong, and leaves the rest as it is. */
function complain(error) {
  at('message').textContent = error === undefined ? '' : `${word('failed')}: ${error.message}`
  at('message').hidden = error === undefined
}

/** The names of figures and codes in the language that was chosen, from the document of the API. */
async function readNames() {
  const { schemas } = (await (await fetch('/openapi.json')).json()).components
  return {
    properties: schemas.StatisticsOverview.properties,
    of: (schema) => (caller.language === 'zh' ? schema.title : schema.description),
    ofCode: (schema, code) => schemas[schema]['x-labels'][code]?.[caller.language] ?? code
  }
}

/** The schema of a subject, whether it stands alone or as a choice with null. */
const objectOf = (schema) => schema.anyOf?.find(({ properties }) => properties !== undefined) ?? schema

function link(address, text) {
  const found = element('a', { href: address }, text)
  found.addEventListener('click', (event) => {
    event.preventDefault()
    save(caller, address, at('format').value).catch(complain)
  })
  return found
}

function subjectOf(subject, schema, { now, before }) {
  const { properties } = objectOf(schema).properties.now
  const rows = Object.keys(before).map((figure) => {
    const address = now.lists[figure]
    const value = String(now[figure])
    return [
      names.of(properties[figure]),
      address === null ? value : link(address, value),
      String(before[figure])
    ]
  })
  const section = element('section', { id: subject })
  const title = word(subject)
  section.append(
    element('h2', {}, title),
    tableOf(title, [word('figure'), word('now'), word('before')], rows)
  )
  return section
}

/** Subjects whose records belong to a year and not to a day. */
const byYear = ['obligations', 'compliance']

/** A chart of the units below, once it is there. Its numbers are in the picture as text, and in its list. */
async function addChart({ unit, year }, section, subject) {
  const isNow = year === new Date().getFullYear()
  const period = byYear.includes(subject)
    ? `year=${year}`
    : `from=${year}-01-01${isNow ? '' : `&to=${year}-12-31`}`
  const address = `/v1/statistics/${subject}?within=${unit}&${period}&groupBy=unit`
  const image = element('img', { alt: `${word('chart')}: ${section.querySelector('h2').textContent}` })
  image.src = await picture(caller, address)
  const caption = element('figcaption', {})
  caption.append(link(address, word('chart')))
  const figure = element('figure', {})
  figure.append(image, caption)
  section.append(figure)
}

async function lateOf({ unit, year }, { name, address, row }) {
  const found = address(unit, year)
  const { items } = await read(caller, `${found}&limit=10`)
  const section = element('section', { id: name })
  section.append(element('h2', {}, word(name)))
  const rows = items.map((one) => row(one, names.ofCode))
  if (rows.length === 0) section.append(element('p', { class: 'note' }, word('none')))
  else section.append(tableOf(word(name), [word('unit'), word('text'), word('due')], rows, true))
  const all = element('p', {})
  all.append(link(found, word('all')))
  section.append(all)
  return section
}

/** Up to which day the figures count, when they were counted, and a button that counts them again. */
function ageOf({ asOf, countedAt }) {
  const time = new Date(countedAt).toLocaleTimeString(document.documentElement.lang, {
    timeZone: 'Asia/Shanghai'
  })
  const note = element('p', { class: 'note' }, `${word('asOf')} ${asOf} · ${word('countedAt')} ${time} `)
  const again = element('button', { type: 'button', id: 'again' }, word('again'))
  again.addEventListener('click', () => show(readFresh).catch(complain))
  note.append(again)
  return note
}

/** Shows the place that was chosen. A part that cannot be read is left out and named. */
async function show(readOverview = read) {
  complain()
  const main = at('main')
  delete main.dataset.ready
  main.replaceChildren(element('p', { class: 'note' }, word('loading')))
  const shown = place
  const isShown = () => shown === place
  const address = `/v1/statistics/overview?within=${shown.unit}&year=${shown.year}`
  const overview = await readOverview(caller, address)
  names ??= await readNames()
  if (!isShown()) return
  main.replaceChildren(
    element('h2', { id: 'place' }, `${overview.unitName} ${overview.year}`),
    ageOf(overview)
  )
  const subjects = Object.entries(names.properties).filter(([name]) => overview[name]?.now !== undefined)
  const sections = subjects.map(([name, schema]) => [name, subjectOf(name, schema, overview[name])])
  // What is late comes first: a leader looks for it.
  const urgent = late.filter(({ permission }) => permissions.includes(permission))
  const spaces = urgent.map(() => element('div', {}))
  const first = element('div', { id: 'late' })
  first.append(...spaces)
  main.append(first, ...sections.map(([, section]) => section))
  const parts = [
    ...urgent.map(async (one, index) => spaces[index].append(await lateOf(shown, one))),
    ...sections.map(([name, section]) => addChart(shown, section, name))
  ]
  const failed = (await Promise.allSettled(parts)).find(({ status }) => status === 'rejected')
  if (!isShown()) return
  if (failed !== undefined) complain(failed.reason)
  main.dataset.ready = shown.unit
}

const choose = (unit) => {
  place = { ...place, unit }
  show().catch(complain)
}

/** The units directly below a unit; none where they cannot be read, which is said. */
function readBelow(code) {
  return read(caller, `/v1/units?parent=${code}&limit=200`).catch((error) => {
    complain(error)
    return { items: [] }
  })
}

/** Begins with the unit of the caller. */
async function enter(token) {
  caller.token = token.trim()
  complain()
  const me = await read(caller, '/v1/me')
  const { unit } = me
  if (unit === null) throw new Error(word('noUnit'))
  permissions = me.permissions
  place.unit = unit.code
  at('entry').hidden = true
  at('leave').hidden = false
  at('view').hidden = false
  const nav = document.querySelector('nav')
  nav.append(treeOf(unit, readBelow, choose))
  await show()
}

at('entry').addEventListener('submit', (event) => {
  event.preventDefault()
  enter(at('token').value).catch(complain)
  at('token').value = ''
})
at('year').addEventListener('change', () => {
  place = { ...place, year: Number(at('year').value) }
  show().catch(complain)
})
at('language').addEventListener('click', () => {
  caller.language = caller.language === 'zh' ? 'en' : 'zh'
  speak()
  if (caller.token !== '') show().catch(complain)
})
at('print').addEventListener('click', () => window.print())
at('leave').addEventListener('click', () => window.location.reload())

for (let back = 0; back < 5; back += 1) {
  const year = String(place.year - back)
  at('year').append(element('option', { value: year }, year))
}
speak()
begin().catch((error) => {
  complain(error)
  askForToken()
})

/** Somebody whom the issuer sent back goes on; others sign in. */
async function begin() {
  const settings = await signInHere()
  if (settings === null) return askForToken()
  at('issuer').hidden = false
  at('issuer').addEventListener('click', () => leaveForIssuer(settings).catch(complain))
  const token = await tokenFromIssuer(settings)
  if (token !== undefined) return enter(token)
  askForToken()
  at('issuer').focus()
}

function askForToken() {
  at('entry').hidden = false
  at('token').focus()
}
