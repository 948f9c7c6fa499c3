import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'test/browser/*.browser.ts'],
    globalSetup: ['test/global-setup.ts'],
    // Two cores are the smallest machine we test on; each file starts a hub and uses one database.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for is a state; on a busy machine it comes late, and a second (the default) says nothing about it.
    expect: { poll: { timeout: 20_000 } },
  },
})
