import { isFormula, unguarded } from '../../platform/write-csv.ts'
import type { Offer } from '../packages/index.ts'
import { ownText } from './cell-text.ts'
import { type ColumnDefinition, type FieldName, isResultHeading } from './columns.ts'
import { type Customer, foldName, isForUsers } from './customer.ts'
import type { FileColumn } from './headings.ts'
import { hasInvisible, unwantedIn, withoutInvisible } from './invisible.ts'
import { type Issue, shown } from './issues.ts'
import { readCountry, readLanguage, readTimeZone } from './locale-values.ts'
import { remembered } from './remembered.ts'
import { cellsBy, outOfPlacePlace, resultsMovedBy, statusPlace } from './result-cells.ts'

/** What a row says, cell by cell checked. Undefined: the cell is blank or the column absent, so nothing is to change. */
export type Given = {
  line: number
  email: string
  issues: Issue[]
  isRefused: boolean
  /** The row has as many cells as headings and a usable e-mail: whatever its other cells hold, it can be checked against others. */
  isReadable: boolean
  /** A cell of a package or licence says nothing that can be followed: what the user shall hold is not known. */
  offersAreFaulty: boolean
  /** Cells that begin like a formula, in columns of words: whether they are faults hangs on the user. */
  formulas: { heading: string; field: FieldName; text: string }[] | undefined
  firstName: string | undefined
  lastName: string | undefined
  displayName: string | undefined
  extension: string | undefined
  /** As written: which number it is depends on the location's country. */
  number: string | undefined
  callerIdNumber: string | undefined
  callerIdFirstName: string | undefined
  callerIdLastName: string | undefined
  /** null: REMOVE. */
  location: { id: string; country: string } | null | undefined
  title: string | undefined
  department: string | undefined
  managerEmail: string | undefined
  language: string | undefined
  timeZone: string | undefined
  addressType: string | undefined
  addressCountry: string | undefined
  preferredSite: string | undefined
  jabberTeams: boolean | undefined
  jabberCalling: boolean | undefined
  userStatus: string | undefined
  lastAccess: string | undefined
  daysSinceAccess: string | undefined
  /** Packages, then add-ons and base licences: those said TRUE and those said FALSE. */
  granted: Offer[]
  denied: Offer[]
  grantedExtras: Offer[]
  deniedExtras: Offer[]
}

/** @param whole all that the cells hold, and nothing unseen besides, where that is at hand as one text. */
export type RowReader = (line: number, cells: readonly string[], whole?: string) => Given

/** Makes the reader of this file's rows: each column is looked at once, here, and each cell by its own short function. */
export function rowReader(columns: readonly FileColumn[], customer: Customer): RowReader {
  // What was added to a refused row is no part of it.
  const readers = columns.map((column, index) =>
    isResultHeading(column.heading) ? null : cellReader(column, index + 1, customer),
  )
  const emailAt = columns.findIndex((column) => column.kind === 'field' && column.definition.field === 'email')
  const emailHeading = columns[emailAt]?.heading ?? ''
  const headings = columns.map((column) => column.heading)
  const [statusAt, outOfPlaceAt] = [statusPlace(headings), outOfPlacePlace(headings)]
  const width = headings.filter((heading) => !isResultHeading(heading)).length
  return (line, cells, whole = cells.join('')) => {
    const row = emptyRow(line)
    const moved = resultsMovedBy(cells, statusAt)
    if (cells.length !== columns.length || moved !== 0) {
      addCountError(row, moved === 0 ? cells.length : statusAt + moved, moved === 0 ? columns.length : statusAt)
      return withAddress(row, cells[emailAt])
    }
    const outOfPlace = outOfPlaceAt < 0 ? '' : (cells[outOfPlaceAt] ?? '').trim()
    if (outOfPlace !== '') {
      addCountError(row, cellsBy(outOfPlace, width), width)
      return withAddress(row, cells[emailAt])
    }
    // Looked for in the row as a whole: nearly no row has any, and cell by cell it would cost more than all else here.
    const anyUnseen = hasInvisible(whole)
    for (let index = 0; index < cells.length; index++) {
      const cell = unguarded(cells[index] ?? '')
      const read = readers[index]
      if (cell === '' || !read) continue
      const text = ownText(cell, anyUnseen)
      const fault = anyUnseen ? unseenFault(cell, text, columns[index]) : null
      if (fault === null && !isFormula(cell) && (text === cell || !isFormula(text))) {
        if (text !== '') read(text, row)
        continue
      }
      if (index === emailAt) row.email = addressIn(cell)
      const column = columns[index]
      if (column?.kind === 'blank') {
        if (text !== '') read(text, row)
        continue
      }
      if (fault === null && column?.kind === 'field' && mayStay(column.definition, text)) {
        row.formulas ??= []
        row.formulas.push({ heading: column.heading, field: column.definition.field, text })
        continue
      }
      const { code, values } = fault ?? { code: 'imports.formula_cell', values: { value: shown(cell) } }
      addError(row, column?.heading ?? '', code, values)
      if (column?.kind === 'offer') row.offersAreFaulty = true
    }
    const emailIsFaulty = row.isRefused && row.issues.some((issue) => issue.column === emailHeading)
    if (row.email === '' && !emailIsFaulty)
      addError(row, emailHeading, 'imports.email_missing', { heading: emailHeading })
    row.isReadable = row.email !== '' && !emailIsFaulty
    return row
  }
}

