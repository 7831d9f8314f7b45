import Marketing

/// The invented people in the demo session. Any resemblance to real accounts is coincidental.
struct DemoPerson {
  let name: String
  /// The base of the handle: lower-case Latin letters, digits and dots.
  let stem: String
  let country: String
  let language: String
  let niches: [String]
  /// Set if their size matters to the story.
  let tier: Tier?

  static let all: [DemoPerson] = table.split(separator: "\n").map { line in
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return DemoPerson(
      name: fields[0], stem: fields[1], country: fields[2], language: fields[3],
      niches: fields[4].split(separator: ",").map(String.init),
      tier: fields.count > 5 ? Tier(rawValue: fields[5]) : nil)
  }

  /// Name, stem of the handle, country, language, niches, and the tier if it is fixed.
  private static let table = """
    Aurora Velasco|auroravelasco|US|en|beauty,fashion|mega
    Dorian Blythe|dorian.blythe|GB|en|fashion,travel|mega
    윤서하|seoha.yoon|KR|ko|beauty,skincare|mega
    Camila Torrealba|camilatorrealba|MX|es|beauty,home|mega
    田辺あいこ|aiko.tanabe|JP|ja|skincare,fashion|mega
    ليلى الهاشمي|layla.hashimi|AE|ar|beauty,fashion|mega
    Théo Marchandeau|theomarch|FR|fr|fitness,travel|mega
    अनन्या देशमुख|ananya.deshmukh|IN|hi|beauty,skincare|mega
    Bruna Assunção|brunaassuncao|BR|pt|beauty,fitness|mega
    Kip Larkspur 🎮|kiplarkspur|US|en|gaming,tech|mega
    Saskia van Rooden|saskiavrooden|NL|en|fashion,beauty|mega
    The Okafors 👨‍👩‍👧‍👦|theokafors|US|en|parenting,home|mega
    Wren Hollis|wrenhollis|US|en|skincare|nano
    Małgorzata Wiśnik|gosia.wisnik|PL|pl|skincare,sustainability|nano
    Tobias Achterberg|tobi.achterberg|DE|de|home,pets|nano
    Priya Kulkarni|priya.reads.labels|IN|en|skincare|nano
    Íñigo Zubiaur|inigozubi|ES|es|food|nano
    Odalys Freire|odalysfreire|PT|pt|beauty|nano
    Marit Solbakken|maritsol|NO|no|sustainability|nano
    Jun Watari|junwatari|JP|ja|travel,food|nano
    Fern & Pip 🐾|fernandpip|GB|en|pets|nano
    阿雯的日常|awen.daily|SG|zh|skincare,food|nano
    Mia ✨ Calder|mia.calder|US|en|skincare,beauty
    佐久間玲奈|rena.sakuma|JP|ja|beauty,skincare
    ゆめの🌸コスメ|yumeno.cosme|JP|ja|skincare
    森下ハルト|haruto.morishita|JP|ja|tech,gaming
    かな @ 北海道|kana.hokkaido|JP|ja|travel,food
    하루뷰티 🧴|haru.beauty|KR|ko|skincare,beauty
    강민재|minjae.kang|KR|ko|fitness
    배지안|jian.bae|KR|ko|skincare,fashion
    林語晴|yuqing.lin|TW|zh|skincare,sustainability
    陳沐恩|muen.chen|TW|zh|parenting,home
    梁凱琳|hoilam.leung|HK|zh|beauty,travel
    郑可欣|kexin.zheng|MY|zh|food,home
    نور القحطاني|noor.qahtani|SA|ar|skincare,beauty
    سارة منصور|sara.mansour|EG|ar|parenting,food
    يوسف البنا|youssef.banna|MA|ar|travel
    נועה ברקאי|noa.barkai|IL|he|skincare,fitness
    रोहन त्रिवेदी|rohan.trivedi|IN|hi|fitness,food
    Ishita Rao|ishita.rao|IN|en|skincare,beauty
    พิมพ์ชนก สุขใจ|pim.sukjai|TH|th|beauty,food
    Nguyễn Thảo Vy|thaovy.nguyen|VN|vi|skincare,beauty
    Trần Minh Khôi|khoi.tran|VN|vi|tech
    Оксана Мельничук|oksana.melny|UA|uk|skincare,home
    Десислава Рачева|desi.racheva|BG|bg|beauty,parenting
    Айгерим Сатпай|aigerim.satpay|KZ|kk|fashion,travel
    Ελένη Καρρά|eleni.karra|GR|el|food,travel
    İrem Yıldızhan|iremyildizhan|TR|tr|beauty,skincare
    Éloïse Garnaud|eloisegarnaud|FR|fr|skincare,sustainability
    Benoît Lefébure|benoitlefebure|FR|fr|food
    Maëlys Quéré|maelysquere|FR|fr|fashion,beauty
    Jörg Müßigbrodt|joerg.laeuft|DE|de|fitness
    Frieda Holtkamp|friedaholtkamp|DE|de|skincare,parenting
    Lina ❤️ Home|lina.home|AT|de|home
    Žofie Dvorská|zofiedvorska|CZ|cs|skincare,fashion
    Kinga Bartosik|kingabartosik|PL|pl|beauty
    Åsa Lindqvist-Berg|asalindqvist|SE|sv|sustainability,home
    Þórdís Hallgríms|thordis.h|IS|is|travel,sustainability
    Aino Koskela|ainokoskela|FI|fi|skincare
    Signe Overgaard|signeovergaard|DK|da|fashion,sustainability
    João Pestana|joaopestana|PT|pt|travel,food
    Beatriz Falcão|biafalcao|BR|pt|skincare,beauty
    Rafa Monteclaro|rafamonteclaro|BR|pt|fitness
    Ximena Arrieta|ximenaarrieta|MX|es|skincare,parenting
    Nicolás Urquizo|nicourquizo|AR|es|tech,gaming
    Martina Echagüe|martuechague|AR|es|beauty
    Valeria Cienfuegos|valecienfuegos|CO|es|skincare,fitness
    Lucía Berrocal|luciaberrocal|ES|es|skincare,beauty
    Oriol Puigvert|oriolpuigvert|ES|ca|food,travel
    Giulia Santacroce|giuliasantacroce|IT|it|beauty,fashion
    Elia Trevisol|eliatrevisol|IT|it|food,home
    Tess 👍🏽 Reviews|tess.reviews|GB|en|skincare,tech
    Imogen Farrow|imogenfarrow|GB|en|skincare,home
    Callum Strathie|callumstrathie|GB|en|fitness,travel
    Niamh O'Tierney|niamhotierney|IE|en|parenting,skincare
    Rhiannon Pryce|rhiannonpryce|GB|en|sustainability,skincare
    Zainab Oyelowo-King|zainaboking|NG|en|beauty,skincare
    Kwabena Asante-Ray|kwabenaray|GH|en|fitness,food
    Thandeka Mokoena|thandekamoko|ZA|en|skincare,fashion
    Wanjiru Kamande|wanjirukam|KE|en|travel,sustainability
    Marisol Quintero|marisolquint|US|es|skincare,parenting
    Delphine Achebe|delphineachebe|US|en|beauty,skincare
    Juniper Sloane|junipersloane|US|en|skincare,sustainability
    Beckett Ames|beckettames|US|en|tech
    Harlow Whitcombe|harlowwhit|US|en|fashion
    Rosalind Teague|rosalindteague|US|en|home,parenting
    Xochitl Marín|xochi.marin|US|es|skincare,beauty
    Devon Achterman|devonachterman|US|en|gaming
    Paloma Reyes-Stone|palomarst|US|en|skincare,fitness
    Quincy Bellweather|quincybell|US|en|food
    Amara Nwosu-Lane|amaranwosu|US|en|beauty,skincare
    Hank & Biscuit 🐶|hankandbiscuit|US|en|pets
    Leilani Kahale|leilanikahale|US|en|travel,skincare
    Soraya Daneshvar|sorayadanesh|CA|en|skincare,beauty
    Étienne Boisclair|etienneboisclair|CA|fr|food,travel
    Maple Hendricks|maplehendricks|CA|en|parenting,home
    Talulah Finch|talulahfinch|AU|en|skincare,beauty
    Jarrah Coolidge|jarrahcool|AU|en|fitness,travel
    Aroha Ngata-Reid|arohanreid|NZ|en|sustainability,skincare
    Wander w/ Sol 🇵🇹|wanderwithsol|PT|en|travel
    Dewi Larasati|dewilarasati|ID|id|skincare,beauty
    Bayu Prasetya|bayuprasetya|ID|id|tech,gaming
    Siti Rahimah Omar|sitirahimah|MY|ms|parenting,skincare
    Marikit Dalisay|marikitdalisay|PH|en|skincare,beauty
    Gelo Manansala|gelomanansala|PH|en|gaming
    Chiara Ambühl|chiaraambuehl|CH|de|skincare,sustainability
    Lotte Verbruggen|lotteverbrug|BE|nl|parenting,skincare
    Bram Hoekzema|bramhoekzema|NL|nl|tech,home
    Ilinca Moldovanu|ilincamold|RO|ro|beauty
    Réka Szentgyörgyi|rekaszent|HU|hu|skincare,food
    Mirela Kovačić|mirelakovacic|HR|hr|beauty,travel
    Plant Mum Odette 🌿|plantmumodette|GB|en|home,sustainability
    """
}
