import Marketing
import Tabular
import Wording

/// Where a post is: the same address in the same campaign.
struct PostPlace: Hashable {
  let campaign: CampaignID
  let address: String

  init?(_ row: Measurement) {
    guard !row.post.isEmpty else { return nil }
    campaign = row.campaign
    address = PostLink.canonical(row.post)
  }
}

/// How posts' addresses are written: the first way in which one of them came is that of the others.
struct PostSpelling {
  private var byAddress: [String: String] = [:]
  /// The last post, since its rows often follow each other, and a row asks twice.
  private var last = (post: "", spelling: "")

  mutating func of(_ post: String) -> String {
    if post == last.post { return last.spelling }
    let address = PostLink.canonical(post)
    let spelling = byAddress[address] ?? post
    if spelling == post { byAddress[address] = post }
    last = (post, spelling)
    return spelling
  }
}

// Posts that are known by their address.
extension MeasurementRows {
  /// A post's address; if it is what the post is known by, as the session or an earlier row writes it.
  mutating func post(_ row: TableRow, _ batch: inout ImportBatch) -> String? {
    guard let post = batch.text(.postURL, row) else { return nil }
    return hasKey && batch.isPresent(.key, row) ? post : spelling.of(post)
  }

  /// The places in `entries` of one key, the latest first.
  func chain(_ last: Int) -> [Int] {
    var result: [Int] = []
    var at = last
    while at >= 0 {
      result.append(at)
      at = Int(entries[at].previous)
    }
    return result
  }

  /// What the session has of the posts in the file, by address.
  func knownPosts(_ log: MeasurementLog) -> [PostPlace: [Measurement]] {
    guard log.rows.contains(where: { !$0.post.isEmpty }) else { return [:] }
    var wanted = Set(entries.compactMap { PostPlace($0.measurement) })
    guard !wanted.isEmpty else { return [:] }
    let posts = Set(entries.map(\.measurement.post))
    var result: [PostPlace: [Measurement]] = [:]
    for row in log.rows where !row.post.isEmpty && (row.kind == .total || row.from != nil) {
      guard let place = PostPlace(row), posts.contains(row.post) || wanted.contains(place) else {
        continue
      }
      wanted.insert(place)
      result[place, default: []].append(row)
    }
    return result
  }

  /// Whether two sources name the same author of a post, or one of them names none.
  func haveSameAuthor(_ one: Measurement, _ other: Measurement) -> Bool {
    func id(_ row: Measurement) -> InfluencerID? {
      row.influencer ?? row.creator.flatMap { influencers.find($0.name, platform: $0.platform) }
    }
    func name(_ row: Measurement) -> String? {
      row.creator.map { $0.name.drop { $0 == "@" }.lowercased() }
    }
    switch (id(one), id(other)) {
    case (let left?, let right?): return left == right
    case (nil, nil): return name(one) == nil || name(other) == nil || name(one) == name(other)
    case (_?, nil): return name(other) == nil
    case (nil, _?): return name(one) == nil
    }
  }

  /// Whether a key is nothing but the post's address and author, and before them maybe a day.
  func isOfLink(_ key: String, _ row: Measurement) -> Bool {
    !row.post.isEmpty && key.hasPrefix(row.post)
  }

  /// The key that earlier versions gave a running total: a day of its own for each link.
  private func dayKey(_ row: Measurement, _ key: String) -> String {
    "\(row.post) \(row.day.iso)\(key.dropFirst(row.post.count))"
  }

  private func isDayKey(_ row: Measurement) -> Bool {
    row.kind == .total && row.key.hasPrefix("\(row.post) \(row.day.iso)")
  }

  /// A short link may serve several posts: then the day belongs to the key. That shows by posts of one link and author
  /// that have captions or days of publication of their own.
  mutating func splitLinks(_ known: [PostPlace: [Measurement]], _ batch: inout ImportBatch) {
    guard naming == .link else { return }
    let caption = batch.has(.caption) ? batch.label(of: .caption) : nil
    guard caption != nil || isPublication else { return }
    var there: [PostPlace: [Measurement]] = known
    for entry in entries {
      if let place = PostPlace(entry.measurement) {
        there[place, default: []].append(entry.measurement)
      }
    }
    for (key, last) in latest {
      let places = chain(last)
      let first = entries[places[0]].measurement
      guard isOfLink(key.text, first), let place = PostPlace(first) else { continue }
      let rows = there[place, default: []].filter {
        $0.kind == .total && haveSameAuthor($0, first)
      }
      let captions = Set(rows.compactMap { row in caption.flatMap { row.custom[$0] } })
      let days =
        isPublication
        ? Set(places.map { entries[$0].measurement.day } + rows.filter(isDayKey).map(\.day)) : []
      guard captions.count > 1 || days.count > 1 else { continue }
      latest[key] = nil
      for at in places {
        let text = dayKey(entries[at].measurement, key.text)
        entries[at].measurement.key = text
        entries[at].previous = -1
        entries[at].isShared = true
        latest[Key(campaign: key.campaign, text: text)] = at
      }
    }
  }

