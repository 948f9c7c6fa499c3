import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link, Outlet, useLocation, useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AccessBanner } from './AccessBanner.tsx'
import { Announcements } from './Announcements.tsx'
import { AppNav } from './AppNav.tsx'
import { AwayBanner } from './AwayBanner.tsx'
import { BehalfBanner } from './BehalfBanner.tsx'
import { CustomerBar } from './CustomerBar.tsx'
import { FreshSignInHost } from './FreshSignInHost.tsx'
import { useGlobalKeys } from './keys.ts'
import { useLaunches } from './launch.ts'
import { AccountMenu, AppearanceMenu, LanguageMenu } from './Menus.tsx'
import { PaletteDoor, usePaletteSoon } from './PaletteDoor.tsx'
import { PendingBanner } from './PendingBanner.tsx'
import { part } from './parts.ts'
import { customerPlaces, isOthersPlace, partnerPlaces } from './places.ts'
import { SearchField } from './SearchField.tsx'
import { NotForYou } from './Shut.tsx'
import { focusSearch } from './search.ts'
import { homeOf, useSession } from './session.ts'
import { TasksMenu } from './TasksMenu.tsx'
import { Told } from './Told.tsx'

const SidePane = lazy(async () => ({ default: (await part(() => import('./Dialog.tsx'))).SidePane }))
const Shortcuts = lazy(async () => ({ default: (await part(() => import('./Shortcuts.tsx'))).Shortcuts }))

/** Header, navigation and the page. */
export function Shell(): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const navigate = useNavigate()
  const router = useRouter()
  const params = useParams({ strict: false })
  const path = useLocation({ select: ({ pathname }) => pathname.replace(/(?<=.)\/$/, '') })
  const [navOpen, setNavOpen] = useState(false)
  const [paletteOpen, setPaletteOpen] = useState(false)
  const [keysOpen, setKeysOpen] = useState(false)
  const searches = !session.organization && session.permissions.includes('lookup:search')
  const customerId = session.organization?.id ?? params.customerId

  useLaunches()
  usePaletteSoon()
  useGlobalKeys(
    useMemo(
      () => ({
        search: () => (searches ? focusSearch() : setPaletteOpen(true)),
        palette: () => setPaletteOpen(true),
        help: () => setKeysOpen(true),
        go: (letter) => {
          const places = [...partnerPlaces(session), ...(customerId ? customerPlaces(session, customerId) : [])]
          const place = places.find(({ key }) => key === letter)
          if (place) router.history.push(place.to)
          return place !== undefined
        },
      }),
      [searches, session, customerId, router],
    ),
  )

  return (
    <div className="shell">
      <a href="#content" className="skip">
        {t('shell.skip')}
      </a>
      <div className="banners">
        <AwayBanner />
        <BehalfBanner />
        <AccessBanner />
        <PendingBanner />
      </div>
      <header className="header">
        <button
          type="button"
          className="head-button nav-toggle"
          aria-label={t('shell.openNavigation')}
          onClick={() => setNavOpen(true)}
        >
          <IconMenu2 size={20} aria-hidden />
        </button>
        <Link to={homeOf(session)} className="brand">
          <i aria-hidden />
          <span className="brand-name">{t('shell.product')}</span>
          {session.demo ? (
            <span className="chip" title={t('shell.demoHint')}>
              {t('shell.demo')}
            </span>
          ) : null}
        </Link>
        {searches ? (
          <SearchField />
        ) : (
          <button type="button" className="search search-button" onClick={() => setPaletteOpen(true)}>
            <IconSearch size={16} className="search-icon" aria-hidden />
            <span className="grow clip">{t('shell.search.palette')}</span>
            <kbd aria-hidden>Ctrl K</kbd>
          </button>
        )}
        <span className="grow" />
        <div className="head-acts">
          {/* What asks by itself would stand in the record of what was opened. */}
          {session.permissions.includes('imports:read') && !session.access ? <TasksMenu /> : null}
          <span className="head-wide">
            <LanguageMenu />
            <AppearanceMenu />
          </span>
          <AccountMenu showKeys={() => setKeysOpen(true)} />
        </div>
        {customerId ? <CustomerBar customerId={customerId} /> : null}
      </header>
      <nav className="side" aria-label={t('shell.navigation')}>
        <AppNav />
      </nav>
      <main id="content" className="main" tabIndex={-1}>
        {isOthersPlace(session, path, params.customerId) ? <NotForYou /> : <Outlet />}
      </main>
      {navOpen ? (
        <Suspense>
          <SidePane title={t('shell.product')} close={() => setNavOpen(false)} size={280} at="left">
            <nav className="side-phone" aria-label={t('shell.navigation')}>
              <AppNav onGo={() => setNavOpen(false)} />
              <div className="side-settings">
                <LanguageMenu />
                <AppearanceMenu />
              </div>
            </nav>
          </SidePane>
        </Suspense>
      ) : null}
      {paletteOpen ? (
        <PaletteDoor
          close={() => setPaletteOpen(false)}
          showKeys={() => setKeysOpen(true)}
          go={(to) => void navigate({ to })}
        />
      ) : null}
      <Suspense>{keysOpen ? <Shortcuts close={() => setKeysOpen(false)} /> : null}</Suspense>
      <Told />
      <FreshSignInHost />
      <Announcements />
    </div>
  )
}
