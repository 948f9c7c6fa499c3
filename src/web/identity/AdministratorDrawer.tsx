import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministratorDetail } from '../../api/identity-administrators.ts'
import { announce } from '../kit/Announcements.tsx'
import { changeAdministrator, inviteAgain, removeAdministrator, resetSecondFactor } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog, SidePane } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Facts } from '../kit/Facts.tsx'
import { useFormat } from '../kit/format.ts'
import { Skeletons, useTitle } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { useRoleName } from '../kit/role.ts'
import { Time } from '../kit/Time.tsx'
import { AdministratorState } from './AdministratorList.tsx'
import { administratorQuery, forgetLists, reachOf, remember } from './administrators.ts'
import { PersonalTokens } from './PersonalTokens.tsx'
import { PreviewOfRights } from './PreviewOfRights.tsx'
import { type DraftRights, RightsFields } from './RightsFields.tsx'
import { Sessions } from './Sessions.tsx'
import { WhyPanel } from './WhyPanel.tsx'

/** One administrator over the list: who it is, what it may, and what can be changed of it. */
export function AdministratorDrawer({ personId, close }: { personId: string; close: () => void }): ReactNode {
  const { t } = useTranslation()
  const { data: person, error, refetch } = useQuery(administratorQuery(personId))
  useTitle(person?.displayName ?? t('identity.administrators.title'))
  return (
    <SidePane title={person?.displayName ?? t('identity.administrators.title')} close={close} size={560}>
      {error && !person ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!person && !error ? <Skeletons lines={10} /> : null}
      {person ? (
        <>
          <Acts person={person} close={close} />
          <div className="stack">
            <About person={person} />
            <Rights key={`${person.role} ${person.reach.text}`} person={person} />
            <WhyPanel person={person} />
            {person.can.changeRights ? <SignInMatters person={person} /> : null}
          </div>
        </>
      ) : null}
    </SidePane>
  )
}

function Acts({ person, close }: { person: AdministratorDetail; close: () => void }): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const [asking, setAsking] = useState<'remove' | 'disable'>()
  const { id, displayName: name, email, can, cannot } = person
  const enable = useMutation({
    mutationFn: async (disabled: boolean) =>
      (await client.call(changeAdministrator, { params: { personId: id }, body: { disabled } })).data,
    onSuccess: (changed) => {
      remember(changed)
      setAsking(undefined)
    },
  })
  const remove = useMutation({
    mutationFn: async () => await client.call(removeAdministrator, { params: { personId: id } }),
    onSuccess: () => {
      announce(t('identity.administrators.person.removed', { name }))
      forgetLists()
      close()
    },
  })
  const again = useMutation({
    mutationFn: async () => await client.call(inviteAgain, { params: { personId: id } }),
    onSuccess: () => announce(t('identity.administrators.person.sent', { email })),
  })
  const isDisabled = person.state === 'disabled'
  return (
    <>
      <div className="pane-top">
        <AdministratorState state={person.state} />
        <span className="grow" />
        {can.invite ? (
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            {t('identity.administrators.person.sendAgain')}
          </Button>
        ) : null}
        {can.changeRights ? (
          <Button loading={enable.isPending} onClick={() => (isDisabled ? enable.mutate(false) : setAsking('disable'))}>
            {t(isDisabled ? 'identity.administrators.person.enable' : 'identity.administrators.person.disable')}
          </Button>
        ) : null}
        {can.remove ? (
          <Button color="red" onClick={() => setAsking('remove')}>
            {t('identity.administrators.person.remove')}
          </Button>
        ) : null}
      </div>
      {again.isSuccess ? <p className="note">{t('identity.administrators.person.sent', { email })}</p> : null}
      {again.error ? <ErrorPanel error={again.error} /> : null}
      {enable.error && asking === undefined ? <ErrorPanel error={enable.error} /> : null}
      {cannot ? (
        <p className="note">
          {cannot.text} {cannot.remedy}{' '}
          {t('identity.administrators.person.whoMay', {
            roles: cannot.whoMay.map((role) => roleName(role)).join(', '),
          })}
        </p>
      ) : null}
      {asking ? (
        <Confirm
          title={t(`identity.administrators.person.${asking === 'remove' ? 'removeTitle' : 'disableTitle'}`, { name })}
          text={t(`identity.administrators.person.${asking === 'remove' ? 'removeText' : 'disableText'}`)}
          act={t(`identity.administrators.person.${asking === 'remove' ? 'removeAct' : 'disableAct'}`, { name })}
          error={asking === 'remove' ? remove.error : enable.error}
          pending={remove.isPending || enable.isPending}
          confirm={() => (asking === 'remove' ? remove.mutate() : enable.mutate(true))}
          close={() => setAsking(undefined)}
        />
      ) : null}
    </>
  )
}

