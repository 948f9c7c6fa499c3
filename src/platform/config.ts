import { z } from 'zod'

const whole = (fallback: number, least: number, most: number) => {
  const wanted = `must be a whole number from ${least} to ${most}`
  return z.coerce.number(wanted).int(wanted).min(least, wanted).max(most, wanted).default(fallback)
}
const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0', ''], 'must be true or false')
    .default(fallback ? 'true' : 'false')
    .transform((value) => value === 'true' || value === '1')

function isSmtpAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const bare = (url.pathname === '' || url.pathname === '/') && url.search === '' && url.hash === ''
  return (url.protocol === 'smtp:' || url.protocol === 'smtps:') && url.hostname !== '' && bare
}

/** A page below a path would find neither its files nor its API, and what stands before or behind would get into every link. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return (url.protocol === 'http:' || url.protocol === 'https:') && bare
}

function isKeyList(text: string): boolean {
  return text.split(',').every((key) => Buffer.from(key.trim(), 'base64').length === 32)
}

/** Every setting: read from the environment, validated whole at start. docs/configuration.md is made from this. */
export const settings = {
  PORT: whole(8080, 0, 65535).describe('Port to listen on; 0 takes a free one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('data')
    .describe('Folder of the embedded database and of the key that signs the audit.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional()
    .describe('A PostgreSQL server, version 15 or newer, by its owner login. Without it the hub starts its own.'),
  DATABASE_CONNECTIONS: whole(12, 2, 500).describe(
    'Connections to the database for what writes: requests and jobs. As many again for what reads, a quarter of it to know who asks, and six for the queue. With IMPORTS_AT_ONCE and IMPORT_APPLIERS as they are, the hub starts from 11 on; with both at 1, from 4 on.',
  ),
  READING_SECONDS: whole(15, 1, 3600).describe(
    'How long one statement of a request that reads may take. Then the request is refused, and its connection is free for others.',
  ),
  PUBLIC_URL: z
    .string()
    .refine(
      isOrigin,
      'must be http:// or https:// with the host, and the port where it is not the usual one, as https://hub.example.com: no user name, no path and nothing behind it',
    )
    .transform((text) => new URL(text).origin)
    .optional()
    .describe(
      'The address people use, as https://hub.example.com, without a path: the hub has a host name of its own. Links are made from it; with https the cookie is secure. Without it, a hub that listens on loopback answers only to HOST, localhost, names below localhost and IP addresses: another name could be any website that its own name server leads here.',
    ),
  TRUST_PROXY: flag(false).describe('Take the client address from X-Forwarded-For. Only behind a proxy that sets it.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info')
    .describe('How much is logged.'),
  AUDIT_SIGNING_KEY: z
    .string()
    .min(40, 'must be an Ed25519 private key: PEM, or base64 of PKCS #8')
    .optional()
    .describe(
      'Ed25519 private key that signs checkpoints of the audit: PEM, or base64 of PKCS #8. Without it one is made in DATA_DIR; set it where several nodes serve.',
    ),
  SECRET_KEY: z
    .string()
    .refine(isKeyList, 'must be 32 random bytes as base64 (openssl rand -base64 32); several, with commas between')
    .optional()
    .describe(
      'Seals what must be read again, as the secrets of second factors: 32 random bytes as base64. Several, with commas between: the first seals, all open. Without it a file secret.key is made in DATA_DIR; several hubs on one database need the same key.',
    ),
  SESSION_IDLE_MINUTES: whole(60, 1, 10_080).describe('A session ends after this long without use.'),
  SESSION_HOURS: whole(12, 1, 720).describe('A session ends after this long whatever its use.'),
  TOKEN_HOURS: whole(12, 1, 2160).describe('Life of an access token of a service app.'),
  SIGN_IN_FAILURES: whole(10, 1, 1000).describe(
    'Failed sign-ins in 15 minutes before an account must wait; an address may fail ten times as often.',
  ),
  REQUESTS_PER_MINUTE: whole(1000, 1, 10_000_000).describe('Requests a minute for each token, session or address.'),
  SMTP_URL: z
    .string()
    .refine(
      isSmtpAddress,
      'must be smtp://host:port or smtps://host:port, with user:password@ where it asks for a sign-in, and nothing after the port',
    )
    .optional()
    .describe(
      'The mail server, as smtp://user:password@mail.example.com:587, or smtps:// for TLS from the start. Without it mails wait and say so.',
    ),
  MAIL_FROM: z
    .email('must be an e-mail address')
    .optional()
    .describe('The address that mails come from; needed with SMTP_URL. The name beside it is the name of the partner.'),
  MAIL_REPLY_TO: z
    .email('must be an e-mail address')
    .optional()
    .describe('Where answers to mails go. Without it they go to MAIL_FROM.'),
  MAIL_RETRY_SECONDS: whole(60, 1, 3600).describe(
    'How long a mail waits after its first failed try; doubled with each try, to an hour at most.',
  ),
  MAIL_KEEP_DAYS: whole(90, 1, 3650).describe('How long the list of mails keeps one.'),
  MAILBOX: flag(false).describe(
    'Open the built-in mailbox, where anyone who reaches the hub reads every mail and its links. For development only; the demo always has it.',
  ),
  IMPORT_BYTES: whole(1_000_000_000, 1000, 100_000_000_000).describe('Largest file that an import takes, in bytes.'),
  IMPORT_ROWS: whole(1_000_000, 1, 100_000_000).describe('Most rows that an import takes.'),
  UPLOAD_MINUTES: whole(60, 1, 1440).describe(
    'How long an upload may take, however steadily it comes: meanwhile it holds a connection to the database.',
  ),
  IMPORT_APPLIERS: whole(2, 1, 16).describe('How many batches of one import are applied at once.'),
  IMPORTS_AT_ONCE: whole(2, 1, 4).describe(
    'How many imports, each of another customer, a node plans at once, and how many it applies. A large one then holds up no small one. IMPORTS_AT_ONCE × (2 × IMPORT_APPLIERS + 1) must be less than DATABASE_CONNECTIONS.',
  ),
  IMPORT_KEEP_DAYS: whole(7, 1, 3650).describe(
    'How long the rows and the file of an import are kept after its end. The import itself stays, with its counts.',
  ),
  REQUIRE_NUMBER_FOR_ALL_CALLING: flag(true).describe(
    'Ask number or extension and location for every calling package, Webex Voice and Customer Assist too; false keeps to the published table.',
  ),
} as const

const Config = z
  .object(settings)
  .refine((config) => config.SMTP_URL === undefined || config.MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    message: 'mails need an address to come from where SMTP_URL is set',
  })
  .refine((config) => config.IMPORTS_AT_ONCE * (config.IMPORT_APPLIERS * 2 + 1) < config.DATABASE_CONNECTIONS, {
    path: ['IMPORT_APPLIERS'],
    message:
      'of each import at once (IMPORTS_AT_ONCE), each applier uses up to two connections and the planning one: together they must be fewer than DATABASE_CONNECTIONS',
  })
export type Config = z.infer<typeof Config>

/** The folder of the embedded database and of keys. The demo has one of its own: it never mixes with real data. */
export function dataFolder(config: Pick<Config, 'DATA_DIR'>, demo: boolean): string {
  return demo && config.DATA_DIR === 'data' ? 'data/demo' : config.DATA_DIR
}

/** Thrown with every fault of the configuration at once. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError'
}

const secrets: ReadonlySet<string> = new Set(['DATABASE_URL', 'AUDIT_SIGNING_KEY', 'SECRET_KEY', 'SMTP_URL'])

export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([key, value]) => key in settings && value !== undefined && value !== ''),
  )
  const result = Config.safeParse(given)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ code, path, message }) => {
    const name = path.join('.')
    // What is said of one setting alone shows what stands there now; a secret is never shown.
    const shows = code !== 'custom' && !secrets.has(name)
    return `  ${name}: ${message}${shows ? `, not “${given[name] ?? ''}”` : ''}`
  })
  throw new ConfigurationError(`The configuration is not valid:\n${faults.join('\n')}\nSee docs/configuration.md.`)
}
