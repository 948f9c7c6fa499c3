export const mailErrors = {
  message_not_found: {
    text: 'Ulottuvillasi ei ole tällaista sähköpostia.',
    remedy: 'Tarkista tunniste tai etsi sähköpostien luettelosta.',
  },
  not_resendable: {
    text: 'Tätä sähköpostia ei voi lähettää uudelleen.',
    remedy: 'Vain epäonnistuneen tai hylätyn voi, ja vain kerran; lähetä uusin uudelleen.',
  },
  link_lapsed: {
    text: 'Tämän sähköpostin linkki on vanhentunut.',
    remedy: 'Tee uudelleen se, mistä se syntyi: kutsu uudelleen tai pyydä uutta salasanaa.',
  },
  bad_address: {
    text: 'Tähän osoitteeseen ei voi lähettää sähköpostia.',
    remedy: 'Anna yksi osoite muodossa nimi@verkkotunnus.',
  },
}
