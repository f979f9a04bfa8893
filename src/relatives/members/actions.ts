import { disbursements, type Hasher, mustBeAtHand, refuseFunds } from '../../funds/index.ts'
import type { Work } from '../../platform/work/work.ts'
import { memberColumns } from '../uploads/columns.ts'
import { type GivenFile, takeLines, takeTurn } from '../uploads/intake.ts'
import type { HouseholdMembersTaken } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const target = {
  name: 'member_upload',
  columns: { line: 'integer', recipient_no: 'text', identity_hash: 'bytea' }
} as const

/** @throws disbursement-not-found, members-without-roster; 412 if the caller has read another version */
export async function mustHaveRoster(work: Work, id: string) {
  const batch = await disbursements.seen(work.tx, work.actor, id)
  if (batch === undefined) throw refuseFunds('disbursement-not-found')
  work.match(batch.version)
  const { rosterUploadId } = batch
  if (rosterUploadId === null) throw refuse('members-without-roster')
  return { ...batch, rosterUploadId }
}

/** Takes the members of the households on a roster, as hashes, in place of those before. */
export async function takeMembers(
  work: Work,
  id: string,
  file: GivenFile,
  hashed: Hasher
): Promise<HouseholdMembersTaken & { version: number }> {
  const { tx } = work
  const batch = await mustHaveRoster(work, id)
  const { version, rosterUploadId } = batch
  await mustBeAtHand(tx, batch.period)
  await takeTurn(tx, `members of disbursement ${id}`)
  const before = await store.countsOf(tx, id)
  if (before.fileHash === file.body.digest && before.isCurrent) {
    return { ...before, unchanged: true, normalised: {}, ignored: [], version }
  }
  const taken = await takeLines(tx, memberColumns, target, file, ({ line: at, cells }, line) => {
    const [recipientNo = '', number = ''] = cells
    const idNumber = line.idNumber(number, 'idNumber')
    return [at, recipientNo, idNumber === undefined ? null : hashed(idNumber)]
  })
  const faults = await store.faultsIn(tx, batch)
  taken.refuse(faults, faults[0]?.lines ?? 0)
  const { lines, digest: fileHash, normalised, ignored } = taken
  if (lines === 0 && before.members > 0 && !file.allowEmpty) throw refuseFunds('upload-empty')
  await store.replace(tx, id)
  await store.putFile(work, id, { lines, fileHash, rosterUploadId })
  const now = await store.countsOf(tx, id)
  const { number, members, households } = now
  work.record('disbursement.members-uploaded', batch, { number, members, households, fileHash })
  return { ...now, unchanged: false, normalised, ignored, version }
}
