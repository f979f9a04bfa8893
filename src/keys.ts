import { type Contents, checkContents, createKeyring, type Keyring, openStore } from './attachments/index.ts'
import { createVault, type Vault, warnOfOtherKeys as warnOfIdentities } from './cases/index.ts'
import type { Config } from './config.ts'
import { type Hasher, recipientHasher } from './funds/index.ts'
import { type AuditKey, auditKey, secretInFile } from './platform/audit/key.ts'
import { lastSeal } from './platform/audit/store.ts'
import type { AppContext } from './platform/work/work.ts'
import { createSecrets, type Secrets } from './webhooks/index.ts'

/** The key of the audit trail: the configured one, or one kept in the data folder. */
export function auditKeyOf({ AUDIT_KEY, DATA_DIR }: Config): AuditKey {
  return auditKey(AUDIT_KEY ?? secretInFile(DATA_DIR, 'audit-key'))
}

/** The vault of identities: it seals under the current key, and opens what the previous key sealed, too. */
export function vaultOf({ IDENTITY_KEY, IDENTITY_KEY_PREVIOUS, DATA_DIR }: Config): Vault {
  const present = IDENTITY_KEY ?? secretInFile(DATA_DIR, 'identity-key')
  return createVault(IDENTITY_KEY_PREVIOUS === undefined ? [present] : [present, IDENTITY_KEY_PREVIOUS])
}

/** The keys of attachments: the current one seals, and the previous one opens, too. */
export function keyringOf({ ATTACHMENT_KEY, ATTACHMENT_KEY_PREVIOUS, DATA_DIR }: Config): Keyring {
  const present = ATTACHMENT_KEY ?? secretInFile(DATA_DIR, 'attachment-key')
  return createKeyring(ATTACHMENT_KEY_PREVIOUS === undefined ? [present] : [present, ATTACHMENT_KEY_PREVIOUS])
}

/** The store of attachments, with its keys. */
export async function contentsOf(config: Config): Promise<Contents> {
  return { store: await openStore(config), keyring: keyringOf(config) }
}

/** What seals the secrets of webhooks: the current key seals, and the previous one opens, too. */
export function webhookSecretsOf({ WEBHOOK_KEY, WEBHOOK_KEY_PREVIOUS, DATA_DIR }: Config): Secrets {
  const present = WEBHOOK_KEY ?? secretInFile(DATA_DIR, 'webhook-key')
  return createSecrets(WEBHOOK_KEY_PREVIOUS === undefined ? [present] : [present, WEBHOOK_KEY_PREVIOUS])
}

/** The hash of recipients' identity numbers, with the configured key or one kept in the data folder. */
export function hasherOf({ RECIPIENT_KEY, DATA_DIR }: Config): Hasher {
  return recipientHasher(RECIPIENT_KEY ?? secretInFile(DATA_DIR, 'recipient-key'))
}

/**
 * What was sealed under another key cannot be verified or opened with this one, and a store that cannot be
 * reached keeps nothing: better to hear of it now.
 */
export async function checkKeys(
  context: AppContext,
  { vault, contents }: { vault: Vault; contents: Contents }
): Promise<void> {
  const last = await lastSeal(context.db)
  if (last !== undefined && last.keyId !== context.auditKey.id) {
    context.log.error({
      event: 'audit.other-key',
      sealed: last.keyId,
      own: context.auditKey.id,
      hint: 'set AUDIT_KEY as it was'
    })
  }
  await warnOfIdentities(context, vault)
  await checkContents(context, contents)
}
