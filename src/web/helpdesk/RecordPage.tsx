import { type ComponentProps, type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { DetailPage } from '../kit/DetailPage.tsx'
import { addRecent, type RecentRecord } from '../kit/recent.ts'
import { BackTo } from '../kit/Shut.tsx'

const things = { user: 'user', organization: 'customer', device: 'device' } as const

/** The Help Desk's page about one record: it leads back there, and is kept among what was opened last. */
export function RecordPage<Data extends { id: string }>({
  kind,
  ...rest
}: { kind: RecentRecord['kind'] } & Omit<
  ComponentProps<typeof DetailPage<Data>>,
  'thing' | 'unnamed' | 'within' | 'back'
>): ReactNode {
  const { t } = useTranslation()
  const { data } = rest.of
  const id = data?.id
  const title = data === undefined ? undefined : rest.name(data)
  useEffect(() => {
    if (id !== undefined && title !== undefined) addRecent({ kind, id, title })
  }, [kind, id, title])
  return (
    <DetailPage
      {...rest}
      thing={things[kind]}
      unnamed={t(`lookup.kinds.${kind}`)}
      within={t('helpdesk.title')}
      back={<BackTo to="/helpdesk">{t('helpdesk.title')}</BackTo>}
    />
  )
}
