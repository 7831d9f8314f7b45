#!/usr/bin/env python3
"""Makes the tables of look-alike characters in Sources/Insight/Vetting from Unicode's own data.

    python3 Tests/Benchmarks/confusables.py confusables.txt COPYRIGHT.unicode Sources/Insight/Vetting

Every mapping of confusables.txt (UTS #39) goes into ConfusableMappings.swift. CompatibilityForms.swift holds the
NFKD case folding of every other scalar but the Hangul syllables, as Python's unicodedata knows it: take a Python
whose unicodedata has the version of confusables.txt. Each table is a string of numbers, five bits a character.
"""

import sys, unicodedata


def varint(number):
    digits = []
    while True:
        number, digit = number >> 5, number & 31
        digits.append(digit | (32 if number else 0))
        if not number:
            return "".join("p" if d == 44 else chr(48 + d) for d in digits)


def zigzag(number):
    return varint(2 * number if number >= 0 else -2 * number - 1)


def encode(mapping):
    """For each target, in order: its length, its scalars as differences, how many sources, these as differences."""
    sources = {}
    for source, target in mapping.items():
        sources.setdefault(target, []).append(source)
    text, last = varint(len(sources)), 0
    for target in sorted(sources):
        text += varint(len(target))
        for scalar in target:
            text += zigzag(scalar - last)
            last = scalar
        text += varint(len(sources[target]))
        former = 0
        for source in sorted(sources[target]):
            text += varint(source - former)
            former = source
    return text


def write(path, name, about, notice, text):
    with open(path, "w") as file:
        file.write("// Made by Tests/Benchmarks/confusables.py: don't edit.\n//\n")
        for line in about + [""] + notice:
            file.write(f"// {line}".rstrip() + "\n")
        file.write(f'\nlet {name}: StaticString = """\n')
        for at in range(0, len(text), 96):
            end = "" if at + 96 >= len(text) else "\\"
            file.write(f"  {text[at:at + 96]}{end}\n")
        file.write('  """\n')


def main(data, copyright, folder):
    version, mapping = "", {}
    for line in open(data, encoding="utf-8-sig"):
        if line.startswith("# Version:"):
            version = line.split(":")[1].strip()
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) == 3:
            mapping[int(fields[0], 16)] = tuple(int(part, 16) for part in fields[1].split())
    assert version == unicodedata.unidata_version, (version, unicodedata.unidata_version)
    forms = {}
    for scalar in range(0x80, 0x110000):
        if 0xD800 <= scalar < 0xE000 or 0xAC00 <= scalar <= 0xD7A3 or scalar in mapping:
            continue
        plain = unicodedata.normalize("NFKD", chr(scalar))
        folded = unicodedata.normalize("NFKD", plain.casefold())
        if folded != chr(scalar):
            forms[scalar] = tuple(map(ord, folded))
    notice = [line.rstrip() for line in open(copyright, encoding="utf-8")]
    notice = notice[next(i for i, line in enumerate(notice) if "COPYRIGHT AND PERMISSION" in line):]
    while not notice[-1]:
        notice.pop()
    changed = ["The data was modified: it is Unicode's in another notation. © 2021 Unicode®, Inc."]
    write(
        f"{folder}/ConfusableMappings.swift", "confusableMappings",
        [f"All {len(mapping)} mappings of confusables.txt, version {version} of Unicode's security mechanisms (UTS #39).",
         "`Confusables` decodes it."] + changed, notice, encode(mapping))
    write(
        f"{folder}/CompatibilityForms.swift", "compatibilityForms",
        [f"{len(forms)} scalars with their NFKD case folding, from the Unicode Character Database {version}:",
         "those that confusables.txt has no mapping for. `Confusables` decodes it."] + changed,
        notice, encode(forms))


main(*sys.argv[1:])
