// What the page asks of the API. A frontend does the same: a token, a language, an address.

/** @param {{ token: string, language: 'zh' | 'en' }} caller */
export async function ask(caller, address, accept = 'application/json', more = {}) {
  const headers = { authorization: `Bearer ${caller.token}`, accept, 'accept-language': caller.language }
  const answer = await fetch(address, { headers: { ...headers, ...more } })
  if (!answer.ok) throw await problemOf(answer)
  return answer
}

export async function read(caller, address) {
  return (await ask(caller, address)).json()
}

/** The same, counted now: figures that take long to count are otherwise kept for the day. */
export async function readFresh(caller, address) {
  return (await ask(caller, address, 'application/json', { 'cache-control': 'no-cache' })).json()
}

/** The address of a picture that a browser can show. */
export async function picture(caller, address) {
  const answer = await ask(caller, address, 'image/svg+xml')
  return URL.createObjectURL(await answer.blob())
}

/** Saves a list as a file. */
export async function save(caller, address, format) {
  const answer = await ask(caller, address, format)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = nameOf(answer, format)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function nameOf(answer, format) {
  const found = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')
  return found === null
    ? `list.${format === 'application/json' ? 'json' : 'csv'}`
    : decodeURIComponent(found[1])
}

async function problemOf(answer) {
  const { title, detail } = await answer.json().catch(() => ({}))
  return new Error([title ?? answer.status, detail].filter(Boolean).join(' '))
}
