import { Button, NumberInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonalToken } from '../../api/machine-access.ts'
import { createPersonalToken, listPersonalTokens, removePersonalToken } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Time } from '../kit/Time.tsx'
import { Confirm } from './Confirm.tsx'
import { KeysPanel, NameField } from './KeysPanel.tsx'
import { ScopeField } from './ScopeField.tsx'
import { ShownOnce } from './ShownOnce.tsx'

/** The own tokens; or those of somebody whom one administers, who alone makes them. */
export function PersonalTokens({ of }: { of?: { personId: string; name: string } }): ReactNode {
  const { t } = useTranslation()
  const query = of ? { personId: of.personId } : {}
  const title = of ? t('identity.administrators.person.tokens', { name: of.name }) : t('account.page.tokens')
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<PersonalToken | null>(null)
  const tokens = useQuery({
    queryKey: ['personal-tokens', query],
    queryFn: async ({ signal }) => (await client.call(listPersonalTokens, { query }, { signal })).data,
  })
  const changed = () => void queryClient.invalidateQueries({ queryKey: ['personal-tokens'] })
  return (
    <>
      <KeysPanel
        title={title}
        {...(of ? {} : { text: t('account.page.tokensText') })}
        heads={[
          t('account.page.name'),
          t('account.page.scopes'),
          t('account.page.expires'),
          t('account.page.lastUsed'),
          t('account.page.revoke'),
        ]}
        empty={t(of ? 'identity.administrators.person.noTokens' : 'account.page.noTokens')}
        of={tokens}
        cells={(token) => [
          token.name,
          <span key="scopes" className="mono">
            {token.scopes.join(' ')}
          </span>,
          <Time key="expires" at={token.expires} dateOnly />,
          token.lastUsed ? <Time key="used" at={token.lastUsed} /> : t('common.never'),
          <Button
            key="revoke"
            variant="subtle"
            aria-label={t('account.page.revokeOf', { name: token.name })}
            onClick={() => setRevoking(token)}
          >
            {t('account.page.revoke')}
          </Button>,
        ]}
        act={of ? null : <Button onClick={() => setMaking(true)}>{t('account.page.makeToken')}</Button>}
      />
      {making ? (
        <MakeToken
          close={() => setMaking(false)}
          done={(token) => {
            setMaking(false)
            setMade(token)
            changed()
          }}
        />
      ) : null}
      {made ? (
        <ShownOnce values={[{ label: t('account.page.tokens'), value: made }]} close={() => setMade(null)} />
      ) : null}
      {revoking ? (
        <Confirm
          title={t('account.page.revoke')}
          text={t('account.page.revokeText', { name: revoking.name })}
          act={async () => {
            await client.call(removePersonalToken, { params: { tokenId: revoking.id } })
            changed()
          }}
          close={() => setRevoking(null)}
        />
      ) : null}
    </>
  )
}

function MakeToken({ close, done }: { close: () => void; done: (token: string) => void }): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [days, setDays] = useState(90)
  const [checked, setChecked] = useState(false)
  const act = useMutation({
    mutationFn: async () => (await client.call(createPersonalToken, { body: { name, scopes, days } })).data,
    onSuccess: ({ token }) => done(token),
  })
  return (
    <Dialog title={t('account.page.makeToken')} close={close} size={560}>
      <form
        className="door-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          setChecked(true)
          if (name.trim() !== '' && scopes.length > 0) act.mutate()
        }}
      >
        {act.error ? <ErrorPanel error={act.error} /> : null}
        <NameField value={name} change={setName} checked={checked} />
        <NumberInput
          label={t('account.page.days')}
          value={days}
          min={1}
          max={365}
          clampBehavior="strict"
          onChange={(value) => setDays(Number(value))}
        />
        <ScopeField
          chosen={scopes}
          change={setScopes}
          error={checked && scopes.length === 0 ? t('account.page.scopesMissing') : undefined}
        />
        <div className="dialog-acts">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled" loading={act.isPending}>
            {t('account.page.makeToken')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
