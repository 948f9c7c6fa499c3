export const partnersErrors = {
  subscription_not_found: {
    text: 'Tällä asiakkaalla ei ole tällaista tilausta.',
    remedy: 'Tarkista viite tai hae tilausten tunnisteet.',
  },
  no_parent: {
    text: 'Tällä kumppanilla ei ole pääkumppania.',
    remedy: 'Täällä ei ole mitään päätettävää.',
  },
  parent_decides_not: {
    text: 'Vain alikumppani itse päättää, mitä sen pääkumppani saa tehdä.',
    remedy: 'Pyydä alikumppanin ylläpitäjää.',
  },
  sub_partner_not_found: {
    text: 'Tällä tunnuksella ei ole alikumppania, jonka puolesta voisit toimia.',
    remedy: 'Tarkista tunnus. Alikumppani päättää, mitä sen pääkumppani saa tehdä.',
  },
  restricted_mode: {
    text: 'Palveluntarjoaja hallinnoi tämän organisaation käyttäjiä, joten sen omat ylläpitäjät eivät voi muuttaa tätä.',
    remedy: 'Pyydä palveluntarjoajaa tekemään muutos tai poistamaan rajoitettu ylläpitotila käytöstä.',
  },
  users_by_full_administrators: {
    text: 'Yrityksessäsi asiakkaiden käyttäjiä hallinnoivat vain pääylläpitäjät ja tukkumyynnin ylläpitäjät.',
    remedy: 'Pyydä jotakuta heistä tekemään muutos, tai pyydä pääylläpitäjää muuttamaan asetusta.',
  },
  not_on_behalf: {
    text: 'Tämän voi tehdä vain omalle kumppanille, ei alikumppanin puolesta.',
    remedy: 'Jätä onBehalfOfSubPartnerOrgId pois tai pyydä alikumppania tekemään se.',
  },
  behalf_repeated: {
    text: 'Pyynnössä on useampi kuin yksi alikumppani.',
    remedy: 'Anna onBehalfOfSubPartnerOrgId vain kerran.',
  },
  parent_reads_only: {
    text: 'Alikumppani antaa pääkumppaninsa katsoa, mutta ei muuttaa mitään.',
    remedy: 'Pyydä alikumppania tekemään muutos tai antamaan pääkumppanin hallita asiakkaitaan.',
  },
  customer_not_found: {
    text: 'Ulottuvillasi ei ole tällaista asiakasta.',
    remedy: 'Tarkista tunnus, tai kysy pääylläpitäjältä, onko asiakas annettu sinulle.',
  },
}