/** A row that is found by its address, and of which nothing else is taken. */
function withAddress(row: Given, cell = ''): Given {
  const email = addressIn(unguarded(cell))
  if (isEmail(email)) row.email = email
  return row
}

/** Words that begin like a formula are refused only where they are new: a user who is called so already is not changed by them. */
function mayStay({ field, text: kind, max }: ColumnDefinition, text: string): boolean {
  return text.length <= max && (field === 'email' ? isEmail(text) : kind !== undefined)
}

function addCountError(row: Given, cells: number, expected: number): void {
  addError(row, undefined, cells > expected ? 'imports.too_many_cells' : 'imports.too_few_cells', { cells, expected })
}

// The longest address that mail knows is 320 characters; more is shown by its beginning.
const longestAddress = 320

/** What can be said of a faulty cell with an address: enough to know whose row it is. */
function addressIn(cell: string): string {
  const text = withoutInvisible(cell.replaceAll('\0', '')).trim().toLowerCase()
  return text.length > longestAddress ? shown(text) : text
}

/** What a cell holds unseen, where its column has no use for it. */
function unseenFault(
  cell: string,
  text: string,
  column: FileColumn | undefined,
): { code: Issue['code']; values?: Record<string, string> } | null {
  if (cell.includes('\0')) return { code: 'imports.nul_character' }
  const character =
    column === undefined || column.kind === 'legacy' || column.kind === 'blank'
      ? null
      : unwantedIn(text, column.kind === 'field' ? column.definition.text : undefined)
  if (character !== null)
    return { code: 'imports.invisible_character', values: { heading: column?.heading ?? '', character } }
  return null
}

export function addError(
  row: { issues: Issue[]; isRefused: boolean },
  column: string | undefined,
  code: Issue['code'],
  values?: Issue['values'],
): void {
  row.isRefused = true
  row.issues.push({
    ...(column === undefined ? {} : { column }),
    code,
    severity: 'error',
    ...(values ? { values } : {}),
  })
}

export function addWarning(
  row: { issues: Issue[] },
  column: string | undefined,
  code: Issue['code'],
  values?: Issue['values'],
): void {
  row.issues.push({
    ...(column === undefined ? {} : { column }),
    code,
    severity: 'warning',
    ...(values ? { values } : {}),
  })
}

type CellReader = (text: string, row: Given) => void

function cellReader(column: FileColumn, place: number, customer: Customer): CellReader {
  switch (column.kind) {
    case 'blank':
      return (text, row) => {
        // One is enough: a row may have hundreds of thousands.
        if (row.issues.some(({ code }) => code === 'imports.value_without_heading')) return
        addError(row, undefined, 'imports.value_without_heading', { value: shown(text), column: place })
      }
    case 'legacy':
      return () => {}
    case 'offer':
      return offerReader(column.heading, column.offer)
    case 'field':
      return withinLength(column.definition, column.heading, fieldReader(column.definition, column.heading, customer))
  }
}

function withinLength(definition: ColumnDefinition, heading: string, read: CellReader): CellReader {
  const code = definition.field === 'email' ? 'imports.email_too_long' : 'imports.value_too_long'
  return (text, row) => {
    if (text.length <= definition.max) return read(text, row)
    addError(row, heading, code, { heading, limit: definition.max, length: text.length })
    if (definition.field === 'email') row.email = addressIn(text)
  }
}

function offerReader(heading: string, offer: Offer): CellReader {
  const isPackage = offer.kind === 'package'
  const isOffered = (offer.sold || offer.kind === 'base') && isForUsers(offer)
  return (text, row) => {
    const value = readBoolean(text)
    if (value === null || (!isOffered && value)) {
      row.offersAreFaulty = true
      if (value === null) addError(row, heading, 'imports.boolean_bad', { heading, value: shown(text) })
      else addError(row, heading, 'imports.package_not_sold', { package: offer.name })
    } else if (!isOffered) return
    else if (isPackage) (value ? row.granted : row.denied).push(offer)
    else (value ? row.grantedExtras : row.deniedExtras).push(offer)
  }
}

