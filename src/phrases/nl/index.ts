import { accessErrors } from './access-errors.ts'
import { administratorErrors } from './administrator-errors.ts'
import { auditErrors } from './audit-errors.ts'
import { commonErrors } from './common-errors.ts'
import { directoryErrors } from './directory-errors.ts'
import { identityErrors } from './identity-errors.ts'
import { importsErrors } from './imports-errors.ts'
import { letter } from './letter.ts'
import { mailErrors } from './mail-errors.ts'
import { packagesErrors } from './packages-errors.ts'
import { partnersErrors } from './partners-errors.ts'
import { screens } from './screens.ts'
import { signInErrors } from './sign-in-errors.ts'

export const phrases = {
  ...screens,
  common: { ...screens.common, errors: commonErrors },
  identity: { ...screens.identity, errors: { ...identityErrors, ...signInErrors, ...administratorErrors } },
  access: { ...screens.access, errors: accessErrors },
  partners: { ...screens.partners, errors: partnersErrors },
  directory: { ...screens.directory, errors: directoryErrors },
  packages: { ...screens.packages, errors: packagesErrors },
  imports: { ...screens.imports, errors: importsErrors },
  audit: { ...screens.audit, errors: auditErrors },
  mail: { ...screens.mail, letter, errors: mailErrors },
}
