import { connect } from 'social-assistance-supervision-client'
import { followed, handIn } from './hotline.ts'
import { pushMonth } from './payments.ts'

/** What a stranger writes in a folder of their own, with the client only. Each line of the output is one fact. */
const { BASE_URL: baseUrl, HOTLINE, PAYER, CALL, MONTH } = process.env
const say = (fact) => console.log(JSON.stringify(fact))

const hotline = connect({ baseUrl, token: HOTLINE })
const call = JSON.parse(CALL)
const id = await handIn(hotline, call)
say({ id, again: (await handIn(hotline, call)) === id })
for await (const { state, number, outcome } of followed(hotline, id)) say({ state, number, outcome })

const { roster, payments, ...month } = JSON.parse(MONTH)
const file = (text) => new Blob([text], { type: 'text/csv' })
const files = { roster: file(roster), payments: file(payments) }
const check = await pushMonth(connect({ baseUrl, token: PAYER }), { ...month, ...files })
say({ totals: check.totals, state: check.state })
