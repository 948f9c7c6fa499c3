import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Announcements } from '../kit/Announcements.tsx'
import { AwayBanner } from '../kit/AwayBanner.tsx'
import { AppearanceMenu, LanguageMenu } from '../kit/Menus.tsx'
import { useTitle } from '../kit/Page.tsx'

/** The frame of pages that are open without a session. */
export function Door({ heading, title, children }: { heading: string; title: string; children: ReactNode }): ReactNode {
  const { t } = useTranslation()
  useTitle(title)
  return (
    <div className="door">
      <AwayBanner />
      <header className="door-head">
        <span className="brand">
          <i aria-hidden />
          {t('shell.product')}
        </span>
        <span className="grow" />
        <LanguageMenu />
        <AppearanceMenu />
      </header>
      <main className="door-main">
        <h1>{heading}</h1>
        {children}
      </main>
      <Announcements />
    </div>
  )
}
