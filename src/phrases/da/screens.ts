import { access } from './access.ts'
import { account } from './account.ts'
import { administrators } from './administrators.ts'
import { audit } from './audit.ts'
import { common } from './common.ts'
import { directory } from './directory.ts'
import { helpdesk } from './helpdesk.ts'
import { identity } from './identity.ts'
import { imports } from './imports.ts'
import { lookup } from './lookup.ts'
import { mail } from './mail.ts'
import { packages } from './packages.ts'
import { partners } from './partners.ts'
import { shell } from './shell.ts'

/** What screens say, and all that a browser loads. */
export const screens = {
  common,
  shell,
  identity: { ...identity, administrators },
  access,
  account,
  partners,
  directory,
  packages,
  lookup,
  imports,
  helpdesk,
  audit,
  mail,
}
