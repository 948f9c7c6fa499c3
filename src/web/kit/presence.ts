// Whether somebody is at this tab. What it asks while nobody is, by its clocks alone, keeps no session alive.

/**
 * Longer than the slowest of the clocks by which pages ask (30 s), so that typing a long form is use although nothing is sent; too short to
 * add to an idle limit, which counts in minutes.
 */
const attendedMs = 60_000

// Mere movements of a pointer are left out: a table that is leaned on makes them too.
const acts = ['pointerdown', 'click', 'keydown', 'input', 'wheel', 'touchmove', 'drop'] as const

// Opening the console is an act itself.
let lastAct = Date.now()

for (const act of acts) addEventListener(act, noteAct, { capture: true, passive: true })

/** True where somebody has done something here just now. */
export function isAttended(): boolean {
  return Date.now() - lastAct <= attendedMs
}

function noteAct({ isTrusted }: Event): void {
  if (isTrusted) lastAct = Date.now()
}
