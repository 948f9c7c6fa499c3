import type { RawBuilder, Transaction } from 'kysely'
import type { Language } from '../phrases/languages.ts'
import type { Actor } from './access.ts'
import type { AuditEvent, Origin } from './audit.ts'
import type { Config } from './config.ts'
import type { EnqueueOptions, Job, JobPayload } from './jobs.ts'
import type { Log } from './log.ts'
import type { Database } from './tables.ts'

/**
 * The only way of a rule to the database, the clock, the audit trail and the queue. `tx` has set the application's role and
 * the actor's reach, and ends with the request or the job.
 */
export type Context = {
  tx: Transaction<Database>
  actor: Actor
  now: Date
  language: Language
  trackingId: string
  /** Where the request comes from; left out where nobody asked: jobs, start. */
  facts?: Origin | undefined
  config: Config
  /** The demo data and its accounts are there, and the pages may say so. */
  demo: boolean
  /** The address that people use, without a slash at its end; links in mails begin with it. */
  hubUrl(): string
  log: Log
  /** Written in this transaction: it stands or falls with the act. Several where one act is told to each whom it concerns. */
  audit(event: AuditEvent | readonly AuditEvent[]): Promise<void>
  /** Enqueued in this transaction: the job runs only if the act holds. */
  enqueue<J extends Job>(job: J, payload: JobPayload<J>, options?: EnqueueOptions): Promise<void>
}

/** What a handler with `transaction: 'own'` gets instead of a transaction: the means to open its own. */
export type OwnContext = Omit<Context, 'tx' | 'audit' | 'enqueue' | 'actor'> & {
  /** null on endpoints that are open to anyone and called without credentials. */
  actor: Actor | null
  /** One transaction with the actor's role and reach, repeated as a whole on 40001 and 40P01. */
  transaction<Result>(work: (context: Context) => Promise<Result>, options?: TransactionOptions): Promise<Result>
  /** One reading statement in the name of this actor, in one journey to the database. Its values are texts. */
  read<Row>(statement: RawBuilder<Row>, actor: Actor): Promise<Row[]>
  /** Aborted when the client goes away or the hub stops. */
  signal: AbortSignal
  /** Every partner of the hub. For the demo's open mailbox, which belongs to no partner; else it is the jobs' to ask. */
  partnerIds(): Promise<string[]>
}

export type TransactionOptions = {
  /** Another actor than the request's: sign-in, set-up, jobs. */
  actor?: Actor
  /** An exact sign-in name, to be looked up before any partner is known. */
  credential?: string
  /** No reach at all: only tables without a tenant. */
  anonymous?: boolean
  /** Do not repeat: the work reads a stream. */
  once?: boolean
  /**
   * Nothing is written but the record that somebody read: the answer does not wait for the disk. Should the database's machine fail, the
   * records of its last half second are lost; no act that changes anything is.
   */
  reads?: boolean
  /** What a reading records waits for the disk all the same. */
  durable?: boolean
}
