import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignInPolicy } from '../../api/sign-in.ts'
import { getSignInPolicy, setSignInPolicy } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons } from '../kit/Page.tsx'
import { Confirm } from './Confirm.tsx'

export function SignInRules({ organizationId }: { organizationId: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const key = ['sign-in-policy', organizationId]
  const query = organizationId ? { organizationId } : {}
  const policy = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await client.call(getSignInPolicy, { query }, { signal })).data,
  })
  const set = async (secondFactor: SignInPolicy['secondFactor']) => {
    const { data } = await client.call(setSignInPolicy, { query, body: { secondFactor } })
    queryClient.setQueryData(key, data)
  }
  const leave = useMutation({ mutationFn: async () => await set('optional') })
  return (
    <>
      <h3>{t('account.signIn.rules')}</h3>
      {policy.error ? <ErrorPanel error={policy.error} retry={() => void policy.refetch()} /> : null}
      {leave.error ? <ErrorPanel error={leave.error} /> : null}
      {policy.isPending ? <Skeletons lines={2} /> : null}
      {policy.data ? (
        <div className="door-form">
          <p>{t(policy.data.secondFactor === 'required' ? 'account.signIn.required' : 'account.signIn.optional')}</p>
          <p className="soft">
            {t('account.signIn.people', { enrolled: policy.data.enrolled, people: policy.data.people })}
          </p>
          <div className="codes-acts">
            {policy.data.secondFactor === 'required' ? (
              <Button onClick={() => leave.mutate()} loading={leave.isPending}>
                {t('account.signIn.leave')}
              </Button>
            ) : (
              <Button onClick={() => setAsking(true)}>{t('account.signIn.require')}</Button>
            )}
          </div>
        </div>
      ) : null}
      {asking ? (
        <Confirm
          title={t('account.signIn.require')}
          text={t('account.signIn.requireText')}
          act={async () => await set('required')}
          close={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
