import { Button, Radio } from '@mantine/core'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportBehavior } from '../../api/imports.ts'
import { announce } from '../kit/Announcements.tsx'
import { onBehalf } from '../kit/behalf.ts'
import { cancelImport, downloadTemplate } from '../kit/calls.ts'
import { client, isSignedOut } from '../kit/client.ts'
import { customerQuery } from '../kit/customer.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { useFormat } from '../kit/format.ts'
import { Page } from '../kit/Page.tsx'
import { lookForRunning } from '../kit/running.ts'
import { isShut, ShutCustomer } from '../kit/Shut.tsx'
import { useSession } from '../kit/session.ts'
import { useUsersFile } from '../kit/users-file.ts'
import { useRestriction } from '../kit/why-not.ts'
import { type Chosen, chosenFor, forgetChosen, keepChosen } from './chosen.ts'
import { FileField } from './FileField.tsx'
import { Steps } from './Steps.tsx'
import './imports.css'
import { type Upload, uploadFile } from './upload.ts'

const page = getRouteApi('/signed-in/customers/$customerId/imports/new')

/** The first step: which file, and what FALSE means in it. The upload makes a plan and nothing else. */
export function NewImport(): ReactNode {
  const { t } = useTranslation()
  const { customerId } = page.useParams()
  const { data: customer, error } = useQuery(customerQuery(customerId))
  const restriction = useRestriction()
  const title = t('imports.newTitle')
  if (isShut(error)) return <ShutCustomer error={error} />
  return (
    <Page
      heading={title}
      title={customer ? `${title} · ${customer.name}` : title}
      above={
        <Link to="/customers/$customerId/users" params={{ customerId }} className="link">
          {t('directory.users.title')}
        </Link>
      }
      below={<Steps at="file" />}
    >
      {error && !customer ? <ErrorPanel error={error} /> : null}
      {customer && !customer.can.import ? (
        <p className="note">{restriction ?? t('imports.upload.mayNot')}</p>
      ) : (
        <UploadForm customerId={customerId} />
      )}
    </Page>
  )
}

