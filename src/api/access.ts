export const accessErrors = {
  'access.read_only': { status: 403, number: 18001 },
} as const
