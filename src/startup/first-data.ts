import { basename } from 'node:path'
import { addUsualProgrammes } from '../funds/index.ts'
import { system } from '../platform/auth/actor.ts'
import { fill, Refusal } from '../platform/errors/refusal.ts'
import { type AppContext, work } from '../platform/work/work.ts'
import { seedUnits } from '../units/index.ts'
import { StartError } from './start-error.ts'

export type Say = (line: string) => void

/**
 * What a new database begins with: the units of a file, where there are none, and the usual programmes of a
 * province, where it has none. What exists stays as it is.
 */
export async function loadFirstData(context: AppContext, file: string | undefined, say: Say): Promise<void> {
  if (file !== undefined) await loadUnits(context, file, say)
  const added = await work(context, { actor: system }, addUsualProgrammes)
  if (added > 0) say(`added ${added} usual programmes of assistance`)
}

async function loadUnits(context: AppContext, file: string, say: Say): Promise<void> {
  say(`loading units from ${basename(file)}, unless there are units already …`)
  const loaded = await seedUnits(context, file).catch((error: Error) => {
    throw new StartError(`The units of ${file} cannot be loaded: ${faultsOf(error)}`)
  })
  if (loaded !== undefined) say(`loaded ${loaded.created} units`)
}

/** The reasons why a file of units was refused, one per line. */
function faultsOf(error: Error): string {
  const faults = error instanceof Refusal ? (error.particulars.faults ?? []) : []
  const lines = faults.slice(0, 20).map(({ pointer, column, sentence, values, labels }) => {
    const place = column === undefined ? pointer : `${pointer}, ${column}`
    return `\n  ${place}: ${fill(sentence, 'en', values, labels)}`
  })
  return error.message + lines.join('')
}
