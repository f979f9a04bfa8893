import { Type } from 'typebox'

/** Settings of the keys, and of the attachments that are sealed under one of them. */
export const keySettings = {
  AUDIT_KEY: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'Secret under which audit lines are sealed; unset: one is made in DATA_DIR'
    })
  ),
  IDENTITY_KEY: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'Secret under which identities of reporters are sealed; unset: one is made in DATA_DIR'
    })
  ),
  IDENTITY_KEY_PREVIOUS: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'The secret before it, while `npm run reseal-identities` has not been run'
    })
  ),
  RECIPIENT_KEY: Type.Optional(
    Type.String({
      minLength: 32,
      description:
        'Secret under which identity numbers of recipients are hashed; unset: one is made in DATA_DIR'
    })
  ),
  WEBHOOK_KEY: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'Secret under which secrets of webhooks are sealed; unset: one is made in DATA_DIR'
    })
  ),
  WEBHOOK_KEY_PREVIOUS: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'The secret before it, until the hourly step has sealed all of them again'
    })
  ),
  ATTACHMENT_MAX_MB: Type.Integer({
    minimum: 1,
    maximum: 1000,
    default: 50,
    description: 'Size of the largest attachment, in MB'
  }),
  ATTACHMENT_STRIP_POSITION: Type.Boolean({
    default: false,
    description: 'Store pictures (JPG, HEIC, PNG) without the place at which they were taken'
  }),
  ATTACHMENT_STORE: Type.Optional(
    Type.String({
      pattern: '^(/|s3://)',
      description:
        'Folder of the attachments, or s3://bucket/prefix?endpoint=…&region=…; unset: attachments in DATA_DIR'
    })
  ),
  ATTACHMENT_STORE_KEY_ID: Type.Optional(
    Type.String({ minLength: 1, description: 'Access key of the bucket in ATTACHMENT_STORE' })
  ),
  ATTACHMENT_STORE_SECRET: Type.Optional(
    Type.String({ minLength: 1, description: 'Secret of this access key' })
  ),
  ATTACHMENT_KEY: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'Secret under which attachments are sealed; unset: one is made in DATA_DIR'
    })
  ),
  ATTACHMENT_KEY_PREVIOUS: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'The secret before it, while `npm run reseal-attachments` has not been run'
    })
  )
}
