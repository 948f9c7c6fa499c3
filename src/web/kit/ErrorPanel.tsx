import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import type { Problem } from '../../api/common.ts'
import { useCopy } from './Copy.tsx'
import { isAway } from './client.ts'

/** What happened, why, what to do next, and the code and tracking id to copy. */
export function ErrorPanel({
  error,
  title,
  retry,
}: {
  error: unknown
  title?: string
  retry?: (() => void) | undefined
}): ReactNode {
  const { t } = useTranslation()
  const problem = error instanceof ApiError ? error.problem : undefined
  const away = isAway(error)
  const message = problem?.message || (away ? t('shell.away.text') : t('common.errorTitle'))
  // Several faults at once have each its own remedy, and the first is no more than the others.
  const several = problem !== undefined && problem.errors.length > 1 && problem.errors.every((entry) => entry.remedy)
  const details = problem?.errors.filter(({ description }) => several || description !== problem.message) ?? []
  const remedy =
    problem?.errors.find((entry) => entry.remedy)?.remedy ?? (away ? t('shell.away.next') : t('common.errorNext'))
  return (
    <div className="error-panel" role="alert">
      <IconAlertTriangle size={20} className="error-icon" aria-hidden />
      <div className="grow">
        <p className="error-title">{title ?? message}</p>
        {title && !several ? <p>{message}</p> : null}
        {details.length > 0 ? (
          <ul className="error-details">
            {details.map((detail) => (
              <li key={`${detail.field ?? ''}${detail.description}`}>
                {detail.description}
                {several ? <span className="soft"> {detail.remedy}</span> : null}
              </li>
            ))}
          </ul>
        ) : null}
        {several ? null : <p className="soft">{remedy}</p>}
        <div className="error-foot">
          {retry && mayHelp(error) ? <Button onClick={retry}>{t('common.retry')}</Button> : null}
          {problem ? <CodeToCopy problem={problem} /> : null}
        </div>
      </div>
    </div>
  )
}

/** What whoever runs the hub asks for. */
export function CodeToCopy({ problem }: { problem: Problem }): ReactNode {
  const { t } = useTranslation()
  const [copied, copy] = useCopy()
  return (
    <span className="code-to-copy">
      <span className="mono faint">
        {problem.code}
        {problem.trackingId ? ` · ${problem.trackingId}` : ''}
      </span>
      <Button variant="subtle" onClick={() => copy(`${problem.code}\n${problem.trackingId}\n${problem.message}`)}>
        {copied ? t('common.copied') : t('common.copy')}
      </Button>
    </span>
  )
}

/** What is refused for this person's rights, this address or these values stays refused however often it is asked for. */
function mayHelp(error: unknown): boolean {
  return !(error instanceof ApiError) || ![400, 403, 404].includes(error.status)
}
