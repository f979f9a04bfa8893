import { eraseAttachments } from '../../attachments/index.ts'
import type { Work } from '../../platform/work/work.ts'
import '../tables.ts'

/**
 * Erases the files of cases and of their letters together with the identities: a photograph of an identity
 * card says as much as the identity.
 */
export async function eraseFiles(
  work: Work,
  cases: readonly { id: string; unitCode: string }[]
): Promise<void> {
  if (cases.length === 0) return
  const letters = await work.tx
    .selectFrom('case_letter')
    .select(['id', 'unit_code as unitCode', 'path'])
    .where(
      'case_id',
      'in',
      cases.map(({ id }) => id)
    )
    .execute()
  await eraseAttachments(work, 'case', cases)
  await eraseAttachments(work, 'letter', letters)
}
