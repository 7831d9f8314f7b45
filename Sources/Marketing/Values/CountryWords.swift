/// Countries by ISO 3166-1 code and by the English names that exports use.
public enum CountryWords {
  /// The two-letter code for a country given by its name or its two- or three-letter
  /// code, in any case.
  public static func code(for cell: String) -> String? {
    guard cell.utf8.count <= 64 else { return nil }
    let start = cell.drop { $0.isWhitespace }
    let text = String(start.reversed().drop { $0.isWhitespace }.reversed()).lowercased()
    return text.utf8.count > 48 ? nil : codes[text]
  }

  /// The first English name of a two-letter code.
  public static func name(of code: String) -> String? { names[code.uppercased()] }

  private static let codes: [String: String] = {
    var result: [String: String] = [:]
    for line in list.split(separator: "\n") {
      let code = String(line.prefix(2))
      result[code.lowercased()] = code
      result[line.dropFirst(3).prefix(3).lowercased()] = code
      for name in line.dropFirst(7).split(separator: "|") { result[name.lowercased()] = code }
    }
    return result
  }()

  private static let names: [String: String] = {
    var result: [String: String] = [:]
    for line in list.split(separator: "\n") {
      let first = line.dropFirst(7).prefix { $0 != "|" }
      result[String(line.prefix(2))] = String(first)
    }
    return result
  }()

