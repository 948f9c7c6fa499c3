import { Menu, VisuallyHidden } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { toast } from './Announcements.tsx'
import { useFormat } from './format.ts'
import { ImportState } from './ImportState.tsx'
import { isRunning, shareDone, useRecentImports } from './running.ts'
import { useSession } from './session.ts'

/** How much is running, with progress; reports the end of each import wherever one is. */
export function TasksMenu(): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const session = useSession()
  const imports = useRecentImports()
  const running = imports.filter(isRunning)
  useReports(imports)
  const all = session.organization ? `/customers/${session.organization.id}/imports` : '/tasks'
  const label = running.length > 0 ? t('shell.running.running', { count: running.length }) : t('shell.running.none')
  return (
    <Menu width={320}>
      <Menu.Target>
        <button type="button" className="head-button" title={label}>
          <IconListCheck size={18} aria-hidden />
          {/* The word is not shown on a phone, so the name stands apart from what is seen. */}
          <VisuallyHidden>{`${t('shell.running.label')}: ${label}`}</VisuallyHidden>
          <span className="head-word" aria-hidden>
            {t('shell.running.label')}
          </span>
          {running.length > 0 ? (
            <b className="head-count" aria-hidden>
              {format.number(running.length)}
            </b>
          ) : null}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {imports.length === 0 ? <p className="menu-empty">{t('shell.running.empty')}</p> : null}
        {imports.slice(0, 6).map((one) => (
          <Menu.Item key={one.id} renderRoot={(props) => <ImportLink of={one} {...props} />}>
            <span className="task">
              <span className="task-line">
                <span className="clip" title={one.fileName}>
                  {one.fileName}
                </span>
                {one.status === 'applying' ? (
                  <span className="soft">{format.percent(shareDone(one))}</span>
                ) : (
                  <ImportState of={one} />
                )}
              </span>
              <span className="faint clip">{one.organizationName}</span>
              {isRunning(one) ? (
                <span className="bar bar-more" aria-hidden>
                  <u style={{ left: 0, width: `${shareDone(one) * 100}%` }} />
                </span>
              ) : null}
            </span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item renderRoot={(props) => <Link to={all} {...props} />}>{t('shell.running.all')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function ImportLink({
  of,
  ...rest
}: {
  of: Import
  children?: ReactNode
  className?: string
  onClick?: () => void
}): ReactNode {
  return (
    <Link
      to="/customers/$customerId/imports/$importId"
      params={{ customerId: of.organizationId, importId: of.id }}
      {...rest}
    />
  )
}

function useReports(imports: readonly Import[]): void {
  const { t } = useTranslation()
  const before = useRef(new Map<string, Import['status']>())
  useEffect(() => {
    for (const one of imports) {
      const was = before.current.get(one.id)
      before.current.set(one.id, one.status)
      const ended = (was === 'applying' && one.status !== 'applying') || (was === 'planning' && one.status === 'failed')
      if (!ended || location.pathname.endsWith(`/imports/${one.id}`)) continue
      toast((close) => (
        <>
          <p>
            {t(one.status === 'failed' ? 'shell.running.failed' : 'shell.running.finished', { file: one.fileName })}
          </p>
          <ImportLink of={one} className="link" onClick={close}>
            {t('shell.running.show')}
          </ImportLink>
        </>
      ))
    }
  }, [imports, t])
}
