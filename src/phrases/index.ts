import { phrases as da } from './da/index.ts'
import { phrases as en } from './en/index.ts'
import { phrases as fi } from './fi/index.ts'
import type { Language } from './languages.ts'
import { phrases as nl } from './nl/index.ts'
import { phrases as ptBR } from './pt-BR/index.ts'
import type { Translated } from './translated.ts'

export type Phrases = Translated<typeof en>

/** All languages at once, for the server. The web loads one at a time from its folder. */
export const catalogue: Record<Language, Phrases> = { en, nl, 'pt-BR': ptBR, fi, da }
