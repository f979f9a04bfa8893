import { sql } from 'kysely'
import t from 'tap'
import { testDatabase } from '../support/database.ts'

const { db } = await testDatabase(t)

async function bigrams(text: string): Promise<string[]> {
  const { rows } = await sql<{ pairs: string[] }>`select bigrams(${text}) as pairs`.execute(db)
  return rows[0]?.pairs ?? []
}

function expected(text: string): string[] {
  const letters = [...text.toLowerCase()]
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
}

t.test('every two neighbouring characters', async (t) => {
  for (const text of [
    '',
    '低',
    '低保',
    '低保金',
    'ABC def',
    '𠮷野家 𠮷',
    'a  b',
    '%_\\"{},',
    '啊'.repeat(50)
  ])
    t.strictSame(await bigrams(text), expected(text), JSON.stringify(text))
})

/** The shortest of some readings: others have the machine as well. */
async function shortest(text: string): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let reading = 0; reading < 7; reading += 1) {
    const begun = performance.now()
    await sql`select cardinality(bigrams(${text} || n)) from generate_series(1, 20) n`.execute(db)
    best = Math.min(best, performance.now() - begun)
  }
  return best
}

t.test('ten times the text takes ten times as long, not a hundred times', async (t) => {
  const text = Array.from({ length: 8000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 5000)))
  const short = await shortest(text.slice(0, 800).join(''))
  const long = await shortest(text.join(''))
  t.ok(long < 40 * short, `${short.toFixed(1)} ms and ${long.toFixed(1)} ms`)
})
