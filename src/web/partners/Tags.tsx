import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../api/partners.ts'
import { assignOrganizationTags } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Panel } from '../kit/Panel.tsx'
import { useMay } from '../kit/session.ts'

const mostTags = 5
const mostCharacters = 25

/** A customer's tags: shown to the partner's people, changed as a set. */
export function Tags({ customer }: { customer: CustomerDetail }): ReactNode {
  const { t } = useTranslation()
  const may = useMay('partners:write')
  const [text, setText] = useState<string>()
  const act = useMutation({
    mutationFn: async (names: string[]) =>
      await client.call(assignOrganizationTags, {
        params: { orgId: customer.id },
        body: { tags: names.map((name) => ({ name })) },
      }),
    onSuccess: () => {
      setText(undefined)
      for (const queryKey of [['customer'], ['customers'], ['tags'], ['administrators']])
        void queryClient.invalidateQueries({ queryKey })
    },
  })
  const names = [
    ...new Set(
      (text ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]
  const tooMany = names.length > mostTags || names.some((name) => name.length > mostCharacters)
  return (
    <Panel title={t('identity.administrators.tags.title')}>
      {text === undefined ? (
        <div className="chips">
          {customer.tags.map((tag) => (
            <span key={tag} className="chip">
              {tag}
            </span>
          ))}
          {customer.tags.length === 0 ? <span className="soft">{t('identity.administrators.tags.none')}</span> : null}
          {may ? (
            <Button variant="subtle" onClick={() => setText(customer.tags.join(', '))}>
              {t('identity.administrators.tags.edit')}
            </Button>
          ) : null}
        </div>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (!tooMany) act.mutate(names)
          }}
        >
          <TextInput
            label={t('identity.administrators.tags.title')}
            description={t('identity.administrators.tags.hint')}
            autoFocus
            value={text}
            error={tooMany ? t('identity.administrators.tags.tooMany') : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {act.error ? <ErrorPanel error={act.error} /> : null}
          <div className="wizard-foot">
            <Button onClick={() => setText(undefined)}>{t('common.cancel')}</Button>
            <Button type="submit" variant="filled" loading={act.isPending}>
              {t('identity.administrators.tags.save')}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  )
}