function fieldReader({ field }: ColumnDefinition, heading: string, customer: Customer): CellReader {
  const locationOf = remembered((text) => customer.locations.get(foldName(text)))
  const siteOf = remembered((text) =>
    text
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/$/, ''),
  )
  switch (field) {
    case 'email':
      return (text, row) => {
        row.email = text.toLowerCase()
        if (!isEmail(text)) addError(row, heading, 'imports.email_bad', { value: shown(text) })
      }
    case 'managerEmail':
      return (text, row) => {
        row.managerEmail = text.toLowerCase()
        if (!isEmail(text)) addError(row, heading, 'imports.email_bad', { value: shown(text) })
      }
    case 'extension':
      return (text, row) => {
        row.extension = text
        const digits = customer.extensionDigits
        if (!/^\d+$/.test(text)) addError(row, heading, 'imports.extension_bad', { value: shown(text) })
        else if (digits !== null ? text.length !== digits : text.length < 2 || text.length > 6) {
          addError(row, heading, 'imports.extension_length', {
            value: text,
            digits: digits === null ? '2–6' : String(digits),
          })
        }
      }
    case 'e164':
      return (text, row) => {
        row.number = text
      }
    case 'location':
      return (text, row) => {
        if (text === 'REMOVE') row.location = null
        else {
          row.location = locationOf(text)
          if (!row.location) addError(row, heading, 'imports.location_unknown', { value: shown(text) })
        }
      }
    case 'language':
      return translated(heading, 'imports.language_unknown', readLanguage, (row, value) => {
        row.language = value
      })
    case 'timeZone':
      return translated(heading, 'imports.time_zone_unknown', readTimeZone, (row, value) => {
        row.timeZone = value
      })
    case 'addressCountry':
      return translated(heading, 'imports.country_unknown', readCountry, (row, value) => {
        row.addressCountry = value
      })
    case 'preferredSite':
      return (text, row) => {
        row.preferredSite = siteOf(text)
        if (!customer.sites.has(row.preferredSite))
          addError(row, heading, 'imports.site_unknown', { value: shown(text) })
      }
    case 'jabberTeams':
    case 'jabberCalling':
      return (text, row) => {
        const value = readBoolean(text)
        if (value === null) addError(row, heading, 'imports.boolean_bad', { heading, value: shown(text) })
        else row[field] = value
      }
    default:
      return (text, row) => {
        row[field] = text
      }
  }
}

function translated(
  heading: string,
  code: Issue['code'],
  read: (text: string) => string | null,
  set: (row: Given, value: string) => void,
): CellReader {
  return (text, row) => {
    const value = read(text)
    if (value === null) addError(row, heading, code, { value: shown(text) })
    else set(row, value)
  }
}

function readBoolean(text: string): boolean | null {
  if (text === 'TRUE' || text === 'true') return true
  if (text === 'FALSE' || text === 'false') return false
  const upper = text.toUpperCase()
  return upper === 'TRUE' ? true : upper === 'FALSE' ? false : null
}

const emailPattern =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~\u00a1-\uffff-]+@(?:[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]*[a-z0-9\u00a1-\uffff])?\.)+[a-z0-9\u00a1-\uffff-]{2,63}$/i

function isEmail(text: string): boolean {
  return emailPattern.test(text) && !text.includes('..') && !text.startsWith('.') && !text.includes('.@')
}

function emptyRow(line: number): Given {
  return {
    line,
    email: '',
    issues: [],
    isRefused: false,
    isReadable: false,
    offersAreFaulty: false,
    formulas: undefined,
    firstName: undefined,
    lastName: undefined,
    displayName: undefined,
    extension: undefined,
    number: undefined,
    callerIdNumber: undefined,
    callerIdFirstName: undefined,
    callerIdLastName: undefined,
    location: undefined,
    title: undefined,
    department: undefined,
    managerEmail: undefined,
    language: undefined,
    timeZone: undefined,
    addressType: undefined,
    addressCountry: undefined,
    preferredSite: undefined,
    jabberTeams: undefined,
    jabberCalling: undefined,
    userStatus: undefined,
    lastAccess: undefined,
    daysSinceAccess: undefined,
    granted: [],
    denied: [],
    grantedExtras: [],
    deniedExtras: [],
  }
}
