#!/usr/bin/env python3
"""Writes the made-up files in this folder. The same seed, the same files: run it again only to change them.

    python3 Tests/Fixtures/make.py && python3 Tests/Fixtures/expected.py

Everybody and everything in them is invented here. `expected.py` works out the figures that the tests carry.
"""

import datetime
import math
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent
draw = random.Random(20261129)

START = "ba be bi bo da de di do fa fe fi ga ge ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri".split()
MIDDLE = "la ri no ve si to mu ka le ra di na pe lo".split()
END = "n s l ra na no x th ck vi mo rel dan sson well mond".split()
USED = set()


def word():
    """A name that nobody has, once."""
    while True:
        made = draw.choice(START) + draw.choice(MIDDLE) + draw.choice(END)
        if draw.random() < 0.3:
            made = draw.choice(START) + made
        if made not in USED:
            USED.add(made)
            return made


def person():
    return f"{word().title()} {word().title()}"


def write(name, text, encoding="utf-8"):
    (FOLDER / name).write_bytes(text.encode(encoding))


def lines(rows, end="\n", mark=",", last=True):
    text = end.join(mark.join(str(cell) for cell in row) for row in rows)
    return text + (end if last else "")


def short(value, upper=True):
    """A count as leaderboards write it, and the number that stands for."""
    for unit, factor in (("B", 10**9), ("M", 10**6), ("K", 10**3)):
        if value >= factor:
            tenths = value * 10 // factor
            text = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
            return text + (unit if upper else unit.lower()), tenths * factor // 10
    return str(value), value


def size(low, high):
    return int(math.exp(draw.uniform(math.log(low), math.log(high))))


# A brand: 96 creators of all tiers, their posts, what the shop sold, what they were paid.

creators = []
for number in range(1, 97):
    low, high = draw.choice([(300, 999), (1_500, 100_000), (1_500, 100_000), (100_001, 990_000), (1_000_000, 6_000_000)])
    network = draw.choice(["Instagram", "Instagram", "TikTok", "YouTube"])
    talent = math.exp(draw.gauss(0, 0.35))
    niche = draw.choice(["Skincare", "Food", "Travel", "Running"])
    creators.append((number, person(), niche, draw.choice(["en", "de", "es"]), size(low, high), network, talent))
write("creators.csv", lines([("creator id", "creator name", "niche", "language", "followers", "network")]
                            + [row[:6] for row in creators]))