  /// Running totals of a post that the session knows by its address go on under the key that it has there, so that they
  /// don't count beside it.
  mutating func joinKnown(_ known: [PostPlace: [Measurement]], _ batch: inout ImportBatch) {
    guard !known.isEmpty else { return }
    var holders: [PostPlace: Int] = [:]
    for last in latest.values {
      if let place = PostPlace(entries[last].measurement) { holders[place, default: 0] += 1 }
    }
    var joined = 0
    for (key, last) in latest where !entries[last].isShared {
      let first = entries[last].measurement
      guard let place = PostPlace(first), let all = known[place] else { continue }
      let former = all.filter {
        $0.kind == .total && $0.key != key.text && haveSameAuthor($0, first)
      }
      guard !former.isEmpty else { continue }
      let isLink = isOfLink(key.text, first)
      if isLink, former.allSatisfy(isDayKey) {
        for row in former {
          var renamed = row
          renamed.key = key.text
          moved[renamed.identity] = renamed
          movedFrom.append(row.identity)
        }
        joined += 1
        continue
      }
      let keys = Set(former.map(\.key))
      // Two numbers of their own are two posts, or at least nobody knows.
      guard keys.count == 1, let text = keys.first, holders[place] == 1,
        isLink || isOfLink(text, former[0])
      else { continue }
      for at in chain(last) { entries[at].measurement.key = text }
      joined += 1
    }
    if joined > 0 {
      batch.note(
        "\(CountText.plural(joined, "post is", "posts are")) known by \(joined == 1 ? "its" : "their") address: the "
          + "running totals go on, and the newest figures count.")
    }
  }

  /// Posts that are dated by their publication have the same day in every export. What the figures are of is the day
  /// that is given or that the file's name says.
  mutating func datePublished(_ batch: inout ImportBatch) {
    guard lifetimeDay == nil, hasDates else { return }
    let isGiven = batch.options.isDayGiven && batch.options.asOf != nil
    let label = batch.label(of: .date)
    let singles = latest.values.filter { entries[$0].previous < 0 }
    if let day = exportDay(batch) {
      guard isPublication || looksPublished(day) else { return }
      var dated = 0
      for at in singles where entries[at].measurement.day <= day {
        entries[at].measurement.custom[label] = entries[at].measurement.day.iso
        entries[at].measurement.day = day
        dated += 1
      }
      if dated > 0 {
        batch.note(
          "“\(label)” is when a post was published; the figures are taken as of \(day.iso), "
            + "\(isGiven ? "as told" : "as the file's name says").")
      }
      return
    }
    if isPublication, !singles.isEmpty {
      batch.note(
        "“\(label)” is when a post was published, and nothing says of what day the figures are: they are taken as of that "
          + "day. --as-of says another.")
    }
    refuseOlder(label, &batch)
  }

  /// The day of the export, as given or as the file's name says.
  func exportDay(_ batch: ImportBatch) -> Day? {
    (batch.options.isDayGiven ? batch.options.asOf : nil) ?? Day(inFileName: batch.file)
  }

  /// One row a post, on days of their own and none after the export: hardly all measured then.
  func looksPublished(_ day: Day) -> Bool {
    guard entries.count == latest.count, entries.count > 1 else { return false }
    let days = Set(entries.map(\.measurement.day))
    return days.count > 1 && days.allSatisfy { $0 <= day }
  }

  /// Without the export's day nobody knows whether its figures are newer than what the session has.
  private mutating func refuseOlder(_ label: String, _ batch: inout ImportBatch) {
    guard !batch.session.measurements.isEmpty else { return }
    var newest: [Key: Measurement] = [:]
    for row in batch.session.measurements.rows where row.kind == .total {
      let key = Key(campaign: row.campaign, text: row.key)
      if newest[key].map({ $0.day < row.day }) ?? true { newest[key] = row }
    }
    guard !newest.isEmpty else { return }
    entries.removeAll { entry in
      let row = entry.measurement
      guard let known = newest[Key(campaign: row.campaign, text: row.key)], known.day > row.day,
        isPublication || known.custom[label] == row.day.iso,
        known.custom[label].map({ $0 == row.day.iso }) ?? true
      else { return false }
      if known.counts == row.counts {
        batch.unchanged += entry.rows
      } else {
        batch.refuse(
          line: entry.line,
          "the session has its figures as of \(known.day.iso), and “\(label)” is when it was published: say what day "
            + "these are of, such as --as-of \(known.day.iso)", in: .date)
        batch.unchanged += entry.rows - 1
      }
      return true
    }
  }

  /// Whether a header says that its days are those of publication.
  static func isPublication(_ header: String) -> Bool {
    let text = header.lowercased()
    return [
      "publish", "posted", "post date", "post time", "date of post", "publication", "upload",
      "veröffentlich", "publicación", "publicado", "publié", "pubblica", "publicação", "publicatie",
      "gepubliceerd", "publicering", "公開", "投稿日",
    ].contains { text.contains($0) }
  }
}
