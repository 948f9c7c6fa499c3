import type { signInErrors as english } from '../en/sign-in-errors.ts'
import type { Translated } from '../translated.ts'

export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'Dette kræver, at du lige har logget på, og dit login er over 15 minutter gammelt.',
    remedy: 'Bekræft, hvem du er, med din adgangskode eller en kode, og gør det så igen.',
  },
  session_needed: {
    text: 'Dette kan kun gøres af en person, der er logget på, ikke af et token.',
    remedy: 'Log på konsollen, og gør det der.',
  },
  one_organization: {
    text: 'Tokenet gælder kun for én organisation.',
    remedy: 'Brug et token for hele partneren til dette.',
  },
  sign_in_lapsed: {
    text: 'Dette login har ventet for længe eller er allerede afsluttet.',
    remedy: 'Begynd forfra med din e-mailadresse og adgangskode.',
  },
  wrong_code: {
    text: 'Koden passer ikke, eller den er allerede brugt.',
    remedy: 'Vent på appens næste kode, tjek telefonens ur, eller brug en gendannelseskode.',
  },
  wrong_password: {
    text: 'Det er ikke din nuværende adgangskode.',
    remedy: 'Kontrollér den, og prøv igen.',
  },
  code_needed: {
    text: 'Din anden faktor er slået til, så der skal bruges en kode.',
    remedy: 'Skriv koden fra din godkendelsesapp eller en gendannelseskode.',
  },
  second_factor_not_begun: {
    text: 'Ingen godkendelsesapp venter på at blive bekræftet.',
    remedy: 'Begynd forfra, og scan det nye billede.',
  },
  second_factor_off: {
    text: 'Den anden faktor er ikke slået til.',
    remedy: 'Du behøver ikke gøre noget.',
  },
  second_factor_required: {
    text: 'Din organisation kræver en anden faktor, så den kan ikke slås fra.',
    remedy: 'Sæt den op igen på en anden enhed, eller spørg den, der bestemmer reglerne for login.',
  },
  second_factor_first: {
    text: 'Du har ikke selv en anden faktor endnu.',
    remedy: 'Slå først din egen til under Konto, og kræv den derefter af andre.',
  },
  reset_link_invalid: {
    text: 'Linket er brugt, erstattet af et nyere eller over en time gammelt.',
    remedy: 'Bed om et nyt link, og brug det inden for en time.',
  },
  session_not_found: {
    text: 'Sessionen findes ikke eller er allerede afsluttet.',
    remedy: 'Indlæs listen over sessioner igen.',
  },
  token_not_found: {
    text: 'Tokenet findes ikke eller er allerede tilbagekaldt.',
    remedy: 'Indlæs listen over tokens igen.',
  },
  service_app_not_found: {
    text: 'Serviceappen findes ikke eller ligger uden for din rækkevidde.',
    remedy: 'Indlæs listen over serviceapps igen.',
  },
  account_not_found: {
    text: 'Administratoren findes ikke eller ligger uden for din rækkevidde.',
    remedy: 'Find personen på listen over administratorer.',
  },
  scope_not_allowed: {
    text: 'Rollen tillader ikke scopet {{scope}}, eller det findes ikke.',
    remedy: 'Vælg blandt de scopes, der er opført for rollen.',
  },
  role_not_for_app: {
    text: 'En serviceapp kan ikke have denne rolle her.',
    remedy:
      'Vælg en af kundens roller til en app for én kunde, og en rolle, der når alle kunder, til en app for hele partneren.',
  },
} satisfies Translated<typeof english>
