import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException
} from '@aws-sdk/client-s3'
import type { Bucket } from '../../platform/values/bucket.ts'
import { ObjectMissing, type ObjectStore } from './object-store.ts'

// Loaded only where a bucket is configured: the client is 758 kB of code.

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
}

/** How long the store may take, in milliseconds. */
const CONNECT_MS = 3000
const ANSWER_MS = 10_000
/** A slow reader of a download holds up its connection for so long without harm. */
const SILENT_MS = 120_000
/** An upload that is slower than this is given up, in bytes a millisecond. */
const LEAST_RATE = 1000
const ATTEMPTS = 2
const PAUSE_MS = 200

/**
 * Keeps objects in a bucket. An object has its whole size when it is sent, so one request stores it: it is
 * there as a whole or not at all.
 */
export function s3Store(
  bucket: Bucket,
  credentials: Credentials,
  drafts: string,
  answerMs = ANSWER_MS
): ObjectStore {
  const client = clientOf(bucket, credentials)
  const placeOf = (name: string) => ({ Bucket: bucket.name, Key: `${bucket.prefix}${name}` })
  const soon = { requestTimeout: answerMs }
  const remove = async (name: string) => {
    await client.send(new DeleteObjectCommand(placeOf(name)), soon)
  }
  return {
    drafts,
    async put(draft, name) {
      const { size } = await stat(draft)
      const about = { ...placeOf(name), ContentLength: size, ChecksumSHA256: await checksumOf(draft) }
      const abortMs = answerMs + Math.ceil(size / LEAST_RATE)
      // The client sends a stream once only: each attempt reads the file from its start.
      await repeated(() => {
        const command = new PutObjectCommand({ ...about, Body: createReadStream(draft) })
        return client.send(command, { abortSignal: AbortSignal.timeout(abortMs) })
      })
    },
    async read(name, from, to) {
      const command = new GetObjectCommand({ ...placeOf(name), Range: `bytes=${from}-${to - 1}` })
      const { Body } = await client.send(command, soon).catch((error: unknown) => {
        throw isMissing(error) ? new ObjectMissing(name) : error
      })
      if (!(Body instanceof Readable)) throw new Error('the store answered without a content')
      return Body
    },
    remove,
    // Removing what is not there tries the address, the credentials and the bucket, and leaves nothing.
    check: () => remove('check')
  }
}

function clientOf({ endpoint, region }: Bucket, credentials: Credentials): S3Client {
  return new S3Client({
    region,
    credentials,
    ...(endpoint !== undefined && { endpoint }),
    // Servers of an intranet seldom have a name for each bucket.
    forcePathStyle: endpoint !== undefined,
    // Older servers of the same kind do not know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: ATTEMPTS,
    logger: silent,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      throwOnRequestTimeout: true
    }
  })
}

/** What fails is thrown, and logged by whoever asked. Without a logger the client writes to the console. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }

/** The store refuses a body that was changed on its way. */
async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('base64')
}

async function repeated(attempt: () => Promise<unknown>): Promise<void> {
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      await attempt()
      return
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw error
      await pause(PAUSE_MS)
    }
  }
}

/** Whether another attempt may succeed: not after a refusal, and not after one that took all its time. */
function isPassing(error: unknown): boolean {
  if (error instanceof Error && error.name === 'AbortError') return false
  const { httpStatusCode: status = 0 } = error instanceof S3ServiceException ? error.$metadata : {}
  return status < 400 || status >= 500 || status === 429
}

/** The object is gone, or shorter than it was. A missing bucket is another matter: the store is not there. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'InvalidRange')
}
