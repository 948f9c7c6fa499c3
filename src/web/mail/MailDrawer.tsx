import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailDetail } from '../../api/mail.ts'
import { announce } from '../kit/Announcements.tsx'
import { resendMail } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { customerQuery } from '../kit/customer.ts'
import { Dialog, SidePane } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Facts } from '../kit/Facts.tsx'
import { useFormat } from '../kit/format.ts'
import { Skeletons, useTitle } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Time } from '../kit/Time.tsx'
import { MailState } from './MailState.tsx'
import { mailQuery } from './mail.ts'

const page = getRouteApi('/signed-in/mail/$mailId')

/** One mail over the list: what it says, what became of it, and sending it again where that may help. */
export function MailDrawer(): ReactNode {
  const { t } = useTranslation()
  const { mailId } = page.useParams()
  const navigate = useNavigate({ from: '/mail/$mailId' })
  const { data: mail, error, refetch } = useQuery(mailQuery(mailId))
  const [asking, setAsking] = useState(false)
  useTitle(mail?.subject ?? t('mail.title'))
  const close = () => void navigate({ to: '/mail', search: (was) => was, resetScroll: false })
  const resend = useMutation({
    mutationFn: async () => (await client.call(resendMail, { params: { mailId } })).data,
    onSuccess: (made) => {
      announce(t('mail.detail.resent'))
      void navigate({ to: '/mail/$mailId', params: { mailId: made.id }, search: (was) => was, resetScroll: false })
      return queryClient.invalidateQueries({ queryKey: ['mails'] })
    },
    onSettled: () => setAsking(false),
  })
  return (
    <SidePane title={mail?.subject ?? t('common.loading')} close={close} size={560}>
      {error && !mail ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!mail && !error ? <Skeletons lines={10} /> : null}
      {mail ? (
        <>
          <div className="pane-top">
            <MailState state={mail.state} />
            <span className="grow" />
            {mail.can.resend ? (
              <Button variant="filled" onClick={() => setAsking(true)}>
                {t('mail.detail.resend')}
              </Button>
            ) : null}
          </div>
          {resend.error ? <ErrorPanel error={resend.error} /> : null}
          <div className="stack">
            <Outcome mail={mail} />
            <About mail={mail} />
            <Events mail={mail} />
            <Panel title={t('mail.detail.text')}>
              <p className="mail-text" lang={mail.language}>
                {mail.text}
              </p>
              {mail.text.includes('/…') ? <p className="faint">{t('mail.detail.linkNote')}</p> : null}
            </Panel>
          </div>
          {asking ? (
            <Dialog title={t('mail.detail.resendTitle')} close={() => setAsking(false)}>
              <p>{t('mail.detail.resendText', { subject: mail.subject, email: mail.to.email })}</p>
              <div className="dialog-foot">
                <Button data-autofocus onClick={() => setAsking(false)}>
                  {t('common.cancel')}
                </Button>
                <Button variant="filled" loading={resend.isPending} onClick={() => resend.mutate()}>
                  {t('mail.detail.resend')}
                </Button>
              </div>
            </Dialog>
          ) : null}
        </>
      ) : null}
    </SidePane>
  )
}

function Outcome({ mail }: { mail: MailDetail }): ReactNode {
  const { t } = useTranslation()
  if (!mail.reason && !mail.words && !mail.resentAs) return null
  return (
    <div className="mail-outcome">
      {mail.reason ? <p>{t(`mail.reasons.${mail.reason}`)}</p> : null}
      {mail.words ? (
        <p className="soft">
          {mail.reason === 'connection' ? mail.words : t('mail.detail.said', { words: mail.words })}
        </p>
      ) : null}
      {mail.resentAs ? (
        <p>
          <Link to="/mail/$mailId" params={{ mailId: mail.resentAs }} search={(was) => was} className="link">
            {t('mail.detail.resentAs')}
          </Link>
        </p>
      ) : null}
    </div>
  )
}

function About({ mail }: { mail: MailDetail }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t(`mail.kinds.${mail.kind}`)}>
      <Facts
        facts={[
          {
            label: t('mail.detail.to'),
            value: mail.to.name ? `${mail.to.name} <${mail.to.email}>` : mail.to.email,
            copy: mail.to.email,
          },
          {
            label: t('mail.detail.customer'),
            value: mail.organizationId ? <Customer id={mail.organizationId} /> : t('mail.detail.ofPartner'),
          },
          { label: t('mail.detail.language'), value: format.language(mail.language) },
          { label: t('mail.detail.created'), value: <Time at={mail.created} focusable /> },
          {
            label: t('mail.detail.sent'),
            value: mail.sent ? <Time at={mail.sent} focusable /> : undefined,
            optional: true,
          },
          { label: t('mail.detail.attempts'), value: format.number(mail.attempts) },
          {
            label: t('mail.detail.nextAttempt'),
            value: mail.nextAttempt ? <Time at={mail.nextAttempt} focusable /> : undefined,
            optional: true,
          },
          { label: t('mail.detail.lapses'), value: <Time at={mail.lapses} focusable /> },
          {
            label: t('mail.detail.messageId'),
            value: mail.messageId,
            copy: mail.messageId,
            mono: true,
            optional: true,
          },
        ]}
      />
    </Panel>
  )
}

/** Leads to all mails of the same customer. */
function Customer({ id }: { id: string }): ReactNode {
  const { data: customer } = useQuery(customerQuery(id))
  return (
    <Link to="/mail" search={{ customer: id }} className="link">
      {customer?.name ?? id}
    </Link>
  )
}

function Events({ mail }: { mail: MailDetail }): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('mail.detail.events')}>
      <ol className="mail-events">
        {mail.events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added at the end.
          <li key={index}>
            <div className="mail-event-head">
              <MailState state={event.state} />
              <span className="grow" />
              <Time at={event.at} focusable />
            </div>
            {event.reason ? <p className="soft">{t(`mail.reasons.${event.reason}`)}</p> : null}
            {event.words ? <p className="mono faint">{event.words}</p> : null}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
