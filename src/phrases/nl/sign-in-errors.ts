import type { signInErrors as english } from '../en/sign-in-errors.ts'
import type { Translated } from '../translated.ts'

export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'Hiervoor moet je kort geleden zijn aangemeld, en jouw aanmelding is ouder dan 15 minuten.',
    remedy: 'Bevestig met je wachtwoord of een code wie je bent en doe het daarna opnieuw.',
  },
  session_needed: {
    text: 'Dit kan alleen iemand doen die is aangemeld, geen token.',
    remedy: 'Meld je aan bij de console en doe het daar.',
  },
  one_organization: {
    text: 'Het token geldt voor één organisatie.',
    remedy: 'Gebruik hiervoor een token van de hele partner.',
  },
  sign_in_lapsed: {
    text: 'Deze aanmelding heeft te lang gewacht of is al afgerond.',
    remedy: 'Begin opnieuw met je e-mailadres en wachtwoord.',
  },
  wrong_code: {
    text: 'Deze code klopt niet of is al gebruikt.',
    remedy: 'Wacht op de volgende code van je app, controleer de klok van je telefoon of gebruik een herstelcode.',
  },
  wrong_password: {
    text: 'Dit is niet je huidige wachtwoord.',
    remedy: 'Controleer het en probeer het opnieuw.',
  },
  code_needed: {
    text: 'Je tweede factor staat aan, dus er is een code nodig.',
    remedy: 'Vul de code van je authenticator-app in, of een herstelcode.',
  },
  second_factor_not_begun: {
    text: 'Er wacht geen authenticator-app op bevestiging.',
    remedy: 'Begin opnieuw en scan de nieuwe afbeelding.',
  },
  second_factor_off: {
    text: 'De tweede factor staat niet aan.',
    remedy: 'Je hoeft niets te doen.',
  },
  second_factor_required: {
    text: 'Je organisatie verplicht een tweede factor, dus die kan niet uit.',
    remedy: 'Stel hem opnieuw in op een ander apparaat, of vraag het aan wie de aanmeldregels bepaalt.',
  },
  second_factor_first: {
    text: 'Je hebt zelf nog geen tweede factor.',
    remedy: 'Zet eerst je eigen tweede factor aan onder Account; verplicht hem daarna voor anderen.',
  },
  reset_link_invalid: {
    text: 'Deze link is gebruikt, vervangen door een nieuwere of ouder dan een uur.',
    remedy: 'Vraag een nieuwe link aan en gebruik die binnen het uur.',
  },
  session_not_found: {
    text: 'Deze sessie bestaat niet of is al beëindigd.',
    remedy: 'Laad de lijst met sessies opnieuw.',
  },
  token_not_found: {
    text: 'Dit token bestaat niet of is al ingetrokken.',
    remedy: 'Laad de lijst met tokens opnieuw.',
  },
  service_app_not_found: {
    text: 'Deze service-app bestaat niet of valt buiten je bereik.',
    remedy: 'Laad de lijst met service-apps opnieuw.',
  },
  account_not_found: {
    text: 'Deze beheerder bestaat niet of valt buiten je bereik.',
    remedy: 'Zoek de persoon op in de lijst met beheerders.',
  },
  scope_not_allowed: {
    text: 'De rol staat de scope {{scope}} niet toe, of die bestaat niet.',
    remedy: 'Kies uit de scopes die bij de rol staan.',
  },
  role_not_for_app: {
    text: 'Een service-app kan deze rol hier niet hebben.',
    remedy:
      'Kies een rol van de klant voor een app van één klant, en een rol die alle klanten bereikt voor een app van de hele partner.',
  },
} satisfies Translated<typeof english>
