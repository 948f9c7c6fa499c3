/**
 * What surnames are built of, by locale: a front and an end give one. Name lists hold a few hundred surnames, a real
 * million of people some tens of thousands; without that variety a search and its mending of words look better than they are.
 */
export const surnameParts: Record<string, { fronts: readonly string[]; ends: readonly string[] }> = {
  da: {
    fronts: words(
      'Kirke Skov Bak Lund Dal Høj Øster Vester Nør Sønder Bjerre Brand Bøge Ege Elle Eng Fugl Gammel Grøn Hav Hede Holm Hvid Ild Kær Kold Krog Lind Lyng Mark Mose Munk Møl Ny Over Rav Ris Ros Sand Sejr Ske Stor Svane Tang Tofte Torn Under Vang Vej Vind',
    ),
    ends: words('gaard mark bjerg lund dal holm sted borg bæk kær toft vang bo rup høj hus skov strøm ager kilde'),
  },
  de: {
    fronts: words(
      'Acker Alt Apfel Bach Berg Birken Blumen Breiten Buchen Burg Dorn Eber Eichen Eisen Engel Erlen Falken Feld Fichten Fisch Fried Garten Gold Grünen Hagen Hasen Heiden Hinter Hirsch Hoch Hohen Holz Kalten Kirch Klein Kohl König Krumm Lang Linden Löwen Mittel Moos Mühl Neu Nieder Ober Ochsen Reichen Rosen Rot Sand Schön Schwarz See Silber Sommer Stein Stern Stroh Tannen Unter Vogel Wald Wasser Weiden Weiler Weiß Wiesen Winkel Winter Wolfs Ziegel',
    ),
    ends: words(
      'bach bauer baum becker berg berger bichler brunner brink burg dorf eder egger feld felder gruber haus hauser heim heimer hof hofer huber kamp kötter länder leitner maier mann meier meister moser mühle müller reiter reuter rieder schmidt stein steiner stetter thaler wald weber wieser',
    ),
  },
  en: {
    fronts: words(
      'Ack Ald Ash Ather Back Barn Beck Birch Black Blake Bol Brad Bram Brook Broom Buck Burn Cald Carl Chad Charl Church Clay Cliff Cob Cole Cran Craw Dal Dar Dun Earl East El Fair Farn Fern Flint Ford Gar Gold Grant Green Hal Ham Har Hart Hath Haw Hazel Hea High Hol Horn Hunt Kel Kings Lan Law Lea Lin Lock Long Marsh Mel Mid Mil Moor Morn Nor North Oak Old Orch Pem Pres Rad Ram Red Rush Sand Shel Sher South Stan Stock Stone Sun Sut Thorn Thur Til Wad Wake Wal Wether White Whit Wil Win Wood Wyn',
    ),
    ends: words(
      'acre bank beck berry borough bourne bridge brook burn bury by cliffe combe cote court croft dale den don field fleet ford gate grave grove ham hill holme house hurst land leigh ley low man march mead mere more ridge shaw side stead stock stone ston ton wall water way well wick win wood worth',
    ),
  },
  es: {
    fronts: words(
      'Al Arr Ar Ba Bel Ben Berr Ca Cald Camp Carr Cast Ces Cor Dom Echeb Esp Fern Fig Fuent Gal Garr God Gonz Guerr Gut Hern Ib Itur Jim Lag Land Larr Lind Mal Mart Mend Men Mont Mor Nav Olm Or Pal Per Pin Quint Ram Rod Rosal Sal Sanch San Segov Tab Torr Urr Val Var Vel Vill Zab Zald',
    ),
    ends: words(
      'ada ado al ales anza ar ares ariz ea edo ejo ena era ero eta eza iaga ibar ida ido illa illo ina inez ino ita ivar ola ona osa oso uela uera uri',
    ),
  },
  fi: {
    fronts: words(
      'Aho Aitto Ala Anti Haapa Halko Halla Harju Hauki Heikki Heinä Hieta Honka Huhta Hyppö Iso Jalka Joki Jänis Järvi Kaila Kallio Kangas Karhu Karja Kauppi Keski Keto Kivi Koivu Korpi Koski Kotka Kuivas Kukko Kulma Kurki Kuusi Kylmä Lahti Lammi Latva Lauri Lehti Leino Lepo Lieko Linna Louhi Luoma Maja Marja Matti Metsä Mikko Musti Myllä Mänty Niemi Nieme Nurmi Ojala Olli Paju Palo Pelto Perä Pihla Pitkä Poik Puro Rajas Ranta Rauta Ruoho Ruusu Saari Salmi Salo Savo Sini Sormu Suo Suvi Tamm Tammi Tapio Tervo Toivo Tuomi Tuuli Uusi Vaara Vaino Valko Vanha Vesa Viita Virta Väli Yli Ylä',
    ),
    ends: words(
      'aho harju joki järvi kallio kangas kari kivi korpi koski kylä la lahti lainen lampi linna luoma maa mäki nen niemi oja pelto puro ranta saari salmi salo suo vaara virta',
    ),
  },
  fr: {
    fronts: words(
      'Arn Aub Bail Barb Bar Beau Bell Ber Blan Bois Bon Bou Bouch Bour Bran Bru Cail Car Chab Cham Chap Char Chat Chev Clair Col Cor Cour Cous Dan Del Des Dub Duf Dup Dur Fau Fer Fleur Font Four Gail Gar Gau Ger Gir Gran Gros Guil Gui Jac Jol Lab Lac Lam Lan Lar Laur Leb Lef Leg Lem Ler Mail Mall Mar Mart Maur Mich Mon Mor Pas Per Pet Pic Poi Pon Pou Pru Ray Ren Ric Rob Roch Rous Sab Sal Sav Seg Ser Sou Tan Tes Tour Vail Val Vas Ver Vid Vil',
    ),
    ends: words(
      'ac ade aix anger ard aud ault audin chon eau el elet elle emont enet erand eret ert et eux ier ière in inet iot iral is oire on onnet ot ouin oux',
    ),
  },
  nb_NO: {
    fronts: words(
      'Aas Ask Bakke Berg Bjør Brat Breivik Bru Dal Eike Elve Espe Fager Fjell Foss Fure Grønn Haga Haug Hegge Helle Hol Hov Høy Kjel Kirke Klepp Kvam Lang Lauv Leir Li Lille Lund Lyng Midt Mo Myr Nes Ness Nord Ny Opp Rogn Rust Rød Sand Selje Skar Skog Sol Stein Stor Strand Sund Svart Sør Tang Tjøn Torp Tveit Ul Vest Vik Voll Øst Øy',
    ),
    ends: words(
      'aas bakk bakken berg berget bø bråten dahl dal dalen eid eng engen fjeld gaard gård haug haugen heim hus li lien lund løkken mo moen myhr nes rud rød sæter seth stad stad stuen sund tveit vik vold våg',
    ),
  },
  nl: {
    fronts: words(
      'Acht Appel Baar Bakker Beek Berg Berken Blij Bloemen Boom Bos Braam Brede Breu Broek Brouwers Brug Buiten Daal Dijk Donker Door Drie Duin Eiken Elzen Gelder Goed Groen Groot Haver Heem Hemel Heu Hoek Hof Hoog Hooge Kamp Kerk Klaver Klooster Konings Kort Kruis Kuiper Laan Lange Leeuwen Linde Loon Maan Meer Middel Molen Mulders Nieuwen Noord Olden Onder Oost Ooster Over Pannen Poel Polder Rietveld Roos Ruiter Schip Schoon Sloot Smeden Spoor Steen Sterk Tuin Uiter Veen Veld Ven Vogel Voor Vreden Water Weide Wester Wijn Wilgen Winter Wolf Zand Zee Zuid Zwaan',
    ),
    ends: words(
      'aard berg beek boer bos broek brink burg daal dijk donk drecht duin haar hof horst huis huizen hout kamp laar land loo man meer mans oord schot sloot steen stra veen veld veldt waard water weg wijk zee zoon',
    ),
  },
  pl: {
    fronts: words(
      'Adam Bart Bąk Biał Bor Brzez Buk Chmiel Cich Czarn Czerw Dąbr Dębin Dobr Drozd Gaj Gąsior Głow Gór Grab Grzyb Jab Jagod Jan Jasion Jawor Jezior Kalin Kamień Karp Kasz Kłos Kolas Kopcz Kos Kowal Kozł Kras Krup Kruk Kwiat Las Lip Lis Łącz Łuk Maj Mal Mich Mor Mróz Nowak Olsz Orł Ostr Paw Piotr Pol Rad Rog Rud Sad Sik Sob Sokoł Stan Star Such Szczep Szym Świąt Tom Top Ur Wal Wierzb Wil Wiśn Woj Wron Wysoc Zaj Zal Zar Zawad Zieliń Żur',
    ),
    ends: words(
      'acki aczyk ak alski ański arz czak czuk czyk ecki eński ewicz ewski icki iec ik ikowski iński ka kiewicz kowiak nik niak ocha oń orz owicz owiec owski szek ura yński',
    ),
  },
  pt: {
    fronts: words(
      'Abr Alb Alc Alm Alv Amar Amor And Ara Ass Azev Bal Band Barb Bas Bat Ben Bit Bor Brag Brand Cab Cam Camp Card Carv Cast Cav Coel Cord Cout Cun Dam Dorn Esp Est Evang Far Fer Fig Fonsec Frag Frei Gal God Gom Gouv Guim Lac Lag Lour Mach Mag Mal Marc Mat Med Meir Mend Mesq Mont Mor Mour Mun Nasc Nob Nog Olive Pach Paiv Pal Pass Pat Paz Peix Per Pest Pin Port Queir Ram Reb Rez Ric Sal Samp Sant Seix Ser Sil Silv Sob Tav Teix Tel Torr Val Varg Vasc Vaz Vil',
    ),
    ends: words(
      'ada ado agão ais al ão ar arães ares ato eda edo eira eiro ela elas elo ena endes es eta eto ez ida ido il ilha im ino inha inho oso ota uela uns',
    ),
  },
  sv: {
    fronts: words(
      'Abra Ahl Alm Asp Backe Berg Bjur Björk Blom Boke Borg Brant Bred Bro Broms Byl Dahl Ed Ek Eke Elf Eng Fager Fall Fjäll Flod For Fors Fri From Furu Gran Grön Gull Gyllen Hag Hall Ham Hassel Hav Hed Hell Hjelm Holm Hög Kalm Karl Kron Kull Kvarn Käll Lag Lager Land Lilje Lilla Lind Ljung Lund Löf Löv Malm Mell Mo Mos Möller Nord Ny Norr Od Palm Ring Ros Rud Ryd Sand Sjö Skog Sol Sten Strand Ström Stål Sund Svan Säll Sö Söder Tall Tegel Torn Udd Ung Vall Vester Vik Wahl Wall Wid Åker Åkes Ång Älv Ö Öst Öster',
    ),
    ends: words(
      'bäck berg blad blom borg by dahl din ell én fors gren gård hammar hed hjelm holm hult kvist land lid lin lind ling lund löf man mark mer nell näs qvist rot skog sson stedt sten strand ström stål vall wall',
    ),
  },
}

function words(text: string): string[] {
  return text.split(' ')
}
