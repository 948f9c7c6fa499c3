import { Button, NativeSelect } from '@mantine/core'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditChain } from '../../api/audit.ts'
import { announce } from '../kit/Announcements.tsx'
import { checkAudit, getAuditChain, makeAuditCheckpoint, setAuditRetention } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { useFormat } from '../kit/format.ts'
import { Skeletons } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { saveFile } from '../kit/save-file.ts'
import './audit.css'

const chainQuery = queryOptions({
  queryKey: ['audit', 'chain'],
  queryFn: async ({ signal }) => (await client.call(getAuditChain, {}, { signal })).data,
})

/** Whether the record is whole, in words; and what may be done about it. */
export function Chain(): ReactNode {
  const { t } = useTranslation()
  // A check that was asked for takes its time; its result appears by itself.
  const [since, setSince] = useState<string | null>(null)
  const waiting = (chain: AuditChain | undefined) => since !== null && (chain?.check?.at ?? '') <= since
  const {
    data: chain,
    error,
    refetch,
  } = useQuery({ ...chainQuery, refetchInterval: ({ state }) => (waiting(state.data) ? 1500 : false) })
  const check = useMutation({
    mutationFn: async () => await client.call(checkAudit, {}),
    onSuccess: () => {
      setSince(chain?.check?.at ?? '')
      announce(t('audit.page.checkStarted'))
    },
  })
  const sign = useMutation({
    mutationFn: async () => (await client.call(makeAuditCheckpoint, {})).data,
    onSuccess: (checkpoint) => {
      const text = JSON.stringify(checkpoint, null, 2)
      saveFile(`audit-checkpoint-${checkpoint.position}.json`, new Blob([text], { type: 'application/json' }))
      return queryClient.invalidateQueries({ queryKey: ['audit', 'chain'] })
    },
  })
  const failed = check.error ?? sign.error
  return (
    <Panel title={t('audit.page.chain')}>
      {error && !chain ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!chain && !error ? <Skeletons lines={1} /> : null}
      {failed ? <ErrorPanel error={failed} /> : null}
      {chain ? (
        <div className="audit-chain">
          <State chain={chain} />
          {chain.can.check ? (
            <div className="audit-acts">
              <Button loading={check.isPending || waiting(chain)} onClick={() => check.mutate()}>
                {t('audit.page.checkNow')}
              </Button>
              <Button loading={sign.isPending} onClick={() => sign.mutate()}>
                {t('audit.page.makeCheckpoint')}
              </Button>
            </div>
          ) : null}
          {chain.can.setRetention ? <Retention days={chain.retentionDays ?? null} /> : null}
        </div>
      ) : null}
    </Panel>
  )
}

function State({ chain }: { chain: AuditChain }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { check, sealed, checkpoint } = chain
  const Icon = check?.holds === false ? IconShieldX : IconShieldCheck
  const color = check ? (check.holds ? 'green' : 'red') : 'faint'
  return (
    <div className="audit-state" role="status">
      <Icon size={20} className={color} aria-hidden />
      <div className="grow">
        <p className="strong">
          {check
            ? t(check.holds ? 'audit.page.holds' : 'audit.page.broken', { time: format.relative(check.at) })
            : t('audit.page.neverChecked')}
        </p>
        {check && !check.holds && check.fault?.position !== undefined ? (
          <p className="red">{t('audit.page.brokenAt', { position: format.number(check.fault.position) })}</p>
        ) : null}
        {check ? <OtherFaults check={check} /> : null}
        <p className="soft">
          {sealed ? t('audit.page.sealedThrough', { position: format.number(sealed.position) }) : null}{' '}
          {checkpoint
            ? t('audit.page.signedThrough', {
                position: format.number(checkpoint.position),
                time: format.relative(checkpoint.at),
              })
            : null}
        </p>
      </div>
    </div>
  )
}

/** What was found beside the first fault, and what was not looked at. */
function OtherFaults({ check }: { check: NonNullable<AuditChain['check']> }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { faults = [], more, uncheckedFrom } = check
  const places = [...new Set(faults.flatMap(({ position }) => (position === undefined ? [] : [position])))]
  return (
    <>
      {places.length > 1 ? (
        <p>{t('audit.page.brokenPlaces', { positions: places.map((place) => format.number(place)).join(' · ') })}</p>
      ) : null}
      {more ? <p>{t('audit.page.brokenMore', { count: faults.length })}</p> : null}
      {uncheckedFrom === undefined ? null : (
        <p>{t('audit.page.unchecked', { position: format.number(uncheckedFrom) })}</p>
      )}
    </>
  )
}

const choices = [400, 730, 1095, 1825, 3650]

function Retention({ days }: { days: number | null }): ReactNode {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<number | null | undefined>(undefined)
  const change = useMutation({
    mutationFn: async (to: number | null) => (await client.call(setAuditRetention, { body: { days: to } })).data,
    onSuccess: async () => {
      setAsked(undefined)
      await queryClient.invalidateQueries({ queryKey: ['audit'] })
    },
  })
  const offered = days === null || choices.includes(days) ? choices : [...choices, days].sort((one, two) => one - two)
  const name = (of: number | null) => (of === null ? t('audit.page.forEver') : t('audit.page.days', { count: of }))
  return (
    <>
      <NativeSelect
        label={t('audit.page.retention')}
        className="audit-retention"
        value={days === null ? '' : String(days)}
        onChange={(event) => setAsked(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
        data={[
          { value: '', label: name(null) },
          ...offered.map((choice) => ({ value: String(choice), label: name(choice) })),
        ]}
      />
      {asked === undefined ? null : (
        <Dialog title={t('audit.page.retentionTitle')} close={() => setAsked(undefined)}>
          {change.error ? <ErrorPanel error={change.error} /> : null}
          <p>
            {asked === null ? t('audit.page.retentionForEver') : t('audit.page.retentionText', { time: name(asked) })}
          </p>
          <div className="dialog-foot">
            <Button onClick={() => setAsked(undefined)}>{t('common.cancel')}</Button>
            <Button variant="filled" loading={change.isPending} onClick={() => change.mutate(asked)}>
              {t('audit.page.retentionAct')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