function UploadForm({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const usersFile = useUsersFile(customerId)
  const personId = useSession().person.id
  const [kept] = useState(() => chosenFor(personId, customerId))
  const [file, setFile] = useState(kept?.file)
  const [behavior, setBehavior] = useState<ImportBehavior>(kept?.behavior ?? 'addAndRemove')
  const [modified, setModified] = useState(false)
  const [missing, setMissing] = useState(false)
  const [sent, setSent] = useState<number>()
  const [waiting, setWaiting] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const upload = useRef<Upload>(undefined)
  // The plan of this very file. That of another file is its own, and stays.
  const former = kept?.file === file ? kept?.importId : undefined
  useEffect(() => () => upload.current?.stop(), [])

  async function send(): Promise<void> {
    if (!file) {
      setMissing(true)
      document.getElementById('import-file')?.focus()
      return
    }
    if (!(await isReadable(file))) {
      setFile(undefined)
      setModified(true)
      const field = document.getElementById('import-file')
      // The field still holds the file, and would not notice that the same one is chosen.
      if (field instanceof HTMLInputElement) field.value = ''
      field?.focus()
      return
    }
    const choice: Chosen = { personId, customerId, file, behavior }
    keepChosen(choice)
    setFault(undefined)
    setSent(0)
    setWaiting(false)
    upload.current = uploadFile(
      file,
      { organizationId: customerId, behavior },
      {
        progress: (bytes) => {
          setWaiting(false)
          setSent(bytes)
        },
        waiting: () => setWaiting(true),
      },
    )
    try {
      const importId = await upload.current.done
      upload.current = undefined
      keepChosen({ ...choice, importId })
      // One plan stays of one file; where the former was applied meanwhile, it does not go.
      if (former) await discard(former)
      lookForRunning()
      await navigate({ to: '/customers/$customerId/imports/$importId', params: { customerId, importId } })
    } catch (error) {
      if (isSignedOut(error)) keepChosen({ ...choice, ...(former ? { importId: former } : {}), cutOff: true })
      if (!(error instanceof DOMException)) setFault(error)
      setSent(undefined)
    }
  }

  return (
    <form
      className="wizard stack"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <p className="template">
        <a
          className="link"
          href={onBehalf(client.address(downloadTemplate, { query: { organizationId: customerId } }))}
          download
        >
          <IconDownload size={16} aria-hidden /> {t('imports.upload.template')}
        </a>
        <span className="soft"> {t('imports.upload.templateHint')}</span>
      </p>
      <p className="template">
        <a className="link" href={usersFile} download>
          <IconDownload size={16} aria-hidden /> {t('imports.upload.toEdit')}
        </a>
        <span className="soft"> {t('imports.upload.toEditHint')}</span>
      </p>
      {kept && kept.file === file ? <Kept of={kept} /> : null}
      {fault === undefined ? null : <ErrorPanel error={fault} title={t('imports.upload.refused')} />}
      <FileField
        file={file}
        disabled={sent !== undefined}
        missing={missing && !file}
        modified={modified}
        choose={(chosen) => {
          setFile(chosen)
          setModified(false)
          setFault(undefined)
        }}
      />
      <Radio.Group
        value={behavior}
        onChange={(value) => setBehavior(value === 'add' ? 'add' : 'addAndRemove')}
        label={t('imports.behavior.label')}
        className="behavior"
      >
        <Radio
          value="addAndRemove"
          disabled={sent !== undefined}
          label={`${t('imports.behavior.addAndRemove')} (${t('imports.behavior.recommended')})`}
          description={t('imports.behavior.addAndRemoveHint')}
        />
        <Radio
          value="add"
          disabled={sent !== undefined}
          label={t('imports.behavior.add')}
          description={t('imports.behavior.addHint')}
        />
      </Radio.Group>
      <div aria-live="polite">
        {behavior === 'add' ? (
          <p className="note note-amber">
            <IconAlertTriangle size={18} aria-hidden /> {t('imports.behavior.addWarning')}
          </p>
        ) : null}
      </div>
      {file && sent !== undefined ? (
        <Progress sent={sent} size={file.size} waiting={waiting} stop={() => upload.current?.stop()} />
      ) : null}
      <div className="wizard-foot">
        <span className="soft grow">{t('imports.upload.noWrite')}</span>
        <Button
          renderRoot={(props) => <Link to="/customers/$customerId/users" params={{ customerId }} {...props} />}
          onClick={forgetChosen}
        >
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={sent !== undefined}>
          {t('imports.upload.submit')}
        </Button>
      </div>
    </form>
  )
}

/** Where the file comes from that nobody has chosen just now. */
function Kept({ of }: { of: Chosen }): ReactNode {
  const { t } = useTranslation()
  if (of.cutOff) return <p className="note note-amber">{t('imports.upload.ended')}</p>
  if (!of.importId) return null
  return (
    <p className="note">
      {t('imports.upload.kept')}{' '}
      <Link
        to="/customers/$customerId/imports/$importId"
        params={{ customerId: of.customerId, importId: of.importId }}
        className="link nowrap"
      >
        {t('imports.upload.toPlan')}
      </Link>
    </p>
  )
}

async function discard(importId: string): Promise<void> {
  try {
    await client.call(cancelImport, { params: { importId } })
  } catch {
    return
  }
}

/** Browsers shut a chosen file that was written to since; its upload would break off without a reason. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}

function Progress({
  sent,
  size,
  waiting,
  stop,
}: {
  sent: number
  size: number
  waiting: boolean
  stop: () => void
}): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const share = size === 0 ? 1 : Math.min(1, sent / size)
  const text =
    share === 1 ? t('imports.upload.checking') : t('imports.upload.progress', { percent: format.percent(share) })
  useEffect(() => {
    if (waiting) announce(t('imports.upload.waiting'))
    else if (share === 1) announce(t('imports.upload.checking'))
  }, [share, waiting, t])
  if (waiting)
    return (
      <div className="panel upload-progress">
        <p>{t('imports.upload.waiting')}</p>
        <Button onClick={stop}>{t('imports.upload.stopWaiting')}</Button>
      </div>
    )
  return (
    <div className="panel upload-progress">
      <div className="seat-line">
        <span>{text}</span>
        <span className="soft">
          {t('imports.upload.ofSize', { done: format.bytes(Math.min(sent, size)), size: format.bytes(size) })}
        </span>
      </div>
      <div
        className="bar bar-more"
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <u style={{ left: 0, width: `${share * 100}%` }} />
      </div>
      <Button onClick={stop}>{t('imports.upload.stop')}</Button>
    </div>
  )
}
