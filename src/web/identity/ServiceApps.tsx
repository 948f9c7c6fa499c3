import { Button, Checkbox, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceApp } from '../../api/machine-access.ts'
import { assignableRoles, isRole, type Role, roleMayReachAll, roles } from '../../api/permissions.ts'
import {
  changeServiceApp,
  createServiceApp,
  listServiceApps,
  removeServiceApp,
  renewServiceAppSecret,
} from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Page } from '../kit/Page.tsx'
import { useRoleName } from '../kit/role.ts'
import { Time } from '../kit/Time.tsx'
import { Confirm } from './Confirm.tsx'
import { KeysPanel, NameField } from './KeysPanel.tsx'
import { ScopeField } from './ScopeField.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { SignInSection } from './SignInSection.tsx'

export function PartnerServiceApps(): ReactNode {
  return <ServiceApps />
}

export function CustomerServiceApps(): ReactNode {
  const { customerId } = useParams({ from: '/signed-in/customers/$customerId/service-apps' })
  return <ServiceApps organizationId={customerId} />
}

type Asked = { act: 'renew' | 'remove'; app: ServiceApp }

function ServiceApps({ organizationId }: { organizationId?: string }): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const [editing, setEditing] = useState<ServiceApp | 'new' | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [secret, setSecret] = useState<{ app: ServiceApp; clientSecret: string } | null>(null)
  const apps = useQuery({
    queryKey: ['service-apps', organizationId],
    queryFn: async ({ signal }) =>
      (await client.call(listServiceApps, { query: organizationId ? { organizationId } : {} }, { signal })).data,
  })
  const changed = () => void queryClient.invalidateQueries({ queryKey: ['service-apps'] })
  return (
    <Page heading={t('account.apps.title')} title={t('account.apps.title')}>
      <div className="panels">
        <SignInSection organizationId={organizationId} />
        <KeysPanel
          title={t('account.apps.apps')}
          text={t('account.apps.text')}
          heads={[
            t('account.page.name'),
            t('account.apps.role'),
            t('account.page.scopes'),
            t('account.page.lastUsed'),
            t('account.apps.change'),
          ]}
          empty={t('account.apps.none')}
          of={apps}
          cells={(app) => [
            app.enabled ? app.name : `${app.name} · ${t('account.apps.disabled')}`,
            roleName(app.role),
            app.scopes.length > 0 ? app.scopes.join(' ') : t('account.page.allOfRole'),
            app.lastUsed ? <Time key="used" at={app.lastUsed} /> : t('common.never'),
            <Button
              key="change"
              variant="subtle"
              aria-label={t('account.apps.changeOf', { name: app.name })}
              onClick={() => setEditing(app)}
            >
              {t('account.apps.change')}
            </Button>,
          ]}
          act={<Button onClick={() => setEditing('new')}>{t('account.apps.make')}</Button>}
        />
      </div>
      {editing ? (
        <EditApp
          app={editing === 'new' ? null : editing}
          organizationId={organizationId}
          close={() => setEditing(null)}
          ask={(act, app) => {
            setEditing(null)
            setAsked({ act, app })
          }}
          done={(made) => {
            setEditing(null)
            setSecret(made)
            changed()
          }}
        />
      ) : null}
      {asked ? (
        <Confirm
          title={t(asked.act === 'renew' ? 'account.apps.renew' : 'account.apps.remove')}
          text={t(asked.act === 'renew' ? 'account.apps.renewText' : 'account.apps.removeText', {
            name: asked.app.name,
          })}
          act={async () => {
            const params = { appId: asked.app.id }
            if (asked.act === 'remove') await client.call(removeServiceApp, { params })
            else setSecret((await client.call(renewServiceAppSecret, { params })).data)
            changed()
          }}
          close={() => setAsked(null)}
        />
      ) : null}
      {secret ? (
        <ShownOnce
          values={[
            { label: t('account.apps.clientId'), value: secret.app.clientId },
            { label: t('account.apps.secret'), value: secret.clientSecret },
          ]}
          close={() => setSecret(null)}
        />
      ) : null}
    </Page>
  )
}

function EditApp({
  app,
  organizationId,
  close,
  ask,
  done,
}: {
  app: ServiceApp | null
  organizationId: string | undefined
  close: () => void
  ask: (act: Asked['act'], app: ServiceApp) => void
  done: (made: { app: ServiceApp; clientSecret: string } | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const fitting = assignableRoles.filter((each) =>
    organizationId ? roles[each].side === 'customer' : roleMayReachAll(each),
  )
  const [name, setName] = useState(app?.name ?? '')
  const [role, setRole] = useState<Role | undefined>(app && isRole(app.role) ? app.role : fitting[0])
  const [all, setAll] = useState(app === null || app.scopes.length === 0)
  const [scopes, setScopes] = useState<string[]>(app?.scopes ?? [])
  const [enabled, setEnabled] = useState(app?.enabled ?? true)
  const [checked, setChecked] = useState(false)
  const act = useMutation({
    mutationFn: async () => {
      if (!role) return null
      const body = { name, role, scopes: all ? [] : scopes }
      if (!app)
        return (
          await client.call(createServiceApp, { body: { ...body, ...(organizationId ? { organizationId } : {}) } })
        ).data
      await client.call(changeServiceApp, { params: { appId: app.id }, body: { ...body, enabled } })
      return null
    },
    onSuccess: done,
  })
  const title = app ? t('account.apps.changeOf', { name: app.name }) : t('account.apps.make')
  return (
    <Dialog title={title} close={close} size={600}>
      <form
        className="door-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          setChecked(true)
          if (name.trim() !== '' && (all || scopes.length > 0)) act.mutate()
        }}
      >
        {act.error ? <ErrorPanel error={act.error} /> : null}
        <NameField value={name} change={setName} checked={checked} />
        <Select
          label={t('account.apps.role')}
          value={role ?? null}
          allowDeselect={false}
          data={fitting.map((value) => ({ value, label: roleName(value) }))}
          onChange={(value) => {
            if (value && isRole(value)) setRole(value)
            setScopes([])
          }}
        />
        <Checkbox
          label={t('account.page.allOfRole')}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        {all ? null : (
          <ScopeField
            role={role}
            chosen={scopes}
            change={setScopes}
            error={checked && scopes.length === 0 ? t('account.page.scopesMissing') : undefined}
          />
        )}
        {app ? (
          <>
            <Checkbox
              label={t('account.apps.enabled')}
              checked={enabled}
              onChange={(event) => setEnabled(event.currentTarget.checked)}
            />
            <div className="codes-acts">
              <Button onClick={() => ask('renew', app)}>{t('account.apps.renew')}</Button>
              <Button color="red" onClick={() => ask('remove', app)}>
                {t('account.apps.remove')}
              </Button>
            </div>
          </>
        ) : null}
        <div className="dialog-acts">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled" loading={act.isPending}>
            {app ? t('account.page.save') : t('account.apps.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
