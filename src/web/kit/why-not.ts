import { useTranslation } from 'react-i18next'
import { useSession } from './session.ts'

/** Why an act that the role itself may allow is shut for this person; undefined where it is the role. */
export function useRestriction(): string | undefined {
  const { t } = useTranslation()
  const [restriction] = useSession().restrictions
  return restriction ? t(`shell.restrictions.${restriction}`) : undefined
}
