import { access } from './access.ts'
import { account } from './account.ts'
import { administratorErrors } from './administrator-errors.ts'
import { administrators } from './administrators.ts'
import { audit } from './audit.ts'
import { common } from './common.ts'
import { directory } from './directory.ts'
import { helpdesk } from './helpdesk.ts'
import { identity } from './identity.ts'
import { imports } from './imports.ts'
import { importsErrors } from './imports-errors.ts'
import { lookup } from './lookup.ts'
import { mail } from './mail.ts'
import { packages } from './packages.ts'
import { partners } from './partners.ts'
import { shell } from './shell.ts'
import { signInErrors } from './sign-in-errors.ts'

export const phrases = {
  common,
  shell,
  identity: { ...identity, administrators, errors: { ...identity.errors, ...signInErrors, ...administratorErrors } },
  access,
  account,
  partners,
  directory,
  packages,
  lookup,
  imports: { ...imports, errors: importsErrors },
  helpdesk,
  audit,
  mail,
}
