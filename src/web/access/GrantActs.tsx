import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../api/access.ts'
import { announce, toast } from '../kit/Announcements.tsx'
import { askAgain, endAccess, grantAccess, refuseAccess } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { useSession } from '../kit/session.ts'
import { Enter } from './Enter.tsx'

/** Every act on the ledger leads to the lists being asked for anew, also where it was too late. */
function useAct(run: () => Promise<unknown>, said: string) {
  return useMutation({
    mutationFn: run,
    onSuccess: () => announce(said),
    onError: (error) => toast(() => <ErrorPanel error={error} />),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['grants'] }),
  })
}

/** Grant or refuse, for the customer's full administrators. */
export function Decide({ grant }: { grant: Grant }): ReactNode {
  const { t } = useTranslation()
  const params = { grantId: grant.id }
  const name = grant.person.displayName
  const yes = useAct(() => client.call(grantAccess, { params }), t('access.pending.granted', { name }))
  const no = useAct(() => client.call(refuseAccess, { params, body: {} }), t('access.pending.refused'))
  if (!grant.can.decide) return null
  return (
    <>
      <Button
        variant="filled"
        aria-label={`${t('access.pending.grant')}: ${name}`}
        loading={yes.isPending}
        onClick={() => yes.mutate()}
      >
        {t('access.pending.grant')}
      </Button>
      <Button aria-label={`${t('access.pending.refuse')}: ${name}`} loading={no.isPending} onClick={() => no.mutate()}>
        {t('access.pending.refuse')}
      </Button>
    </>
  )
}

/** Enter, end, ask again and look what was opened, as far as the reader may. */
export function GrantActs({ grant }: { grant: Grant }): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const [asking, setAsking] = useState(false)
  const params = { grantId: grant.id }
  const name = grant.person.displayName
  const end = useAct(() => client.call(endAccess, { params }), t('access.ledger.ended'))
  const again = useAct(() => client.call(askAgain, { params }), t('access.ledger.asked'))
  const withdraw = grant.state === 'requested' && !session.organization
  const replay = `${t('access.ledger.replay')}: ${name}`
  const opened = grant.starts !== undefined
  return (
    <span className="grant-acts">
      <Enter grant={grant} />
      {grant.can.decide ? <Decide grant={grant} /> : null}
      {grant.can.end && !grant.can.decide ? (
        <Button
          aria-label={`${t(withdraw ? 'access.ledger.withdraw' : 'access.ledger.end')}: ${name}`}
          loading={end.isPending}
          onClick={() => (withdraw ? end.mutate() : setAsking(true))}
        >
          {t(withdraw ? 'access.ledger.withdraw' : 'access.ledger.end')}
        </Button>
      ) : null}
      {grant.can.again && grant.state !== 'granted' ? (
        <Button loading={again.isPending} onClick={() => again.mutate()}>
          {t('access.ledger.again')}
        </Button>
      ) : null}
      {opened ? (
        session.organization || session.permissions.includes('partners:launch') ? (
          <Link
            to="/customers/$customerId/access/$grantId"
            params={{ customerId: grant.organizationId, grantId: grant.id }}
            className="link"
            aria-label={replay}
          >
            {t('access.ledger.replay')}
          </Link>
        ) : (
          <Link
            to="/helpdesk/customers/$orgId/access/$grantId"
            params={{ orgId: grant.organizationId, grantId: grant.id }}
            className="link"
            aria-label={replay}
          >
            {t('access.ledger.replay')}
          </Link>
        )
      ) : null}
      {asking ? (
        <Dialog title={t('access.ledger.endTitle')} close={() => setAsking(false)}>
          <p>{t('access.ledger.endText', { name, organization: grant.organizationName })}</p>
          <div className="dialog-foot">
            <Button data-autofocus onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
            <Button
              color="red"
              variant="filled"
              loading={end.isPending}
              onClick={() => end.mutate(undefined, { onSettled: () => setAsking(false) })}
            >
              {t('access.ledger.endView')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </span>
  )
}
