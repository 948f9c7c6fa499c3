import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages } from '../../phrases/languages.ts'
import { queryClient } from './client.ts'
import { chooseLanguage } from './language.ts'
import { useRoleName } from './role.ts'
import { endSession, useSession } from './session.ts'

/** Sentences that came from the hub are asked for anew in the chosen language. */
export function LanguageMenu(): ReactNode {
  const { t, i18n } = useTranslation()
  const current = isLanguage(i18n.language) ? i18n.language : 'en'
  return (
    <Menu>
      <Menu.Target>
        <button
          type="button"
          className="head-button"
          aria-label={`${current.slice(0, 2).toUpperCase()}: ${t('shell.language.current', { name: languages[current] })}`}
          title={t('shell.language.label')}
        >
          <span className="head-code">{current.slice(0, 2).toUpperCase()}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(languages).map(([code, name]) => (
          <Menu.Item
            key={code}
            lang={code}
            rightSection={code === current ? <IconCheck size={16} aria-hidden /> : null}
            aria-current={code === current}
            onClick={() => {
              if (isLanguage(code)) void chooseLanguage(code).then(() => queryClient.invalidateQueries())
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const appearances: readonly { scheme: MantineColorScheme; name: 'light' | 'dark' | 'system'; Icon: typeof IconSun }[] =
  [
    { scheme: 'light', name: 'light', Icon: IconSun },
    { scheme: 'dark', name: 'dark', Icon: IconMoon },
    { scheme: 'auto', name: 'system', Icon: IconDeviceDesktop },
  ]

export function AppearanceMenu(): ReactNode {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Icon = appearances.find(({ scheme }) => scheme === colorScheme)?.Icon ?? IconDeviceDesktop
  return (
    <Menu>
      <Menu.Target>
        <button
          type="button"
          className="head-button"
          aria-label={t('shell.appearance.label')}
          title={t('shell.appearance.label')}
        >
          <Icon size={18} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {appearances.map(({ scheme, name, Icon: Own }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Own size={16} aria-hidden />}
            rightSection={scheme === colorScheme ? <IconCheck size={16} aria-hidden /> : null}
            aria-current={scheme === colorScheme}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`shell.appearance.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function AccountMenu({ showKeys }: { showKeys: () => void }): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const { person, partner, organization } = useSession()
  return (
    <Menu width={260}>
      <Menu.Target>
        <button
          type="button"
          className="head-button"
          aria-label={t('shell.account.of', { name: person.displayName })}
          title={person.displayName}
        >
          <span className="avatar" data-initials={initials(person.displayName)} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="menu-who">
          <p className="strong">{person.displayName}</p>
          <p className="soft clip">{person.email}</p>
          <p className="soft">
            {roleName(person.role, person.roleName)} · {organization?.name ?? partner.name}
          </p>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account">
          {t('shell.account.own')}
        </Menu.Item>
        <Menu.Item rightSection={<kbd aria-hidden>?</kbd>} onClick={showKeys}>
          {t('shell.account.keys')}
        </Menu.Item>
        <Menu.Item onClick={() => void endSession()}>{t('shell.account.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words
  return picked
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
