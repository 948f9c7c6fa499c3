export type CsvField<Row> = { label: string; text: (row: Row) => string | undefined }

/**
 * A list as CSV, with the mark that spreadsheets know UTF-8 by. A cell that a spreadsheet would take for a formula gets a leading ' and so
 * stays text: names and addresses come from people we do not know.
 */
export function csvOf<Row>(fields: readonly CsvField<Row>[], rows: readonly Row[], delimiter: ',' | ';'): string {
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(guarded(cell), delimiter)).join(delimiter)
  const lines = [
    line(fields.map(({ label }) => label)),
    ...rows.map((row) => line(fields.map(({ text }) => text(row) ?? ''))),
  ]
  return `\ufeff${lines.join('\r\n')}\r\n`
}

/** Where the comma is the decimal sign, spreadsheets part cells by semicolons. */
export function delimiterIn(language: string): ',' | ';' {
  return new Intl.NumberFormat(language).format(1.5).includes(',') ? ';' : ','
}

function guarded(cell: string): string {
  return /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
}
