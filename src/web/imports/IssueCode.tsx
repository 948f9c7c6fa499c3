import type { ReactNode } from 'react'
import type { RowIssue } from '../../api/imports.ts'

/** What the API and the file of refused rows call it, to be selected with one click and looked up. */
export function IssueCode({ of }: { of: RowIssue }): ReactNode {
  return <code className="mono faint issue-code">{of.code}</code>
}
