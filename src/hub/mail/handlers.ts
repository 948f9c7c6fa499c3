import { z } from 'zod'
import * as mailApi from '../../api/mail.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { handle } from '../../platform/handlers.ts'
import { readMailbox } from './mailbox.ts'
import { describeMail, describeSettings, listMails, resendMail } from './messages.ts'

export const mailHandlers = handle(mailApi, {
  listMails: async (context, { query, answer }) => {
    const { max, cursor, ...filter } = query
    const key = fromCursor(z.tuple([z.uuid()]), cursor)
    const { items, lastId } = await listMails(context, filter, { after: key?.[0] ?? null, max })
    // A full page may be the last one; its next is then empty.
    if (items.length === max && lastId) answer.next({ cursor: toCursor([lastId]) })
    return { items }
  },

  getMail: (context, { params }) => describeMail(context, params.mailId),

  resendMail: (context, { params }) => resendMail(context, params.mailId),

  getMailSettings: (context) => describeSettings(context),

  readMailbox: async (context, { query }) => ({ items: await readMailbox(context, query) }),
})
