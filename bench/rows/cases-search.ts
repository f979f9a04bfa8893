import { type Bench, type Row, serve } from '../support/bench.ts'
import { caseDatabase } from '../support/cases.ts'
import { atLeast, compared, type Line } from '../support/result.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** Words of two, four and more characters among the summaries of a million cases, frequent and rare. */
export const casesSearch: Row = { name: 'cases-search', measure }

const words = ['低保', '金额不足', '第77777件', '长春', '没有这句话']

async function measure(bench: Bench): Promise<Line[]> {
  const database = await caseDatabase(bench)
  const { postgres, isQuick, say } = bench
  const server = await serve(bench, database)
  const [ours, scan]: [number[], number[]] = [[], []]
  try {
    const headers = bearer(await tokenOf('22', 'caseworker'))
    const search = async (q: string) => {
      const answer = await fetch(`${server.url}/v1/cases?q=${encodeURIComponent(q)}`, { headers })
      if (answer.status !== 200) throw new Error(`the search answered ${answer.status}`)
      await answer.arrayBuffer()
    }
    for (let round = 0; round < (isQuick ? 1 : 5); round++) {
      ours.push(await timed(words, search))
      scan.push(await timed(words, (q) => postgres.query(database, plain(q))))
      say(`ours ${ours.at(-1)?.toFixed(0)} ms, scan ${scan.at(-1)?.toFixed(0)} ms for ${words.length} words`)
    }
  } finally {
    await server.stop()
  }
  const what = 'search of five words'
  return [
    compared({
      row: casesSearch.name,
      what,
      ours,
      other: scan,
      otherName: 'like',
      unit: 'ms',
      isInverse: true,
      bar: atLeast(2)
    })
  ]
}

/** As it is asked where there is no index of words. */
function plain(q: string): string {
  return `select * from petition_case where within_1 = '22' and summary like '%${q}%' order by next_due_on, id limit 51`
}

async function timed(list: readonly string[], search: (q: string) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  for (const q of list) await search(q)
  return performance.now() - startedAt
}
