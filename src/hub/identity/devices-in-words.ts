import type { Language } from '../../phrases/languages.ts'
import { phraseOf } from '../../platform/phrases.ts'

// The order decides: browsers name those that they are made from, and Android names Linux.
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^node\b/, 'Node.js'],
  [/^python-requests\//, 'Python'],
]
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** A device as a person would name it, as "Firefox on Windows"; versions change too often to tell anybody anything. */
export function deviceInWords(language: Language, userAgent: string | null | undefined): string {
  const { browser, system } = deviceOf(userAgent)
  if (browser && system) return phraseOf(language, 'account.device.both', { browser, system })
  return browser ?? system ?? phraseOf(language, 'account.device.unknown')
}

/** The same text for the same device through updates of its browser. */
export function deviceKey(userAgent: string | null | undefined): string {
  const { browser, system } = deviceOf(userAgent)
  return `${browser ?? '?'} ${system ?? '?'}`
}

function deviceOf(userAgent: string | null | undefined) {
  const text = userAgent ?? ''
  return {
    browser: browsers.find(([shape]) => shape.test(text))?.[1],
    system: systems.find(([shape]) => shape.test(text))?.[1],
  }
}
