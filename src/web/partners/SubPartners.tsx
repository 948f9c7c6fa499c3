import { Button, Radio, Tooltip } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParentMay, SubPartner } from '../../api/partners.ts'
import { announce } from '../kit/Announcements.tsx'
import { actFor } from '../kit/behalf.ts'
import { changeParent, getParent, listSubPartners } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { type Column, List } from '../kit/List.tsx'
import { Empty, Page } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { usePages } from '../kit/pages.ts'
import { useMay } from '../kit/session.ts'
import { Time } from '../kit/Time.tsx'

const choices: readonly ParentMay[] = ['nothing', 'read', 'manage']

/** The partners below, to act for one of them; and for a sub-partner, what the partner above may do. */
export function SubPartners(): ReactNode {
  const { t } = useTranslation()
  const title = t('partners.subPartners.title')
  const pages = usePages(['sub-partners'], {
    first: async (signal) => await client.call(listSubPartners, { query: { max: 1000 } }, { signal }),
    follow: (next, signal) => client.follow(listSubPartners, next, { signal }),
  })
  return (
    <Page heading={title} title={title} below={<p className="soft">{t('partners.subPartners.text')}</p>} wide>
      {useMay('partners:configure') ? <ParentPanel /> : null}
      <List
        label={t('partners.subPartners.list')}
        pages={pages}
        columns={useColumns()}
        rowKey={(row) => row.orgId}
        summary={(count) => t('partners.subPartners.shown', { count })}
        empty={<Empty title={t('partners.subPartners.emptyTitle')}>{t('partners.subPartners.emptyText')}</Empty>}
      />
    </Page>
  )
}

function useColumns(): Column<SubPartner>[] {
  const { t } = useTranslation()
  return [
    {
      id: 'name',
      label: t('partners.subPartners.name'),
      cell: (row) => (
        <>
          <span className="strong">{row.displayName}</span>
          <span className="narrow-only second-line soft">
            {t('partners.subPartners.may')}: {t(`partners.subPartners.allows.${row.parentMay}`)}
          </span>
        </>
      ),
    },
    {
      id: 'since',
      label: t('partners.subPartners.since'),
      width: '11rem',
      wideOnly: true,
      cell: (row) => <Time at={row.created} />,
    },
    {
      id: 'may',
      label: t('partners.subPartners.may'),
      wideOnly: true,
      cell: (row) => t(`partners.subPartners.allows.${row.parentMay}`),
    },
    {
      id: 'act',
      label: t('partners.subPartners.actShort'),
      width: 'min(18rem, 46vw)',
      cell: (row) => {
        const shut = row.parentMay === 'nothing'
        const button = (
          <Button
            size="compact-sm"
            className="act-for"
            aria-label={t('partners.subPartners.act', { name: row.displayName })}
            aria-disabled={shut}
            {...(shut ? { 'data-disabled': true } : {})}
            onClick={() => (shut ? undefined : actFor({ id: row.orgId, name: row.displayName }))}
          >
            <span className="wide-only">{t('partners.subPartners.act', { name: row.displayName })}</span>
            <span className="narrow-only">{t('partners.subPartners.actShort')}</span>
          </Button>
        )
        return shut ? (
          <Tooltip
            label={t('partners.subPartners.shut')}
            multiline
            w={260}
            events={{ hover: true, focus: true, touch: true }}
          >
            {button}
          </Tooltip>
        ) : (
          button
        )
      },
    },
  ]
}

function ParentPanel(): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['parent'],
    queryFn: async ({ signal }) => (await client.call(getParent, {}, { signal })).data,
  })
  const [chosen, setChosen] = useState<ParentMay | null>(null)
  const save = useMutation({
    mutationFn: async (may: ParentMay) => (await client.call(changeParent, { body: { may } })).data,
    onSuccess: () => {
      announce(t('partners.subPartners.saved'))
      return queryClient.invalidateQueries({ queryKey: ['parent'] })
    },
    // What is kept is shown again, whatever came of it.
    onSettled: () => setChosen(null),
  })
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />
  if (!data?.parent) return null
  const { name, may } = data.parent
  return (
    <Panel title={t('partners.subPartners.parentTitle')}>
      <Radio.Group
        label={t('partners.subPartners.parentText', { name })}
        value={chosen ?? may}
        onChange={(value) => {
          const choice = choices.find((each) => each === value)
          if (!choice) return
          setChosen(choice)
          save.mutate(choice)
        }}
      >
        {choices.map((each) => (
          <Radio key={each} size="md" mt={8} value={each} label={t(`partners.subPartners.allows.${each}`)} />
        ))}
      </Radio.Group>
      {save.error ? <ErrorPanel error={save.error} /> : null}
    </Panel>
  )
}
