import { customerPages } from './customer-pages.ts'
import { searchHandlers } from './search.ts'
import { userPage } from './user-page.ts'

export const helpdeskHandlers = [...customerPages, ...userPage, ...searchHandlers]
