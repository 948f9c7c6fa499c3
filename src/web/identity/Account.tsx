import { Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages } from '../../phrases/languages.ts'
import { changeOwnProfile, changePassword } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { sessionRotated } from '../kit/fresh.ts'
import { chooseLanguage } from '../kit/language.ts'
import { Page } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { sessionQuery, useSession } from '../kit/session.ts'
import { OwnSecondFactor } from './OwnSecondFactor.tsx'
import { PersonalTokens } from './PersonalTokens.tsx'
import { Sessions } from './Sessions.tsx'

export function Account(): ReactNode {
  const { t } = useTranslation()
  const { person } = useSession()
  return (
    <Page
      heading={t('account.page.title')}
      title={t('account.page.title')}
      below={<p className="soft">{person.email}</p>}
    >
      <div className="panels">
        <Profile />
        <Password />
        <OwnSecondFactor />
        <Sessions />
        <PersonalTokens />
      </div>
    </Page>
  )
}

function Profile(): ReactNode {
  const { t, i18n } = useTranslation()
  const { person } = useSession()
  const [first = '', ...rest] = person.displayName.split(' ')
  const last = rest.join(' ')
  const [firstName, setFirstName] = useState(first)
  const [lastName, setLastName] = useState(last)
  const [language, setLanguage] = useState(person.language ?? i18n.language)
  const act = useMutation({
    mutationFn: async () => {
      // Only what was changed: a name that is refused today may have been taken before, and stands in the way of nothing else. Where it is cut
      // in two is a guess, so the halves go together.
      const named = firstName !== first || lastName !== last ? { firstName, lastName } : {}
      const chosen = isLanguage(language) && language !== person.language ? { language } : {}
      return (await client.call(changeOwnProfile, { body: { ...named, ...chosen } })).data
    },
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session)
      if (isLanguage(language) && language !== i18n.language) await chooseLanguage(language)
    },
  })
  return (
    <Panel title={t('account.page.profile')}>
      <form
        className="door-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          act.mutate()
        }}
      >
        {act.error ? <ErrorPanel error={act.error} /> : null}
        <TextInput
          label={t('identity.setUp.firstName')}
          value={firstName}
          autoComplete="given-name"
          onChange={(event) => setFirstName(event.currentTarget.value)}
        />
        <TextInput
          label={t('identity.setUp.lastName')}
          value={lastName}
          autoComplete="family-name"
          onChange={(event) => setLastName(event.currentTarget.value)}
        />
        <Select
          label={t('account.page.language')}
          value={language}
          allowDeselect={false}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          onChange={(value) => setLanguage(value ?? language)}
        />
        <div className="codes-acts">
          <Button type="submit" loading={act.isPending}>
            {t('account.page.save')}
          </Button>
          <span role="status">{act.isSuccess ? t('account.page.saved') : ''}</span>
        </div>
      </form>
    </Panel>
  )
}

function Password(): ReactNode {
  const { t } = useTranslation()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const [endOthers, setEndOthers] = useState(true)
  const [checked, setChecked] = useState(false)
  const act = useMutation({
    mutationFn: async () => {
      await client.call(changePassword, { body: { currentPassword, newPassword, endOthers } })
      sessionRotated()
    },
    onSuccess: async () => {
      setCurrent('')
      setNew('')
      setChecked(false)
      await queryClient.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const eye = { 'aria-label': t('identity.signIn.showPassword'), tabIndex: 0 }
  return (
    <Panel title={t('account.page.password')}>
      <form
        className="door-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          setChecked(true)
          if (currentPassword !== '' && newPassword !== '') act.mutate()
        }}
      >
        {act.error ? <ErrorPanel error={act.error} /> : null}
        <PasswordInput
          label={t('account.page.current')}
          autoComplete="current-password"
          value={currentPassword}
          error={checked && currentPassword === '' ? t('identity.signIn.passwordMissing') : undefined}
          visibilityToggleButtonProps={eye}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.reset.password')}
          description={t('account.reset.passwordHint')}
          autoComplete="new-password"
          value={newPassword}
          error={checked && newPassword === '' ? t('account.reset.passwordMissing') : undefined}
          visibilityToggleButtonProps={eye}
          onChange={(event) => setNew(event.currentTarget.value)}
        />
        <Checkbox
          label={t('account.page.endOthers')}
          checked={endOthers}
          onChange={(event) => setEndOthers(event.currentTarget.checked)}
        />
        <div className="codes-acts">
          <Button type="submit" loading={act.isPending}>
            {t('account.page.change')}
          </Button>
          <span role="status">{act.isSuccess ? t('account.page.changed') : ''}</span>
        </div>
      </form>
    </Panel>
  )
}
