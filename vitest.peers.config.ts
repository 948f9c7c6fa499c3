import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/peers/*.peer.ts'],
    globalSetup: ['test/global-setup.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
