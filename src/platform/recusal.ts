import type { Work } from './work.ts'

declare module './database/connect.ts' {
  interface Tables {
    recusal: {
      subject_id: string
      sub: string
      at: string
      reason: string
    }
  }
}

/** Somebody steps aside from a record (回避): from now on `disclosed` in scope.ts hides it from him. */
export async function stepAside({ tx, now }: Work, subjectId: string, sub: string, reason: string) {
  await tx
    .insertInto('recusal')
    .values({ subject_id: subjectId, sub, reason, at: now.toISOString() })
    .execute()
}
