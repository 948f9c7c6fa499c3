declare module 'ciscospark'