  private static let list = """
    AD AND Andorra
    AE ARE United Arab Emirates|UAE|Emirates
    AF AFG Afghanistan
    AG ATG Antigua and Barbuda
    AI AIA Anguilla
    AL ALB Albania
    AM ARM Armenia
    AO AGO Angola
    AQ ATA Antarctica
    AR ARG Argentina
    AS ASM American Samoa
    AT AUT Austria
    AU AUS Australia
    AW ABW Aruba
    AX ALA Åland Islands
    AZ AZE Azerbaijan
    BA BIH Bosnia and Herzegovina|Bosnia
    BB BRB Barbados
    BD BGD Bangladesh
    BE BEL Belgium
    BF BFA Burkina Faso
    BG BGR Bulgaria
    BH BHR Bahrain
    BI BDI Burundi
    BJ BEN Benin
    BL BLM St Barthelemy
    BM BMU Bermuda
    BN BRN Brunei|Brunei Darussalam
    BO BOL Bolivia|Plurinational State of Bolivia
    BQ BES Caribbean NL
    BR BRA Brazil|Brasil
    BS BHS Bahamas
    BT BTN Bhutan
    BV BVT Bouvet Island
    BW BWA Botswana
    BY BLR Belarus
    BZ BLZ Belize
    CA CAN Canada
    CC CCK Cocos (Keeling) Islands
    CD COD DR Congo|Democratic Republic of the Congo
    CF CAF Central African Rep.
    CG COG Congo|Republic of the Congo
    CH CHE Switzerland
    CI CIV Côte d'Ivoire|Ivory Coast|Cote d'Ivoire|Côte d'Ivoire
    CK COK Cook Islands
    CL CHL Chile
    CM CMR Cameroon
    CN CHN China
    CO COL Colombia
    CR CRI Costa Rica
    CU CUB Cuba
    CV CPV Cape Verde|Cabo Verde
    CW CUW Curaçao
    CX CXR Christmas Island
    CY CYP Cyprus
    CZ CZE Czech Republic|Czechia
    DE DEU Germany|Deutschland
    DJ DJI Djibouti
    DK DNK Denmark
    DM DMA Dominica
    DO DOM Dominican Republic
    DZ DZA Algeria
    EC ECU Ecuador
    EE EST Estonia
    EG EGY Egypt
    EH ESH Western Sahara
    ER ERI Eritrea
    ES ESP Spain|España
    ET ETH Ethiopia
    FI FIN Finland
    FJ FJI Fiji
    FK FLK Falkland Islands
    FM FSM Micronesia
    FO FRO Faroe Islands
    FR FRA France
    GA GAB Gabon
    GB GBR United Kingdom|Great Britain|UK|U.K.|England|Scotland|Wales|Northern Ireland
    GD GRD Grenada
    GE GEO Georgia
    GF GUF French Guiana
    GG GGY Guernsey
    GH GHA Ghana
    GI GIB Gibraltar
    GL GRL Greenland
    GM GMB Gambia
    GN GIN Guinea
    GP GLP Guadeloupe
    GQ GNQ Equatorial Guinea
    GR GRC Greece
    GS SGS South Georgia and the South Sandwich Islands
    GT GTM Guatemala
    GU GUM Guam
    GW GNB Guinea-Bissau
    GY GUY Guyana
    HK HKG Hong Kong|Hong Kong SAR
    HM HMD Heard Island and McDonald Islands
    HN HND Honduras
    HR HRV Croatia
    HT HTI Haiti
    HU HUN Hungary
    ID IDN Indonesia
    IE IRL Ireland
    IL ISR Israel
    IM IMN Isle of Man
    IN IND India
    IO IOT British Indian Ocean Territory
    IQ IRQ Iraq
    IR IRN Iran|Islamic Republic of Iran
    IS ISL Iceland
    IT ITA Italy|Italia
    JE JEY Jersey
    JM JAM Jamaica
    JO JOR Jordan
    JP JPN Japan
    KE KEN Kenya
    KG KGZ Kyrgyzstan
    KH KHM Cambodia
    KI KIR Kiribati
    KM COM Comoros
    KN KNA St Kitts and Nevis
    KP PRK North Korea
    KR KOR South Korea|Korea|Republic of Korea
    KW KWT Kuwait
    KY CYM Cayman Islands
    KZ KAZ Kazakhstan
    LA LAO Laos|Lao
    LB LBN Lebanon
    LC LCA St Lucia
    LI LIE Liechtenstein
    LK LKA Sri Lanka
    LR LBR Liberia
    LS LSO Lesotho
    LT LTU Lithuania
    LU LUX Luxembourg
    LV LVA Latvia
    LY LBY Libya
    MA MAR Morocco
    MC MCO Monaco
    MD MDA Moldova|Republic of Moldova
    ME MNE Montenegro
    MF MAF St Martin
    MG MDG Madagascar
    MH MHL Marshall Islands
    MK MKD North Macedonia|Macedonia
    ML MLI Mali
    MM MMR Burma|Myanmar
    MN MNG Mongolia
    MO MAC Macau|Macao
    MP MNP Northern Mariana Islands
    MQ MTQ Martinique
    MR MRT Mauritania
    MS MSR Montserrat
    MT MLT Malta
    MU MUS Mauritius
    MV MDV Maldives
    MW MWI Malawi
    MX MEX Mexico|México
    MY MYS Malaysia
    MZ MOZ Mozambique
    NA NAM Namibia
    NC NCL New Caledonia
    NE NER Niger
    NF NFK Norfolk Island
    NG NGA Nigeria
    NI NIC Nicaragua
    NL NLD Netherlands|The Netherlands|Holland
    NO NOR Norway
    NP NPL Nepal
    NR NRU Nauru
    NU NIU Niue
    NZ NZL New Zealand
    OM OMN Oman
    PA PAN Panama
    PE PER Peru
    PF PYF French Polynesia
    PG PNG Papua New Guinea
    PH PHL Philippines
    PK PAK Pakistan
    PL POL Poland
    PM SPM St Pierre and Miquelon
    PN PCN Pitcairn
    PR PRI Puerto Rico
    PS PSE Palestine|Palestinian Territory|State of Palestine
    PT PRT Portugal
    PW PLW Palau
    PY PRY Paraguay
    QA QAT Qatar
    RE REU Réunion
    RO ROU Romania
    RS SRB Serbia
    RU RUS Russia|Russian Federation
    RW RWA Rwanda
    SA SAU Saudi Arabia
    SB SLB Solomon Islands
    SC SYC Seychelles
    SD SDN Sudan
    SE SWE Sweden
    SG SGP Singapore
    SH SHN St Helena
    SI SVN Slovenia
    SJ SJM Svalbard and Jan Mayen
    SK SVK Slovakia
    SL SLE Sierra Leone
    SM SMR San Marino
    SN SEN Senegal
    SO SOM Somalia
    SR SUR Suriname
    SS SSD South Sudan
    ST STP Sao Tome and Principe
    SV SLV El Salvador
    SX SXM St Maarten
    SY SYR Syria|Syrian Arab Republic
    SZ SWZ Eswatini|Swaziland
    TC TCA Turks and Caicos Is
    TD TCD Chad
    TF ATF French S. Terr.
    TG TGO Togo
    TH THA Thailand
    TJ TJK Tajikistan
    TK TKL Tokelau
    TL TLS East Timor|Timor-Leste
    TM TKM Turkmenistan
    TN TUN Tunisia
    TO TON Tonga
    TR TUR Turkey|Türkiye
    TT TTO Trinidad and Tobago
    TV TUV Tuvalu
    TW TWN Taiwan|Chinese Taipei
    TZ TZA Tanzania|United Republic of Tanzania
    UA UKR Ukraine
    UG UGA Uganda
    UM UMI US minor outlying islands
    US USA United States|United States of America|USA|U.S.|U.S.A.|America|Estados Unidos
    UY URY Uruguay
    UZ UZB Uzbekistan
    VA VAT Vatican City|Vatican
    VC VCT St Vincent
    VE VEN Venezuela|Bolivarian Republic of Venezuela
    VG VGB British Virgin Islands
    VI VIR US Virgin Islands|United States Virgin Islands
    VN VNM Vietnam|Viet Nam
    VU VUT Vanuatu
    WF WLF Wallis and Futuna
    WS WSM Samoa
    XK XKX Kosovo
    YE YEM Yemen
    YT MYT Mayotte
    ZA ZAF South Africa
    ZM ZMB Zambia
    ZW ZWE Zimbabwe
    """
}