FIRST = datetime.date(2026, 2, 2)
posts = []
for number, _, _, _, followers, network, talent in creators:
    for place, day in enumerate(sorted(draw.sample(range(70), draw.randint(3, 8)))):
        reach = max(40, int(followers * 0.3 * talent * math.exp(draw.gauss(0, 0.3))))
        rate = 0.08 * talent * (5_000 / followers) ** 0.1 * math.exp(draw.gauss(0, 0.4))
        likes = int(reach * rate)
        caption = draw.choice(["Morning with", "Two weeks of", "My honest notes on", "Unpacking"]) + " " + word()
        address = f"https://{network.lower()}.example/p/{number}-{place}"
        posts.append((number, network, FIRST + datetime.timedelta(day), address, caption, reach, likes, likes // 23))
draw.shuffle(posts)
write("posts.csv", lines([("creator id", "network", "published", "post url", "caption", "reach", "likes", "comments")]
                         + posts))

orders = []
for place in range(600):
    number = draw.choice(creators)[0]
    day = FIRST + datetime.timedelta(draw.randrange(1, 76))
    count = draw.randint(1, 4)
    cents = sum(draw.randint(900, 8_900) for _ in range(count))
    # Amounts as a shop writes them: without a trailing zero.
    revenue = f"{cents / 100:.2f}".rstrip("0").rstrip(".")
    orders.append((f"shop{draw.randrange(3)}.example", f"Wave {draw.randint(1, 3)}", number, f"buyer {draw.randrange(400)}",
                   draw.choice(["Serum", "Balm", "Tonic"]), "Lumen", day, count, revenue))
write("orders.csv", lines([("source", "campaign", "creator id", "buyer", "item", "brand", "date", "orders", "revenue")]
                          + orders))

payouts = []
for number, *_ in creators:
    basis = draw.choice(["post", "order"])
    rate, count = draw.randint(500, 9_000), draw.randint(2, 40)
    paid = rate if basis == "post" else rate * count
    payouts.append((number, basis, f"{rate / 100:.2f}", count, f"{paid / 100:.2f}"))
write("payouts.csv", lines([("creator id", "basis", "rate", "orders", "total payout")] + payouts))

# Rosters as leaderboards publish them. Two exports of the same accounts: line breaks in headers, handles that come again
# (in other capitals, with @, with newer figures), figures written twice.


def topics():
    return draw.choice(["Skincare", "Food & Drink", "Travel"]), draw.choice(["", "Running", "Music"])


def board_row(handle, name, followers):
    shown, number = short(followers)
    average, averages = short(max(1, int(followers * draw.uniform(0.004, 0.09))))
    return [handle, name, *topics(), shown, number, draw.choice(["Spain", "India", "Brazil", ""]), average, averages]


names = [word() for _ in range(130)]
march = [board_row(name + draw.choice(["", "", ".daily", "_"]), person(), size(2_000, 9_000_000)) for name in names[:120]]
march[7][1], march[8][1], march[9][1] = "Ана Петрова 🌿", "김하늘", "=Ella"
for place, again in ((30, "@{}"), (55, "{}"), (90, "{}")):
    march.append([again.format(march[place][0]).upper() if place == 55 else again.format(march[place][0])]
                 + march[place][1:4] + list(short(march[place][5] * 11 // 10)) + march[place][6:])
header = ["instagram handle", "full name", "niche 1", "niche 2", "followers", "followers number ", "audience country",
          '"engagement avg\r\n"', '"engagement avg values \n"']
write("instagram_march.csv", lines([header] + march, "\r\n", last=False))

june = []
for place, row in enumerate(march[:100] + [board_row(name, person(), size(2_000, 9_000_000)) for name in names[120:]]):
    shown, number = short(row[5] * draw.randint(101, 140) // 100)
    june.append([f"{place + 1}.00", row[0], row[1], shown, f"{number}.00", row[6], row[7], f"{row[8]}.00", *row[2:4]])
june += [june[3], june[60]]
write("instagram_june.csv", lines([["rank", "instagram handle", "full name", "followers", "followers", "audience country",
                                    "engagement avg", "engagement avg values", "niche 1", "niche 2"]] + june, "\r\n"))

# Every figure twice under one header; a few accounts come twice as they are.
tiktok = []
for place in range(80):
    pairs = [short(size(low, high)) for low, high in ((900, 5_000_000), (500, 900_000), (50, 90_000), (5, 4_000))]
    tiktok.append([word() + draw.choice(["", ".tok", "_x"]), person()] + [cell for pair in pairs for cell in pair])
tiktok[4][1], tiktok[5][1] = "𝓛𝓲𝓵𝔂 ✨", "สมชาย"
tiktok += [tiktok[2], tiktok[40]]
write("tiktok.csv", lines([["tiktok name", "full name", "followers", "followers", "avg views", "avg views", "avg likes",
                            "avg likes", "avg comments", "avg comments"]] + tiktok, "\r\n", last=False))

# A byte order mark, small suffixes, per cents, what a spreadsheet leaves behind where it knows nothing.
youtube = []
for place in range(60):
    likes = "N/A" if place % 20 == 7 else short(size(100, 200_000), upper=False)[0]
    views = "#VALUE!" if place == 11 else f"{size(2_000, 9_000) * 1000}"
    rate = "NaN%" if place == 30 else f"{draw.randint(20, 900) / 100}%"
    youtube.append([place + 1, word(), short(size(40_000, 60_000_000), upper=False)[0], likes, rate,
                    "4.2E+6" if place in (3, 9) else views, draw.choice(["France", "Japan", ""])])
write("youtube_mark.csv", "\ufeff" + lines([["rank", "youtuber", "subscribers", "avg likes", "engagement rate", "avg views",
                                             "country"]] + youtube, "\r\n"))

# As a German spreadsheet saves it: semicolons, decimal commas, points between thousands, Windows-1252.
agency = []
for place in range(40):
    followers = size(1_200, 800_000)
    fee = draw.randint(5_000, 900_000)
    fee = f"{fee // 100:,}".replace(",", ".") + f",{fee % 100:02}"
    name = draw.choice(["Jörg", "Käthe", "Zoë", "René", "Maja"]) + " " + draw.choice(["Groß", "Müller", "Weiß"])
    agency.append([word(), name, draw.choice(["Instagram", "TikTok"]), f"{followers:,}".replace(",", "."), fee,
                   f"{draw.randint(10, 990) / 100:.2f}%".replace(".", ","), draw.choice(["Bücher", "Café", "Räder"])])
agency[0][6] = '"Bücher; auch ""alte"""'
write("agency_semicolon.csv", lines([["Handle", "Name", "Plattform", "Follower", "Fee", "Engagement rate", "Kategorie"]]
                                    + agency, "\r\n", ";"), "cp1252")

# Not about influencers: advertising with dollar signs and holes, day-month-year.
ads = []
for place in range(150):
    day = datetime.date(2025, 3, 1) + datetime.timedelta(draw.randrange(61))
    cost = "" if place % 17 == 5 else f"${draw.randint(1_000, 40_000) / 100:.2f}"
    sale = "" if place % 13 == 2 else f"${draw.randint(200, 2_000)}"
    ads.append([f"AD{7000 + place}", draw.choice(["Spring sale", "spring  sale", "SpringSale"]), draw.randint(1, 400),
                draw.randint(900, 9_000), cost, draw.randint(0, 9), sale, day.strftime("%d-%m-%Y"),
                draw.choice(["mobile", "Mobile", "DESKTOP"])])
write("ads.csv", lines([["ad id", "campaign name", "clicks", "impressions", "cost", "conversions", "sale amount", "ad date",
                         "device"]] + ads, "\r\n"))

# Dates of several kinds in a column, a currency sign of Windows-1252, missing cells.
flights = []
for place in range(120):
    first = datetime.date(2026, 1, 5) + datetime.timedelta(place)
    last = first + datetime.timedelta(draw.randint(3, 28))
    start = first.strftime("%d-%b-%y")
    if place in (20, 21, 90):
        start = str((first - datetime.date(1899, 12, 30)).days)
    if place == 50:
        start = first.strftime("%d.%b.%Y")
    sales = "€ 1,296" if place == 33 else f"${draw.randint(100, 999)}" if place % 40 == 4 else str(draw.randint(100, 3_000))
    flights.append([f"FL{300 + place}", draw.choice(["TikTok", "YouTube"]), draw.choice(["Food", "Travel"]), start,
                    draw.randint(2_000, 400_000), f'"{sales}"' if "," in sales else sales,
                    "" if place % 30 == 8 else last.strftime("%d/%m/%Y")])
write("flights_mixed_dates.csv", lines([["campaign id", "platform", "influencer category", "start date", "estimated reach",
                                         "product sales", "end date"]] + flights, "\r\n"), "cp1252")

# Every field quoted: quotes, delimiters and line breaks inside, in two kinds of line ends.
quoted = [["handle", "bio", "note"]]
for place in range(40):
    pieces = [draw.choice(['says ""hi""', "a, b", "x; y", "line one\nline two", "", "tab\there", "ends with \"\"", "日本語", "É"])
              for _ in range(2)]
    quoted.append([f"q{place}"] + [f'"{piece}"' for piece in pieces])
write("quoted.csv", lines(quoted))
write("quoted_crlf.csv", lines(quoted).replace("\n", "\r\n"))

print(sum(path.stat().st_size for path in FOLDER.glob("*.csv")), "bytes")
