"""The sessions and files that faults.py starts from."""

import datetime
import json
import os
import zlib

TODAY = datetime.date.today()


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


def lines(rows):
    return "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"


def former(path, campaigns=3):
    """A session of format 1, with one change that wasn't saved. The format is described in Sources/README.md as of
    the last version that wrote it."""
    os.makedirs(path + "/metrics")
    header = {
        "format": 1, "save": 1, "name": "faults", "currency": "USD", "attribution": "code-first",
        "tiers": {"name": "article", "from": {"nano": 0, "micro": 1000, "macro": 100001, "mega": 1000000}},
    }
    people = [
        {"id": n, "handle": f"creator{n}", "platform": ["instagram", "tiktok"][n % 2], "followers": 900 * 3 ** n,
         "fee": 10000 * n, "er_followers": 0.03, "niches": ["beauty"]} for n in range(1, 9)]
    plans = [
        {"id": n, "name": f"C{n}", "goal": "awareness", "start": day(-30), "end": day(60), "budget": 500000,
         "targets": [{"kpi": "reach", "value": 100000}]} for n in range(1, campaigns + 1)]
    bookings = [
        {"id": n, "campaign": n, "influencer": n, "stage": "contracted",
         "deliverables": [{"type": "post", "count": 1}], "fee": 12000 * n} for n in range(1, 4)]
    with open(path + "/session.json", "w") as file:
        file.write(json.dumps(header, indent=2) + "\n")
    with open(path + "/roster.json", "w") as file:
        file.write(lines(people))
    with open(path + "/campaigns.json", "w") as file:
        rows = lambda all: ",\n".join(json.dumps(row) for row in all)
        file.write('{"campaigns": [\n' + rows(plans) + '\n],\n"bookings": [\n' + rows(bookings) + "\n]}\n")
    for n in range(1, 4):
        with open(f"{path}/metrics/{n}.jsonl", "w") as file:
            for at in range(12):
                file.write(json.dumps({
                    "campaign": n, "key": f"https://x/{n}-{at}", "kind": "total", "day": day(at - 20), "influencer": n,
                    "booking": n, "post": f"https://x/{n}-{at}", "impressions": 1000 + at, "reach": 900 + at,
                    "likes": 50, "comments": at}) + "\n")
    edit = {"influencer": dict(people[7], fee=77700)}
    with open(path + "/journal.jsonl", "w") as file:
        file.write(record(1, "commit", {"save": 1, "files": []}))
        file.write(record(2, "edit", edit))


def record(number, kind, payload):
    text = json.dumps(payload)
    crc = zlib.crc32(f"{number} {kind} {text}".encode())
    return f'{{"seq": {number}, "crc": "{crc:08x}", "{kind}": {text}}}\n'


HEADER = "handle,platform,date,link,impressions,reach,likes,comments,campaign\n"


def posts(path, campaigns, each, tag):
    """An export of posts: new ones, and from the second on corrections of old ones."""
    with open(path, "w") as file:
        file.write(HEADER)
        for c in range(1, campaigns + 1):
            for n in range(each):
                who = 1 + (c + n) % 8
                file.write(f"creator{who},{['instagram', 'tiktok'][who % 2]},{day(-(n % 25) - 1)},https://x/{tag}{c}-{n},"
                           f"{2000 + n},{1800 + n},{40 + n % 50},{n % 9},C{c}\n")


def roster(path):
    with open(path, "w") as file:
        file.write("handle,platform,followers,fee\n")
        for n in range(1, 40):
            file.write(f"newcomer{n},instagram,{n * 1000},{n * 10}\n")
