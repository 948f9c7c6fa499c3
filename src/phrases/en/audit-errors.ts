export const auditErrors = {
  event_not_found: {
    text: 'There is no such event in your reach.',
    remedy: 'It may have been let go by the retention rule. List the events and open one.',
  },
  retention_too_short: {
    text: 'The audit must be kept for at least {{least}} days.',
    remedy: 'Enter {{least}} days or more, or keep it for ever.',
  },
  span_too_long: {
    text: 'The span asked for is longer than one year.',
    remedy: 'Ask for at most one year at a time.',
  },
  span_backwards: {
    text: 'The span ends before it begins, or one of its times cannot be read.',
    remedy: 'Give both as ISO 8601, as 2026-01-31T12:00:00Z, the earlier one first.',
  },
  unknown_category: {
    text: 'There is no category {{category}}.',
    remedy: 'List the categories and use their names.',
  },
  no_checkpoint: {
    text: 'No checkpoint has been made yet.',
    remedy: 'Make one, or wait for the one that is made every night.',
  },
  nothing_sealed: {
    text: 'Nothing has been sealed yet, so there is nothing to sign.',
    remedy: 'Wait a few seconds after the first act and try again.',
  },
}
