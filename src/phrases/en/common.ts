export const common = {
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied',
  copy: 'Copy',
  copyValue: 'Copy {{label}}',
  discard: 'Discard',
  loading: 'Loading',
  more: 'Show more',
  never: 'Never',
  none: 'None',
  noValue: 'Not set',
  open: 'Open',
  reload: 'Reload the page',
  removeFilter: 'Remove the filter {{name}}',
  retry: 'Try again',
  sortBy: 'Sort by {{column}}',
  errorTitle: 'This did not work',
  errorNext: 'Try again. If it happens again, give the code and the tracking id to whoever runs this hub.',
  pageFailed: 'This page could not be shown',
  pageFailedNext: 'Reload the page. Nothing that was saved is lost.',
  errors: {
    bad_request: {
      text: 'The request has a value that is not allowed.',
      remedy: 'Check the values named below and send it again.',
    },
    bad_json: { text: 'The request body is not valid JSON.', remedy: 'Correct the JSON and send it again.' },
    bad_cursor: {
      text: 'The page address is no longer valid.',
      remedy: 'Start again from the first page of the list.',
    },
    unauthorized: { text: 'You are not signed in, or your session has ended.', remedy: 'Sign in and try again.' },
    forbidden: {
      text: 'Your role does not allow this.',
      remedy: 'Ask an administrator who may do it, or who can give you the role.',
    },
    not_found: {
      text: 'There is nothing at this address, or it lies outside your reach.',
      remedy: 'Check the address, or search for what you need.',
    },
    method_not_allowed: {
      text: 'This address does not take that method.',
      remedy: 'Use one of the methods that the API page lists for it.',
    },
    too_large: { text: 'The request is larger than this hub accepts.', remedy: 'Send less at once.' },
    unsupported_type: {
      text: 'The content type is not accepted here.',
      remedy: 'Use a content type that the API page lists for this address.',
    },
    too_many_requests: {
      text: 'Too many requests came in a short time.',
      remedy: 'Wait as long as the answer says, then try again.',
    },
    foreign_origin: {
      text: 'The request came from another website and was refused.',
      remedy: 'Open the console at its own address and try again.',
    },
    failed: {
      text: 'The hub could not complete this because of a fault of its own.',
      remedy: 'Try again. If it happens again, give the tracking id to whoever runs this hub.',
    },
    unavailable: {
      text: 'The hub cannot answer at the moment.',
      remedy: 'Wait a moment and try again. Nothing was changed.',
    },
  },
} as const
