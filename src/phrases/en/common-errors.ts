export const commonErrors = {
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
  unknown_host: {
    text: 'This hub is for its own machine alone and does not go by the name {{host}}.',
    remedy:
      'Open it as localhost or by its IP address. If people are to reach it by that name, as behind a proxy, set PUBLIC_URL to the address they use.',
  },
  file_missing: {
    text: 'The request holds no file.',
    remedy: 'Send the file as the body, or in the form field “file”.',
  },
  several_files: {
    text: 'The request holds more than one file.',
    remedy: 'Send each file in a request of its own.',
  },
  compressed_body: {
    text: 'The upload is compressed ({{coding}}), and this hub takes files as they are.',
    remedy: 'Send the file uncompressed, without the header Content-Encoding.',
  },
  not_http: {
    text: 'The hub could not read this as an HTTP request.',
    remedy: 'Check that the client speaks HTTP/1.1 to this address, and not HTTPS where the hub has none.',
  },
  headers_too_large: {
    text: 'The headers of the request are larger than this hub accepts.',
    remedy: 'Shorten the address, the cookies or the headers; together they may have 16 KB.',
  },
  cut_off: {
    text: 'The request was cut off before its end.',
    remedy: 'Send it again, and keep the connection open until the answer is there.',
  },
  too_slow: {
    text: 'The request did not arrive in time.',
    remedy: 'Send it again, without a pause between its parts.',
  },
  upload_too_long: {
    text: 'The upload took longer than the {{minutes}} minutes that this hub gives one.',
    remedy: 'Send the file over a faster connection, or split it into several files.',
  },
  upload_too_slow: {
    text: 'The upload came so slowly that it kept others from their turn.',
    remedy: 'Send the file over a faster connection, or when less is being uploaded.',
  },
  scope_missing: {
    text: 'The token lacks the scope for this.',
    remedy: 'Make a token with the scope that the API page names for this address.',
  },
  failed: {
    text: 'The hub could not complete this because of a fault of its own.',
    remedy: 'Try again. If it happens again, give the tracking id to whoever runs this hub.',
  },
  unavailable: {
    text: 'The hub cannot answer at the moment.',
    remedy: 'Wait a moment and try again. Nothing was changed.',
  },
  took_too_long: {
    text: 'The hub needed too long to find this.',
    remedy:
      'Ask for less at once: for one customer, or for a whole identifier instead of a part. Otherwise try again when the hub has less to do.',
  },
  uploads_busy: {
    text: 'Other files are being uploaded just now: at most {{places}} at once.',
    remedy: 'Try again in a moment. Nothing was written.',
  },
}
