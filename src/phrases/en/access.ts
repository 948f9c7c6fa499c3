export const access = {
  errors: {
    read_only: {
      text: "This is a read-only session in the customer's organization, and this would change something.",
      remedy: 'End the session and do it by your own right, or ask the customer for full access.',
    },
  },
} as const
