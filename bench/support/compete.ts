import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { CONNECTIONS } from './load.ts'
import { folder } from './places.ts'
import { run } from './postgres.ts'
import { atLeast, compared, type Line } from './result.ts'
import { rotated } from './statistics.ts'

/** One that does the work for some seconds, and tells how often it did it in a second. */
export type Runner = () => Promise<number>

/** Interleaved, begun with another one each round, after a warm-up. */
export async function compete<Name extends string>(
  { isQuick, say }: Bench,
  runners: Readonly<Partial<Record<Name, Runner>>>
): Promise<Record<Name, number[]>> {
  const all = Object.entries(runners) as [Name, Runner][]
  const scores = Object.fromEntries(all.map(([name]) => [name, [] as number[]])) as Record<Name, number[]>
  for (const [, run] of all) await run()
  for (let round = 0; round < (isQuick ? 3 : 7); round++) {
    for (const [name, run] of rotated(all, round)) scores[name].push(await run())
    say(all.map(([name]) => `${name} ${Math.round(scores[name].at(-1) as number)}/s`).join(', '))
  }
  return scores
}

/** Who is how fast: beside bare pg, of what pgbench reaches, beside the usual where it has such a route. */
export function standings(
  row: string,
  what: string,
  { ours = [], bare = [], usual, limit }: Record<string, number[]>,
  bars: { bare: number; limit: number }
): Line[] {
  const beside = (name: string, other: readonly number[], bar: number, otherName = name) =>
    compared({ row, what: `${what}, ${name}`, ours, other, otherName, unit: 'req/s', bar: atLeast(bar) })
  return [
    beside('beside bare pg', bare, bars.bare, 'bare'),
    limit === undefined
      ? { row, what: `${what}, of the limit`, kind: 'left-out', reason: 'pgbench is not installed' }
      : beside('of the limit', limit, bars.limit, 'pgbench'),
    ...(usual === undefined ? [] : [beside('beside the usual', usual, 1, 'usual')])
  ]
}

/** Transactions a second of pgbench with prepared statements; the scripts are drawn with equal weight. */
export async function pgbench(url: string, scripts: readonly string[], seconds: number): Promise<number> {
  const home = folder('pgbench')
  const files = scripts.flatMap((text, n) => {
    const file = join(home, `script-${n}.sql`)
    writeFileSync(file, text)
    return ['-f', file]
  })
  const how = ['-n', '-M', 'prepared', '-c', String(CONNECTIONS), '-j', '1', '-T', String(seconds)]
  return Number(/^tps = ([\d.]+)/m.exec(await run('pgbench', [...how, ...files, url]))?.[1])
}

/** pgbench has no lists: `:name` is one of many words, drawn by halving. */
export function drawn(name: string, words: readonly string[]): string {
  const halve = (from: number, to: number): string => {
    if (to - from === 1) return words[from] as string
    const middle = (from + to) >> 1
    return `case when :n < ${middle} then ${halve(from, middle)} else ${halve(middle, to)} end`
  }
  return `\\set n random(0, ${words.length - 1})\n\\set ${name} ${halve(0, words.length)}`
}
