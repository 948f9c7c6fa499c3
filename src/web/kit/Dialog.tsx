import { Drawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusReturn } from './focus-return.ts'

// Both keep the focus inside, and give it back to what opened them. Their header takes no part in the page's landmarks.

type Props = { title: string; close: () => void; size?: number; children: ReactNode }

/** A question over the page. */
export function Dialog({ title, close, size = 440, children }: Props): ReactNode {
  const { t } = useTranslation()
  useFocusReturn()
  return (
    <Modal.Root opened onClose={close} size={size} returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="none">
          <Modal.Title className="dialog-title">{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Details at the edge of the page. */
export function SidePane({
  title,
  close,
  size = 500,
  at = 'right',
  children,
}: Props & { at?: 'left' | 'right' }): ReactNode {
  const { t } = useTranslation()
  useFocusReturn()
  return (
    <Drawer.Root opened onClose={close} size={size} position={at} returnFocus={false}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header role="none">
          <Drawer.Title className="pane-title">{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
