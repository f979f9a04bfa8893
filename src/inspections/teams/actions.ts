import { v7 as uuid } from 'uuid'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { lotOf, seedOf } from '../../platform/draw/lot.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { candidates, originsOf } from '../staff/team-store.ts'
import { locked } from '../steps/actions.ts'
import * as rules from './rules.ts'
import type { TeamDraw, TeamDrawing } from './schema.ts'
import * as store from './store.ts'

/** Draws the team of an inspection from the registers (双随机), until the inspection begins. */
export async function drawTeam(
  work: Work,
  inspectionId: string,
  { size, reason, ...wanted }: TeamDrawing
): Promise<TeamDraw & { version: number }> {
  const { tx, actor, now } = work
  const inspection = await locked(work, inspectionId, 'draw-team')
  const lot = lotOf(wanted)
  const areas = inspection.areas.map(({ area }) => area)
  const frame = await frameFor(tx, { ...inspection, areas })
  const chosen = { size, reason, seed: seedOf(lot), seedSource: lot.seedSource }
  const draw = rules.draw(frame, chosen, await store.earlier(tx, inspectionId))
  const id = uuid({ msecs: now.getTime() })
  await insertRecord(tx, 'team_draw', {
    ...draw,
    id,
    inspectionId,
    areas,
    excluded: JSON.stringify(draw.excluded),
    drawnAt: now.toISOString(),
    drawnBy: actor.sub,
    unitCode: inspection.hasPassed ? inspection.unitCode : null
  })
  await updateRecord(work, 'inspection', inspectionId, { team: draw.selected })
  // Read back, so that the hash uses the same text of the instant as a later verification.
  const made = present(await store.find(tx, actor, id))
  const { ordinal, population, seed, frameHash } = made
  const noted = { drawId: id, ordinal, size, population, seed, frameHash, evidence: rules.evidence(made) }
  const { unitCode, path } = inspection
  work.record('inspection.team-drawn', { id: inspectionId, unitCode, path }, noted)
  return { ...made, version: 1 }
}

async function frameFor(tx: Tx, errand: rules.Errand & { acting: string; path: string }) {
  const register = await store.register(tx, errand)
  const { people, linesOf } = await candidates(tx, [...register.keys()])
  const all = people.map((one) => ({ ...one, qualifications: register.get(one.id) ?? [] }))
  return rules.frameOf(all, { ...errand, ...(await originsOf(tx, errand.targetCode)) }, linesOf)
}
