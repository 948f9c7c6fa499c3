import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Raised where no browser can be started; says what to install. */
export class NoChromium extends Error {
  override name = 'NoChromium'
}

/** The Chromium of CHROMIUM_PATH, else the system's, else the one that npm brings for Linux x64. */
export async function launchChromium(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'] ?? systemChromium()
  if (installed) {
    if (!existsSync(installed)) throw new NoChromium(`CHROMIUM_PATH names ${installed}, which does not exist.`)
    return await chromium.launch({ executablePath: installed, args: flags })
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new NoChromium(
      `The browser tests need Chromium. Install Chromium or Google Chrome, or set CHROMIUM_PATH; on ${process.platform} ${process.arch} npm brings none.`,
    )
  }
  return await bundledChromium()
}

/**
 * Two test files may unpack it into the same place at the same moment; whoever meets the file half written asks again
 * until it is whole.
 */
async function bundledChromium(): Promise<Browser> {
  const { default: bundled } = await import('@sparticuz/chromium')
  // One process for all pages would let one page's fault end every test; without web security faults would go unseen.
  const unwanted = /^--(single-process|no-zygote|disable-web-security|allow-running-insecure-content|headless)\b/
  const args = [...bundled.args.filter((flag) => !unwanted.test(flag)), ...flags]
  const end = Date.now() + 30_000
  for (;;) {
    try {
      return await chromium.launch({ executablePath: await bundled.executablePath(), args })
    } catch (error) {
      if (Date.now() > end) {
        throw new NoChromium(
          `The Chromium that npm brings did not start. Install Chromium (apt-get install chromium), or set CHROMIUM_PATH. ${error}`,
        )
      }
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

function systemChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = [
    '/usr/bin',
    ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/')),
  ]
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file))
}
