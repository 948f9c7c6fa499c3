import { Checkpoint } from '../../api/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { isSignedBy, signingKey } from '../../platform/signing-key.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import type { Mark } from './verify.ts'

/** Signs the newest seal and keeps the checkpoint; the one that is there where nothing was sealed since. */
export async function makeCheckpoint(context: Context): Promise<Checkpoint> {
  const { tx, actor, now } = context
  const seal = await tx
    .selectFrom('audit_seals')
    .select(['number', 'last_position', 'hash'])
    .where('partner_id', '=', actor.partnerId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!seal) throw new Refusal('audit.nothing_sealed')
  const key = signingKey(context.config, context.demo)
  const known = await newestCheckpoint(context)
  if (known && known.number === seal.number && known.publicKey === key.publicKey) return known
  const facts = {
    partnerId: actor.partnerId,
    at: now.toISOString(),
    number: seal.number,
    position: seal.last_position,
    hash: seal.hash.toString('hex'),
    publicKey: key.publicKey,
  }
  const signature = key.sign(signedText(facts))
  await tx
    .insertInto('audit_checkpoints')
    .values({
      partner_id: actor.partnerId,
      id: uuidv7(now.getTime()),
      at: now,
      number: seal.number,
      position: seal.last_position,
      hash: seal.hash,
      public_key: key.publicKey,
      signature,
    })
    .execute()
  return { ...facts, signature }
}

export async function newestCheckpoint({ tx, actor }: Context): Promise<Checkpoint | null> {
  const row = await tx
    .selectFrom('audit_checkpoints')
    .select(['at', 'number', 'position', 'hash', 'public_key', 'signature'])
    .where('partner_id', '=', actor.partnerId)
    .orderBy('number', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    partnerId: actor.partnerId,
    at: row.at.toISOString(),
    number: row.number,
    position: row.position,
    hash: row.hash.toString('hex'),
    publicKey: row.public_key,
    signature: row.signature,
  }
}

/** Every checkpoint in the text of a file, one or a list; null where it is none, or one is not signed by the key that it names. */
export function readCheckpoints(text: string): Checkpoint[] | null {
  try {
    const parsed = Checkpoint.array().safeParse([JSON.parse(text)].flat())
    return parsed.success && parsed.data.length > 0 && parsed.data.every(isGenuine) ? parsed.data : null
  } catch {
    return null
  }
}

function isGenuine(checkpoint: Checkpoint): boolean {
  return isSignedBy(checkpoint.publicKey, signedText(checkpoint), checkpoint.signature)
}

export function markOf(checkpoint: Checkpoint): Mark {
  return {
    number: checkpoint.number,
    position: checkpoint.position,
    hash: Buffer.from(checkpoint.hash, 'hex'),
  }
}

function signedText({ partnerId, at, number, position, hash, publicKey }: Omit<Checkpoint, 'signature'>): string {
  return JSON.stringify(['cordboard audit checkpoint', partnerId, at, number, position, hash, publicKey])
}
