import LibC
import Sheets
import Testing

/// Files such as managers get them, written to a folder of their own.
final class PreviewFiles {
  let folder: String

  init() {
    var template = Array("/tmp/clout-preview-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    var status = stat()
    for name in names { unlink(folder + "/" + name) }
    if stat(folder, &status) == 0 { rmdir(folder) }
  }

  private var names: [String] = []

  /// Returns the path.
  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let path = folder + "/" + name
    names.append(name)
    guard let file = fopen(path, "w") else { return path }
    bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
    return path
  }

  /// Accounts, and nothing that says where they are.
  static let roster = """
    Creator,Fans,Price per reel,Since,Mood
    @anna.glow,52000,400,03/04/2025,7
    @ben.cooks,1200000,9000,05/06/2025,9
    @chloe.runs,8700,90,11/12/2024,8

    """

  static let shopify = """
    Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Refunded Amount,Id
    #1001,buyer@example.com,paid,2026-03-02 10:00:00 +0000,USD,100.00,5.00,0.00,105.00,ANNA10,10.00,2026-03-02 09:59:00 +0000,1,Serum,100.00,Some Body,0.00,5501
    #1001,buyer@example.com,,,,,,,,,,2026-03-02 09:59:00 +0000,2,Cream,5.00,,,
    #1002,other@example.com,refunded,2026-03-03 10:00:00 +0000,USD,80.00,5.00,0.00,85.00,BEN15,15.00,2026-03-03 09:59:00 +0000,1,Serum,80.00,Any One,85.00,5502
    #1003,third@example.com,voided,,USD,50.00,5.00,0.00,55.00,,0.00,2026-03-04 09:59:00 +0000,1,Serum,50.00,No One,0.00,5503

    """

  static let metaDaily = """
    Day,Campaign name,Ad name,Ad ID,Reach,Impressions,Amount spent (USD),Purchases,Purchases conversion value,Link clicks,Reporting starts,Reporting ends
    2026-03-01,Spring,anna.glow reel,120200001,90000,100000,500.50,5,300.50,1200,2026-03-01,2026-03-01
    2026-03-02,Spring,anna.glow reel,120200001,70000,80000,400.06,6,400.00,1000,2026-03-02,2026-03-02
    2026-03-02,Spring,ben.cooks story,120200002,20000,50000,334.00,3,280.00,800,2026-03-02,2026-03-02

    """

  static let metaGerman = """
    Kampagnenname;Name der Anzeige;Tag;Reichweite;Impressionen;Ausgegebener Betrag (EUR);Käufe;Conversion-Wert von Käufen;Link-Klicks;Berichtsstart;Berichtsende
    Frühling;anna.glow reel;2026-03-01;90000;100000;500,50;5;300,50;1200;2026-03-01;2026-03-01
    Frühling;anna.glow reel;2026-03-02;70000;80000;400,06;6;400,00;1000;2026-03-02;2026-03-02

    """

  /// Two sheets, of which both are tables.
  static var workbook: [UInt8] {
    let writer = WorkbookWriter()
    func sheet(_ name: String, _ columns: [String], _ rows: [[String]]) {
      writer.beginSheet(name, columns.map { WorkbookWriter.Column($0, .text, width: 12) })
      for row in rows { writer.append(row.map { .text($0) }) }
    }
    sheet(
      "Creators", ["Handle", "Platform", "Followers"],
      [["anna.glow", "Instagram", "52000"], ["ben.cooks", "TikTok", "1200000"]])
    sheet(
      "Posts", ["Influencer", "Date", "Post link", "Views"],
      [["anna.glow", "2026-03-01", "https://a.example/1", "9000"]])
    return writer.finish()
  }

  /// Four files that belong together, in an order in which nothing would find whom it names.
  func writeSet() {
    write(
      "1_payouts.csv",
      "influencer,basis,total payout\nanna.glow,post,400.00\nben.cooks,post,900.00\n")
    write(
      "2_orders.csv",
      "order_id,date,influencer,revenue\n1,2026-03-02,anna.glow,100.00\n2,2026-03-03,ben.cooks,50.00\n"
    )
    write(
      "3_posts.csv",
      "influencer,date,post url,reach\nanna.glow,2026-03-01,https://a.example/1,9000\n")
    write("4_creators.csv", Self.roster)
  }
}
