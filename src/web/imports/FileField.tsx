import { Dropzone } from '@mantine/dropzone'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '@mantine/dropzone/styles.layer.css'
import { useFormat } from '../kit/format.ts'

/** Drop a file or choose one. What kind of file it is the hub judges by its content; here only its name is looked at. */
export function FileField({
  file,
  disabled,
  missing,
  modified,
  choose,
}: {
  file: File | undefined
  disabled: boolean
  missing: boolean
  modified: boolean
  choose: (file: File) => void
}): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const [rejected, setRejected] = useState(false)
  const fault = rejected
    ? t('imports.upload.rejected')
    : modified
      ? t('imports.upload.modified')
      : missing
        ? t('imports.upload.missing')
        : undefined

  function take(files: readonly File[]): void {
    const [first] = files
    if (!first) return
    const named = /\.(csv|txt)$/i.test(first.name)
    setRejected(!named)
    if (named) choose(first)
  }

  return (
    <div className="file-field">
      <label htmlFor="import-file" className="field-label">
        {t('imports.upload.fileLabel')}
      </label>
      <Dropzone
        onDrop={take}
        onReject={() => setRejected(true)}
        multiple={false}
        disabled={disabled}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        className={fault ? 'drop drop-fault' : 'drop'}
        inputProps={{ tabIndex: -1, 'aria-hidden': true, id: 'import-drop' }}
        tabIndex={-1}
      >
        <div className="drop-inside">
          {file ? <IconFileSpreadsheet size={28} aria-hidden /> : <IconUpload size={28} aria-hidden />}
          <p className="strong" aria-live="polite">
            {file
              ? t('imports.upload.chosen', { file: file.name, size: format.bytes(file.size) })
              : t('imports.upload.drop')}
          </p>
          <input
            id="import-file"
            type="file"
            accept=".csv,text/csv"
            className="file-input"
            disabled={disabled}
            aria-invalid={fault !== undefined}
            aria-describedby={fault ? 'import-file-hint import-file-fault' : 'import-file-hint'}
            onChange={(event) => take([...(event.currentTarget.files ?? [])])}
          />
          <label htmlFor="import-file" className="button" data-disabled={disabled || undefined}>
            {file ? t('imports.upload.another') : t('imports.upload.choose')}
          </label>
        </div>
      </Dropzone>
      <p id="import-file-hint" className="soft small">
        {t('imports.upload.hint')}
      </p>
      {fault ? (
        <p id="import-file-fault" className="fault" role="alert">
          {fault}
        </p>
      ) : null}
    </div>
  )
}
