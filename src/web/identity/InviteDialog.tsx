import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Role, roleMayReachAll, roles } from '../../api/permissions.ts'
import { isLanguage, languages } from '../../phrases/languages.ts'
import { announce } from '../kit/Announcements.tsx'
import { inviteAdministrator } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { forgetLists, reachOf } from './administrators.ts'
import { PreviewOfRights } from './PreviewOfRights.tsx'
import { type DraftRights, RightsFields } from './RightsFields.tsx'

const fields = ['email', 'firstName', 'lastName'] as const

export function InviteDialog({
  organizationId,
  assignable,
  close,
}: {
  organizationId: string | undefined
  assignable: readonly Role[]
  close: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [values, setValues] = useState({ email: '', firstName: '', lastName: '' })
  const [language, setLanguage] = useState('')
  const [checked, setChecked] = useState(false)
  const [draft, setDraft] = useState<DraftRights>(() => firstDraft(assignable))
  const act = useMutation({
    mutationFn: async () =>
      (
        await client.call(inviteAdministrator, {
          body: {
            ...values,
            role: draft.role,
            ...(organizationId ? { organizationId } : {}),
            ...(roles[draft.role].side === 'partner' ? { reach: reachOf(draft.reach) } : {}),
            ...(isLanguage(language) ? { language } : {}),
          },
        })
      ).data,
    onSuccess: ({ email }) => {
      forgetLists()
      announce(t('identity.administrators.person.sent', { email }))
      close()
    },
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    const missing = fields.find((field) => values[field].trim() === '')
    if (missing) document.getElementById(`invite-${missing}`)?.focus()
    else act.mutate()
  }
  return (
    <Dialog title={t('identity.administrators.invite')} close={close} size={560}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="soft">{t('identity.administrators.inviteForm.text')}</p>
        {fields.map((field) => (
          <TextInput
            key={field}
            id={`invite-${field}`}
            type={field === 'email' ? 'email' : 'text'}
            autoComplete="off"
            {...(field === 'email' ? { 'data-autofocus': true } : {})}
            label={t(
              field === 'email' ? 'identity.administrators.columns.email' : `identity.administrators.person.${field}`,
            )}
            value={values[field]}
            error={checked && values[field].trim() === '' ? t('identity.setUp.required') : undefined}
            onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })}
          />
        ))}
        <NativeSelect
          label={t('identity.administrators.person.language')}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value)}
          data={[
            { value: '', label: t('identity.administrators.person.languageOfPartner') },
            ...Object.entries(languages).map(([value, label]) => ({ value, label })),
          ]}
        />
        <RightsFields assignable={assignable} draft={draft} change={setDraft} />
        <PreviewOfRights organizationId={organizationId} draft={draft} />
        {act.error ? <ErrorPanel error={act.error} /> : null}
        <div className="wizard-foot">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled" loading={act.isPending}>
            {t('identity.administrators.inviteForm.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Begins with the role that allows least, so that nobody is given much by not looking. */
function firstDraft(assignable: readonly Role[]): DraftRights {
  const least = assignable.toSorted((one, other) => roles[one].permissions.length - roles[other].permissions.length)[0]
  const role = least ?? 'id_device_admin'
  return {
    role,
    reach: { kind: roleMayReachAll(role) ? 'all' : 'assigned', customers: [], tags: [], exceptions: [] },
  }
}
