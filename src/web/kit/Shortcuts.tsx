import { Switch } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog.tsx'
import { useSingleKeys } from './keys.ts'
import { customerPlaces, partnerPlaces } from './places.ts'
import { useSession } from './session.ts'

export function Shortcuts({ close }: { close: () => void }): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const params = useParams({ strict: false })
  const [single, setSingle] = useSingleKeys()
  const customerId = params.customerId ?? session.organization?.id
  const places = [...partnerPlaces(session), ...(customerId ? customerPlaces(session, customerId) : [])]
  return (
    <Dialog title={t('shell.keys.title')} close={close} size={520}>
      <div className="keys">
        <Group title={t('shell.keys.acts')}>
          <Key keys={['/']}>{t('shell.keys.search')}</Key>
          <Key keys={['Ctrl', 'K']}>{t('shell.keys.palette')}</Key>
          <Key keys={['?']}>{t('shell.keys.help')}</Key>
          <Key keys={['Esc']}>{t('shell.keys.close')}</Key>
        </Group>
        <Group title={t('shell.keys.lists')}>
          <Key keys={['↓']}>{t('shell.keys.next')}</Key>
          <Key keys={['↑']}>{t('shell.keys.previous')}</Key>
          <Key keys={['Enter']}>{t('shell.keys.open')}</Key>
          {session.organization ? null : <Key keys={['→']}>{t('shell.keys.restrict')}</Key>}
        </Group>
        <Group title={t('shell.keys.places')}>
          {places.map(({ id, key }) => (
            <Key key={id} keys={['g', key]} between={t('shell.keys.followedBy')}>
              {t('shell.keys.goTo', { place: t(`shell.${id}`) })}
            </Key>
          ))}
        </Group>
        <Switch
          checked={single}
          onChange={(event) => setSingle(event.currentTarget.checked)}
          label={t('shell.keys.single')}
          description={t('shell.keys.singleHint')}
        />
      </div>
    </Dialog>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  )
}

function Key({
  keys,
  between,
  children,
}: {
  keys: readonly string[]
  between?: string
  children: ReactNode
}): ReactNode {
  return (
    <div className="key">
      <dt>{children}</dt>
      <dd>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 ? <span className="faint">{between ?? '+'} </span> : null}
            <kbd>{key}</kbd>{' '}
          </span>
        ))}
      </dd>
    </div>
  )
}
