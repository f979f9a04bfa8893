import t from 'tap'
import { disclosuresOf, keeper, township, village } from '../examples/disclosure.ts'
import { files, upload } from '../examples/files.ts'
import { noted, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { board, hang, step } = disclosuresOf(service)
const url = '/v1/notice-boards'
const change = (id: string, body: object, as = keeper(village)) =>
  call('PATCH', `${url}/${id}`, { as, body, headers: { 'if-match': '*' } })

t.test('entered, changed and ended, and recorded', async (t) => {
  const id = await board()
  t.match(ok(await call('GET', `${url}/${id}`, { as: keeper('2202') })), {
    ...{ unitCode: village, unitLevel: 'village', place: '村委会门口', since: '2020-05-01', until: null },
    ...{ actions: [] }
  })
  t.match(ok(await change(id, { place: '村委会院内' }, keeper(township))), {
    place: '村委会院内',
    actions: ['change']
  })
  t.match(ok(await change(id, { until: '2026-03-01' })), { until: '2026-03-01' })
  t.match(await noted(service, id), [
    { action: 'notice-board.entered', details: { since: '2020-05-01' } },
    { action: 'notice-board.changed', details: { changed: ['place'] } },
    { action: 'notice-board.changed', details: { changed: ['until'], until: '2026-03-01' } }
  ])
  const list = async (query: string) =>
    ok(await call('GET', `${url}?within=${village}&count=true&${query}`, { as: keeper('2202') })).total
  t.strictSame([await list(''), await list('standing=true'), await list('standing=false')], [1, 0, 1])
  t.match(ok(await change(id, { until: null })), { until: null }, 'its end was a mistake')
  t.strictSame([await list('level=village'), await list('level=township')], [1, 0])
})

t.test('a photograph, which is as public as the board', async (t) => {
  const as = keeper(township)
  const uploaded = async (by = as): Promise<string> =>
    ok(await upload(service, '', '公示板.jpg', files.jpg, { as: by })).id
  const photoAttachmentId = await uploaded()
  const id = await board(township, { place: '广场', photoAttachmentId })
  const read = async () => ok(await call('GET', `${url}/${id}`, { as: keeper('2202') }))
  t.match(await read(), { photoAttachmentId })
  const of = `/v1/attachments/${photoAttachmentId}`
  t.match(ok(await call('GET', of, { as: keeper('2202') })), { subject: { kind: 'notice-board', id } })
  const strange = await uploaded(keeper(village))
  t.match(await change(id, { photoAttachmentId: strange }, as), {
    status: 422,
    body: { code: 'attachment-unknown', errors: [{ pointer: '/photoAttachmentId' }] }
  })
  const second = await uploaded()
  t.match(ok(await change(id, { photoAttachmentId: second }, as)), { photoAttachmentId: second })
  t.equal((await call('DELETE', `/v1/attachments/${second}`, { as: keeper(village) })).status, 403)
  await call('DELETE', `/v1/attachments/${second}`, { as, headers: { 'if-match': '*' } })
  t.match(await read(), { photoAttachmentId: null }, 'gone with its file')
  t.match(ok(await change(id, { photoAttachmentId: null }, as)), { photoAttachmentId: null })
})

t.test('a board with notices on it does not end, and did not begin later', async (t) => {
  const id = await board(township, { place: '政务大厅' })
  const posted = ok(await hang(id, township, { postedOn: '2026-02-10' })).id
  for (const [body, status] of [
    [{ until: '2026-03-01' }, 409],
    [{ since: '2026-02-11' }, 409],
    [{ since: '2026-02-10' }, 200]
  ] as const)
    t.equal((await change(id, body, keeper(township))).status, status, JSON.stringify(body))
  ok(await step(posted, 'remove', { on: '2026-02-20' }, keeper(township)))
  t.equal((await change(id, { until: '2026-02-19' }, keeper(township))).body.code, 'notice-board-in-use')
  ok(await change(id, { until: '2026-02-20' }, keeper(township)))
})

t.test('refused, and nothing written', async (t) => {
  const id = await board(village, { place: '文化广场' })
  const body = { unitCode: village, place: '卫生室', since: '2026-03-02' }
  const wrong = (more: object, is: [number, string, string?]) => ({ body: { ...body, ...more }, is })
  await refused(
    t,
    service,
    { method: 'POST', url, as: keeper(village), body },
    {
      'by a neighbour': { as: keeper('220102002'), is: [404, 'not-found', '/unitCode'] },
      'by the operator': { as: keeper('*'), is: [404, 'not-found', '/unitCode'] },
      'without the role': { as: keeper(village, ['viewer']), is: [403, 'role-missing'] },
      tomorrow: wrong({ since: '2026-03-03' }, [422, 'notice-board-day', '/since']),
      'ended tomorrow': wrong({ since: '2026-03-01', until: '2026-03-03' }, [
        422,
        'notice-board-day',
        '/until'
      ]),
      'ended when it began': wrong({ until: '2026-03-02' }, [422, 'notice-board-day', '/until']),
      'at the same place': wrong({ place: '文化广场' }, [409, 'notice-board-twice']),
      'no place': wrong({ place: ' ' }, [400, 'validation-failed', '/place'])
    }
  )
  await refused(
    t,
    service,
    { method: 'PATCH', url: `${url}/${id}`, as: keeper(village), headers: { 'if-match': '"1"' } },
    {
      'by a neighbour': {
        as: keeper('220102002'),
        body: { place: '别处' },
        is: [404, 'notice-board-not-found']
      },
      'another version': {
        body: { place: '别处' },
        headers: { 'if-match': '"9"' },
        is: [412, 'version-stale']
      },
      nothing: { body: {}, is: [400, 'validation-failed'] }
    }
  )
})