/** What an administrator does for somebody who lost a telephone or a machine. */
function SignInMatters({ person }: { person: AdministratorDetail }): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { id, displayName: name } = person
  const reset = useMutation({
    mutationFn: async () => await client.call(resetSecondFactor, { params: { personId: id } }),
    onSuccess: () => {
      setAsking(false)
      announce(t('identity.administrators.person.resetFactorDone'))
      return queryClient.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  return (
    <>
      <Sessions of={{ personId: id, name }} />
      <PersonalTokens of={{ personId: id, name }} />
      <div>
        <Button onClick={() => setAsking(true)}>{t('identity.administrators.person.resetFactor')}</Button>
      </div>
      {reset.isSuccess ? <p className="note">{t('identity.administrators.person.resetFactorDone')}</p> : null}
      {asking ? (
        <Confirm
          title={t('identity.administrators.person.resetFactorTitle', { name })}
          text={t('identity.administrators.person.resetFactorText')}
          act={t('identity.administrators.person.resetFactorAct')}
          error={reset.error}
          pending={reset.isPending}
          confirm={() => reset.mutate()}
          close={() => {
            setAsking(false)
            reset.reset()
          }}
        />
      ) : null}
    </>
  )
}

function Confirm({
  title,
  text,
  act,
  error,
  pending,
  confirm,
  close,
}: {
  title: string
  text: string
  act: string
  error: Error | null
  pending: boolean
  confirm: () => void
  close: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Dialog title={title} close={close}>
      <div className="stack">
        <p>{text}</p>
        {error ? <ErrorPanel error={error} /> : null}
        <div className="wizard-foot">
          <Button onClick={close} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button variant="filled" color="red" loading={pending} onClick={confirm}>
            {act}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function About({ person }: { person: AdministratorDetail }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('identity.administrators.person.about')}>
      <Facts
        facts={[
          { label: t('identity.administrators.columns.email'), value: person.email, copy: person.email },
          {
            label: t('identity.administrators.columns.lastSignIn'),
            value: person.lastSignIn ? <Time at={person.lastSignIn} focusable /> : t('common.never'),
          },
          {
            label: t('identity.administrators.person.language'),
            value: person.language
              ? format.language(person.language)
              : t('identity.administrators.person.languageOfPartner'),
          },
          {
            label: t('identity.administrators.columns.since'),
            value: <Time at={person.since} focusable />,
          },
          { label: t('identity.administrators.columns.givenBy'), value: person.givenBy, optional: true },
          { label: t('identity.administrators.columns.reach'), value: person.reach.text },
        ]}
      />
    </Panel>
  )
}

function Rights({ person }: { person: AdministratorDetail }): ReactNode {
  const { t } = useTranslation()
  const stored = draftOf(person)
  const [draft, setDraft] = useState<DraftRights>(stored)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(stored)
  const save = useMutation({
    mutationFn: async () =>
      (
        await client.call(changeAdministrator, {
          params: { personId: person.id },
          body: { role: draft.role, ...(person.organization ? {} : { reach: reachOf(draft.reach) }) },
        })
      ).data,
    onSuccess: (changed) => {
      remember(changed)
      announce(t('identity.administrators.person.saved'))
    },
  })
  return (
    <Panel title={t('identity.administrators.person.rights')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <RightsFields
          assignable={person.assignable}
          draft={draft}
          change={setDraft}
          disabled={!person.can.changeRights}
        />
        {isChanged ? <PreviewOfRights personId={person.id} draft={draft} /> : null}
        {save.error ? <ErrorPanel error={save.error} /> : null}
        {person.can.changeRights ? (
          <div className="wizard-foot">
            {isChanged ? <Button onClick={() => setDraft(stored)}>{t('common.discard')}</Button> : null}
            <Button type="submit" variant="filled" disabled={!isChanged} loading={save.isPending}>
              {t('identity.administrators.person.save')}
            </Button>
          </div>
        ) : null}
      </form>
    </Panel>
  )
}

function draftOf({ role, reach, given }: AdministratorDetail): DraftRights {
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  return {
    role,
    reach: {
      kind: reach.kind === 'assigned' ? 'assigned' : 'all',
      customers: given.customers.map(named),
      tags: given.tags.map(({ tag }) => tag),
      exceptions: given.exceptions.map(named),
    },
  }
}
