import { lazyRouteComponent } from '@tanstack/react-router'
import { answersNow, hubAnswers, untilReturn } from './connection.ts'

// The console comes in parts, each fetched when it is first needed. What cannot be fetched is no reason to lose what is on the screen.

/** The hub answers, and this document cannot have the part: the hub was updated since, or went away in that very moment. */
export class PartGone extends Error {
  override name = 'PartGone'
}

/**
 * Fetches a part of the console, as soon as the hub answers. It is asked first, since browsers keep a module that could not be fetched as
 * failed for as long as the document lives; what failed all the same comes with a new document alone.
 */
export async function part<Module>(load: () => Promise<Module>): Promise<Module> {
  if (!(await answersNow())) await untilReturn()
  try {
    return await load()
  } catch (cause) {
    if (!(await hubAnswers())) await untilReturn()
    throw new PartGone('A part of the console could not be fetched.', { cause })
  }
}

/** A page that is fetched when somebody goes there. */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(() => part(load), name)
}

const reloadedKey = 'cordboard.reloaded'

/** Loads the document anew, which brings the parts of the hub as it is now, but never in a circle. False where that was done just now. */
export function reloadOnce(): boolean {
  try {
    if (Date.now() - Number(sessionStorage.getItem(reloadedKey) ?? 0) < 60_000) return false
    sessionStorage.setItem(reloadedKey, String(Date.now()))
  } catch {
    // Without storage nobody could tell the second time from the first.
    return false
  }
  location.reload()
  return true
}

/** By hand: the browser would leave the console for a page of its own while the hub is away. */
export async function reloadWhenAnswered(): Promise<void> {
  if (!(await hubAnswers())) await untilReturn()
  location.reload()
}
