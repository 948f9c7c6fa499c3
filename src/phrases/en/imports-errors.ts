/** What an import may find wrong with a file, an act or a row. Values stand in double braces. */
export const importsErrors = {
  empty_file: { text: 'The file is empty.', remedy: 'Choose the file again, or download the template and fill it in.' },
  not_csv: {
    text: 'The file is not a CSV of users.',
    remedy: 'Save the sheet as CSV with commas or semicolons and upload that file.',
  },
  utf16: { text: 'The file is encoded as UTF-16.', remedy: 'Save it again as CSV UTF-8.' },
  utf32: {
    text: 'The file is encoded as UTF-32.',
    remedy: 'Save it again as CSV UTF-8.',
  },
  unknown_encoding: {
    text: 'The file is not encoded as UTF-8: line {{line}} is the first that cannot be read.',
    remedy: 'Save it again as CSV UTF-8, so that letters with accents stay as they are.',
  },
  binary_file: {
    text: 'The file is not text: it looks like a workbook, an archive or an image.',
    remedy: 'Open it and save it as CSV UTF-8.',
  },
  compressed_file: { text: 'The file is compressed.', remedy: 'Unpack it and upload the CSV in it.' },
  file_too_large: {
    text: 'The file is larger than the {{limit}} MB that are allowed.',
    remedy: 'Split it into smaller files and import them one after another.',
  },
  header_only: { text: 'The file has headings but no rows.', remedy: 'Add a row for each user.' },
  no_key_column: {
    text: 'The column “{{heading}}” is missing.',
    remedy: 'Add it: each row is matched to its user by it.',
  },
  duplicate_heading: { text: 'The heading “{{heading}}” is there twice.', remedy: 'Keep one of the two columns.' },
  same_column: {
    text: '“{{one}}” and “{{other}}” are the same column.',
    remedy: 'Keep one of the two.',
  },
  unknown_heading: {
    text: 'The heading “{{heading}}” is not known.',
    remedy: 'Correct it after the template, or delete the column.',
  },
  suspended_heading: {
    text: 'The heading “{{heading}}” belongs to a suspended service.',
    remedy: 'Delete the column, or have the service restored first.',
  },
  other_subscription: {
    text: '“{{heading}}” names another subscription; {{package}} was sold to this customer under {{subscription}}.',
    remedy: 'Check that the file belongs to this customer, or take the heading from its template.',
  },
  other_delimiter: {
    text: 'The file says that its cells are separated by “{{delimiter}}”, which is not read.',
    remedy: 'Save it as CSV with commas or semicolons, or delete its first line.',
  },
  quote_left_open: {
    text: 'A quotation mark in line {{line}} is not closed properly.',
    remedy: 'Close it, and double quotation marks that belong to the text.',
  },
  row_too_long: {
    text: 'The row that begins in line {{line}} is longer than {{limit}} characters.',
    remedy: 'Shorten its cells. If no cell is that long, look for a quotation mark in this row that is not closed.',
  },
  too_many_rows: {
    text: 'The file has more than {{limit}} rows.',
    remedy: 'Split it into smaller files and import them one after another.',
  },
  upload_cut_off: { text: 'The upload was cut off before the end of the file.', remedy: 'Upload the file again.' },

  not_found: { text: 'There is no such import.', remedy: 'Look for it in the list of imports.' },
  not_planned: {
    text: 'The import has no finished plan.',
    remedy: 'Wait until it is planned, or upload the file again.',
  },
  was_canceled: {
    text: 'The import was canceled, and its plan is gone.',
    remedy: 'Upload the file again to make a new plan.',
  },
  already_applied: { text: 'This plan has been applied already.', remedy: 'Upload the file again to make a new plan.' },
  another_running: {
    text: 'Another import of this customer is being applied.',
    remedy: 'Wait until it has ended, then apply this one.',
  },
  removals_unconfirmed: {
    text: 'The plan removes {{removals}} of {{users}} users, and this number was not confirmed.',
    remedy: 'Check the removals and state their exact number.',
  },
  cannot_cancel: {
    text: 'The import can no longer be cancelled.',
    remedy: 'Only plans that have not been applied can be.',
  },
  plan_outdated: {
    text: 'The plan is older than {{days}} days.',
    remedy: 'Upload the file again to plan with what is true today.',
  },
  failed: {
    text: 'The import stopped because of a fault in the hub.',
    remedy: 'Apply it again: it goes on where it stopped. If that does not help, tell the operator.',
  },

  rows_gone: {
    text: 'The rows of this import are no longer kept: they go {{days}} days after its end.',
    remedy: 'Its counts are still there. Upload the file again to see how its rows stand today.',
  },
  too_many_cells: {
    text: 'Cells in the row: {{cells}}, in the heading line: {{expected}}.',
    remedy:
      'Put cells that hold a comma or semicolon in quotation marks. In the file of refused rows, put what “Cells out of place” holds where it belongs, and clear that cell.',
  },
  too_few_cells: {
    text: 'Cells in the row: {{cells}}, in the heading line: {{expected}}.',
    remedy:
      'Add the missing cells; they may be blank. In the file of refused rows they are added at the end: put each cell under its heading, and clear “Cells out of place”.',
  },
  value_without_heading: {
    text: '“{{value}}” stands in column {{column}}, which has no heading.',
    remedy: 'Give the column its heading, or clear the cell.',
  },
  formula_cell: {
    text: '“{{value}}” would run as a formula in a spreadsheet.',
    remedy: 'Write the value without =, +, - or @ in front.',
  },
  nul_character: { text: 'The cell holds a NUL character.', remedy: 'Type the value anew.' },
  invisible_character: {
    text: '“{{heading}}” holds a character that cannot be seen ({{character}}).',
    remedy: 'Type the value anew: copying from a page or a mail brings such characters along.',
  },
  email_missing: { text: 'The row has no e-mail address.', remedy: 'Fill in “{{heading}}”.' },
  email_bad: {
    text: '“{{value}}” is not an e-mail address.',
    remedy: 'Write it as name@example.com, with one @ and no spaces.',
  },
  email_too_long: {
    text: 'The e-mail address has {{length}} characters; {{limit}} are possible.',
    remedy: 'Use a shorter address.',
  },
  email_twice: { text: 'The same e-mail address stands in line {{line}}.', remedy: 'Keep one row for each user.' },
  email_elsewhere: {
    text: '“{{value}}” is in use outside this customer.',
    remedy: 'Use another address, or have the person moved here first.',
  },
  two_packages: {
    text: 'Two packages are TRUE: {{one}} and {{other}}.',
    remedy: 'A user has exactly one package: set the others to FALSE.',
  },
  no_package: { text: 'The new user gets no package.', remedy: 'Set exactly one package column to TRUE.' },
  package_not_sold: {
    text: '{{package}} was not sold to this customer.',
    remedy: 'Choose another package, or add this one to the customer.',
  },
  limit_reached: {
    text: '{{package}} has no seat left: the limit is {{limit}}.',
    remedy: 'Raise the limit, free seats or choose another package.',
  },
  add_on_without_base: {
    text: '{{addOn}} needs one of these packages: {{packages}}.',
    remedy: 'Give the user one of them, or set the add-on to FALSE.',
  },
  required_missing: { text: '“{{heading}}” is blank, but {{package}} needs it.', remedy: 'Fill in the cell.' },
  required_column_missing: {
    text: 'The file has no column “{{heading}}”, but {{package}} needs it.',
    remedy: 'Add the column and fill it in.',
  },
  location_needed: {
    text: '“{{heading}}” says REMOVE, but {{package}} needs a location.',
    remedy: 'Write the name of one of the customer’s locations.',
  },
  no_number_or_extension: {
    text: '{{package}} needs a phone number or an extension.',
    remedy: 'Fill in at least one of the two.',
  },
  number_bad: {
    text: '“{{value}}” is not a valid phone number.',
    remedy: 'Write it with + and country code, as +31201234567.',
  },
  number_taken: {
    text: 'The number {{number}} is in use.',
    remedy: 'Choose another number, or free this one with an import of its own first.',
  },
  number_held: {
    text: 'The number {{number}} belongs to another user of this customer.',
    remedy: 'Choose another number, or free this one with an import of its own first.',
  },
  number_twice: {
    text: 'The same phone number stands in line {{line}}.',
    remedy: 'Give each user a number of its own.',
  },
  extension_bad: { text: '“{{value}}” is not an extension.', remedy: 'Use digits only.' },
  extension_length: {
    text: 'The extension {{value}} has the wrong length: {{digits}} digits are needed.',
    remedy: 'Write it with that many digits; check that no leading zero was lost.',
  },
  extension_taken: {
    text: 'The extension {{extension}} is in use at this location.',
    remedy: 'Choose another one, or free it with an import of its own first.',
  },
  extension_twice: {
    text: 'The same extension at the same location stands in line {{line}}.',
    remedy: 'Give each user an extension of its own.',
  },
  location_unknown: {
    text: 'The customer has no location “{{value}}”.',
    remedy: 'Use the name of an existing location, or create it first.',
  },
  location_change_refused: {
    text: 'The location of a user who calls cannot be changed by a file.',
    remedy: 'Leave the cell blank, or move the user by hand.',
  },
  site_unknown: { text: 'The customer has no site “{{value}}”.', remedy: 'Use one of the customer’s sites.' },
  boolean_bad: {
    text: '“{{value}}” is neither TRUE nor FALSE.',
    remedy: 'Write TRUE or FALSE, or leave the cell blank.',
  },
  read_only_changed: {
    text: '“{{heading}}” cannot be changed by a file, but “{{value}}” differs from the present value.',
    remedy: 'Delete the column, or restore the value.',
  },
  administrator_guarded: {
    text: 'This person is an administrator, and whoever made this plan cannot change or remove administrators.',
    remedy: 'Ask a full administrator to do it, or take the row out.',
  },
  own_removal: {
    text: 'This row would remove the person who uploaded the file, and nobody removes herself.',
    remedy: 'Ask another full administrator to upload the row, or take it out.',
  },
  last_administrator: {
    text: 'This is the customer’s last full administrator.',
    remedy: 'Make somebody else full administrator first.',
  },
  name_bad: {
    text: 'The name “{{value}}” cannot be used for calling.',
    remedy: 'Use at most 30 characters and none of % # < > \\ / ".',
  },
  value_too_long: {
    text: '“{{heading}}” has {{length}} characters; {{limit}} are possible.',
    remedy: 'Shorten the value.',
  },
  language_unknown: {
    text: '“{{value}}” is not a known language.',
    remedy: 'Use a code as en-US, or the English name.',
  },
  time_zone_unknown: { text: '“{{value}}” is not a known time zone.', remedy: 'Use a name as Europe/Amsterdam.' },
  country_unknown: { text: '“{{value}}” is not a country code.', remedy: 'Use two letters, as NL.' },
  removal_columns_missing: {
    text: 'FALSE would leave the user without a package, but not every package column is there and FALSE.',
    remedy: 'To remove the user, set all package columns to FALSE; to keep it, set one to TRUE.',
  },
  removal_contradicted: {
    text: 'All packages are FALSE, which would remove the user, but TRUE is set for {{licenses}}.',
    remedy: 'To remove the user, set that to FALSE too. To keep the user, set one package to TRUE.',
  },
  made_meanwhile: {
    text: 'The user was made by somebody else after the plan was made.',
    remedy: 'Import the row again: it is then compared with the user who is there now.',
  },
  changed_meanwhile: {
    text: 'The user was changed by somebody else after the plan was made.',
    remedy: 'Import the row again to plan it anew.',
  },

  legacy_heading: {
    text: 'The column “{{heading}}” is from older files and is ignored.',
    remedy: 'You can delete it.',
  },
  renamed_heading: {
    text: '“{{heading}}” is now called “{{now}}” and was read as that.',
    remedy: 'Use the new heading from now on.',
  },
  site_missing: {
    text: '{{package}} has no preferred site.',
    remedy: 'Fill it in: without it meetings can go wrong later.',
  },
  site_column_missing: {
    text: 'The file has no column “{{heading}}”, so users who get {{packages}} are left without a preferred site.',
    remedy: 'Add the column with the customer’s site: without it meetings can go wrong later.',
  },
  plan_overtaken: {
    text: 'The import {{file}} of this customer was applied after this plan was made, so seats and numbers may stand differently now.',
    remedy: 'Upload the file again to plan it anew. Each row is checked once more when it is applied.',
  },
  base_licenses_added: {
    text: 'New users also get these base licences: {{licenses}}.',
    remedy: 'To keep them off, choose “Add and remove services” and set their columns to FALSE.',
  },
  number_mended: {
    text: '“{{value}}” was read as {{number}}.',
    remedy: 'Check the number. In your sheet, write it with + and country code.',
  },
  false_ignored: {
    text: 'FALSE in “{{heading}}” is ignored with “Add services only”.',
    remedy: 'To take services away, choose “Add and remove services”.',
  },
  read_only_ignored: { text: '“{{heading}}” cannot be set and is ignored.', remedy: 'You can leave the cell blank.' },
  caller_name_ignored: {
    text: 'Caller ID names are ignored for customers in {{country}}.',
    remedy: 'The user’s own name is shown to those called.',
  },
  manager_removed: {
    text: '{{value}} is removed by this file, so the user is left with a manager who cannot be found.',
    remedy: 'Name another manager, or do not remove this one.',
  },
  package_replaced: {
    text: 'The user loses {{before}} and gets {{after}}, since a user has one package.',
    remedy: 'To keep {{before}}, leave the cell of {{after}} blank.',
  },
  administrator_removed: {
    text: 'This user is an administrator too. The removal disables that account as well, so the person can no longer sign in to the console.',
    remedy: 'To keep the administrator, take the row out of the file.',
  },
  nobody_to_remove: {
    text: 'There is no user {{value}} with this customer, so the row removes nobody.',
    remedy: 'Check the address. If the user is gone already, leave the row out.',
  },
  numbers_idle: {
    text: '{{package}} uses neither phone number nor extension, yet these stay with the user and stay taken: {{numbers}}.',
    remedy:
      'Leave the cells of a new user blank. To free those of a user who is there, remove the user and create it anew without them.',
  },
  manager_unknown: {
    text: '{{value}} is not a user of this customer, so the user is left with a manager who cannot be found.',
    remedy: 'Check the address, or import the manager as well.',
  },
} as const
