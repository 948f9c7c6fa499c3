import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages } from '../../phrases/languages.ts'
import '@mantine/spotlight/styles.layer.css'
import { search } from './calls.ts'
import { client } from './client.ts'
import { customerQuery } from './customer.ts'
import { chooseLanguage } from './language.ts'
import { customerPlaces, partnerPlaces } from './places.ts'
import { endSession, useMay, useSession } from './session.ts'

/** Ctrl+K: pages and acts by their names, customers and people by search. */
export function Palette({
  close,
  showKeys,
  go,
}: {
  close: () => void
  showKeys: () => void
  go: (to: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  useEffect(() => spotlight.open(), [])
  const groups = [...useOwnGroups(text, showKeys, go), ...useFound(text, go)]
  return (
    <Spotlight
      actions={groups}
      query={text}
      onQueryChange={setText}
      filter={(_, actions) => actions}
      nothingFound={t('shell.palette.nothing')}
      shortcut={null}
      scrollable
      maxHeight="60vh"
      onSpotlightClose={close}
      // The library fades it on the chosen row, to less contrast than small text needs.
      styles={{ actionDescription: { opacity: 1 } }}
      searchProps={{ placeholder: t('shell.palette.placeholder'), 'aria-label': t('shell.palette.label') }}
      aria-label={t('shell.palette.label')}
    />
  )
}

function useOwnGroups(text: string, showKeys: () => void, go: (to: string) => void): SpotlightActionGroupData[] {
  const { t } = useTranslation()
  const session = useSession()
  const { setColorScheme } = useMantineColorScheme()
  const params = useParams({ strict: false })
  const customerId = params.customerId ?? session.organization?.id
  const { data: customer } = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined })
  const fits = (label: string) => fold(label).includes(fold(text))

  const pages = [
    ...partnerPlaces(session).map((place) => ({ ...place, within: undefined })),
    ...(customerId ? customerPlaces(session, customerId).map((place) => ({ ...place, within: customer?.name })) : []),
  ].map(({ id, to, within }) => ({
    id: `page-${id}`,
    label: t(`shell.${id}`),
    ...(within ? { description: within } : {}),
    onClick: () => go(to),
  }))

  const acts = [
    ...(customer?.can.import
      ? [
          {
            id: 'act-import',
            label: t('shell.palette.startImport', { name: customer.name }),
            onClick: () => go(`/customers/${customer.id}/imports/new`),
          },
        ]
      : []),
    { id: 'act-light', label: t('shell.palette.light'), onClick: () => setColorScheme('light') },
    { id: 'act-dark', label: t('shell.palette.dark'), onClick: () => setColorScheme('dark') },
    ...Object.entries(languages).map(([code, name]) => ({
      id: `act-${code}`,
      label: name,
      description: t('shell.language.label'),
      onClick: () => {
        if (isLanguage(code)) void chooseLanguage(code)
      },
    })),
    { id: 'act-keys', label: t('shell.account.keys'), onClick: showKeys },
    { id: 'act-out', label: t('shell.account.signOut'), onClick: () => void endSession() },
  ]
  return [
    { group: t('shell.palette.pages'), actions: pages.filter(({ label }) => fits(label)) },
    { group: t('shell.palette.acts'), actions: acts.filter(({ label }) => fits(label)) },
  ].filter(({ actions }) => actions.length > 0)
}

function useFound(text: string, go: (to: string) => void): SpotlightActionGroupData[] {
  const { t } = useTranslation()
  const session = useSession()
  const may = useMay('lookup:search')
  const { data } = useQuery({
    queryKey: ['palette', text],
    queryFn: async ({ signal }) => (await client.call(search, { query: { q: text, max: 12 } }, { signal })).data.items,
    enabled: may && text.trim().length >= 2,
  })
  const found = text.trim().length >= 2 ? (data ?? []) : []
  const of = (kind: 'organization' | 'user') =>
    found
      .filter((item) => item.kind === kind)
      .slice(0, 6)
      .map((item) => ({
        id: `${kind}-${item.id}`,
        label: item.title,
        description: kind === 'user' ? `${item.subtitle} · ${item.organizationName}` : item.subtitle,
        onClick: () => {
          if (kind === 'organization') go(`/customers/${item.id}`)
          else if (session.organization) go(`/customers/${item.organizationId}/users/${item.id}`)
          else go(`/helpdesk/users/${item.id}`)
        },
      }))
  return [
    { group: t('shell.palette.customers'), actions: session.organization ? [] : of('organization') },
    { group: t('shell.palette.users'), actions: of('user') },
  ].filter(({ actions }) => actions.length > 0)
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
