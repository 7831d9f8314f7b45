#!/usr/bin/env python3
"""Writes the workbooks in `Workbooks`, with openpyxl and by hand. Run it again only to change them.

    pip install openpyxl && python3 Tests/Fixtures/workbooks.py

Everybody and everything in them is invented here. What the tests expect of them was written down from this script.
"""

import datetime
import pathlib
import zipfile

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

FOLDER = pathlib.Path(__file__).parent / "Workbooks"
FOLDER.mkdir(exist_ok=True)


def save(book, name):
    book.properties.created = book.properties.modified = datetime.datetime(2026, 3, 1)
    book.save(FOLDER / name)


def roster():
    """A title that is merged, a header, formats, a totals row, a note; beside it a cover and a hidden sheet."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Cover"
    cover["A1"] = "Spring roster"
    cover["A3"] = "Made by Anna"
    sheet = book.create_sheet("Roster")
    sheet.append(["Spring roster 2026"])
    sheet.merge_cells("A1:H1")
    sheet.append([])
    sheet.append(["Handle", "Platform", "Followers", "ER", "Fee", "Reference", "Since", "Notes"])
    day = datetime.date(2026, 3, 1)
    rich = CellRichText("likes ", TextBlock(InlineFont(b=True), "tea"), " & <cake>")
    sheet.append(["anna.k", "Instagram", 12345, 0.032, 1200.5, "17841400000000001", day, rich])
    sheet.append(["ben_run", "TikTok", 1204500, 0.051, 450, "00042", datetime.date(2025, 12, 31), "=no formula"])
    sheet["H5"].data_type = "s"
    sheet.append(["chloe.eats", "Instagram", 88010, 0.0275, 300, "7", day, None])
    sheet.append(["Total", None, 1304855, None, 1950.5, None, None, None])
    sheet.append([])
    sheet.append(["Source: agency list, March"])
    for row in range(4, 8):
        sheet.cell(row, 4).number_format = "0.0%"
        sheet.cell(row, 5).number_format = "[$€-407] #,##0.00"
        sheet.cell(row, 7).number_format = "dd/mm/yyyy"
    hidden = book.create_sheet("Old")
    hidden.append(["Handle", "Followers"])
    hidden.append(["old", 1])
    hidden.sheet_state = "hidden"
    save(book, "roster.xlsx")


def moments(name, epoch=None):
    """Dates and times by builtin and own formats, in either calendar."""
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.append(["Post URL", "Date", "Published", "Watch time", "Likes"])
    rows = [
        (datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, 9, 15), datetime.time(0, 2, 30)),
        (datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 23, 59, 59), datetime.time(1, 0, 0)),
    ]
    for number, (day, published, watched) in enumerate(rows, 1):
        sheet.append([f"https://instagram.com/p/{number}", day, published, watched, 100 * number])
        sheet.cell(number + 1, 2).number_format = 'd" of "mmmm yyyy'
        sheet.cell(number + 1, 3).number_format = "m/d/yy h:mm"
        sheet.cell(number + 1, 4).number_format = "[h]:mm:ss"
    save(book, name)


def groups():
    """Two header rows with merged groups, cells merged over rows, a hidden row, and formulas without results."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Creators"
    sheet.append(["Handle", "Platform", "Audience", None, "Score"])
    sheet.append([None, None, "Age", "Country", None])
    for cells in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
        sheet.merge_cells(cells)
    sheet.append(["anna", "Instagram", "18-24", "US", "=1+1"])
    sheet.append(["ben", None, "25-34", "DE", "=1+2"])
    sheet.append(["chloe", "TikTok", "25-34", "FR", 3])
    sheet.merge_cells("B3:B4")
    sheet.row_dimensions[4].hidden = True
    save(book, "groups.xlsx")


def several():
    book = openpyxl.Workbook()
    book.active.title = "March"
    for sheet, followers in ((book.active, 100), (book.create_sheet("April"), 200)):
        sheet.append(["Handle", "Platform", "Followers"])
        sheet.append(["anna", "Instagram", followers])
        sheet.append(["ben", "TikTok", followers + 1])
    save(book, "several.xlsx")


def by_hand(name, sheet, texts=None, workbook=None):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(FOLDER / name, "w", zipfile.ZIP_DEFLATED) as book:
        def part(path, text):
            book.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)

        part("[Content_Types].xml", f'<Types xmlns="{packages}/content-types"/>')
        part(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1"'
            f' Type="{office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        )
        part(
            "xl/workbook.xml",
            workbook
            or f'<x:workbook xmlns:x="{main}" xmlns:r="{office}"><x:sheets>'
            '<x:sheet name="Only" sheetId="1" r:id="r1"/></x:sheets></x:workbook>',
        )
        part(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{packages}/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/only.xml"/>'
            f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="../xl/texts.xml"/></Relationships>',
        )
        part("xl/worksheets/only.xml", sheet.replace("MAIN", main))
        part("xl/texts.xml", (texts or '<sst xmlns="MAIN"/>').replace("MAIN", main))


def odd():
    """What other programs write: prefixes, texts in place, no references, results of formulas, escapes, errors."""
    by_hand(
        "odd.xlsx",
        """<x:worksheet xmlns:x="MAIN"><x:sheetData>
<x:row><x:c t="inlineStr"><x:is><x:t>Handle</x:t></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c>
<x:c t="inlineStr"><x:is><x:t>Reference</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Vip</x:t></x:is></x:c></x:row>
<x:row r="3"><x:c r="A3" t="str"><x:f>CONCAT("an","na")</x:f><x:v>anna</x:v></x:c><x:c r="C3"><x:v>3.2000000000000001E-2</x:v></x:c>
<x:c r="D3"><x:v>1.79E+16</x:v></x:c><x:c r="E3" t="b"><x:v>1</x:v></x:c></x:row>
<x:row r="4"><x:c r="A4" t="s"><x:v>2</x:v></x:c><x:c r="B4"><x:f>2*100</x:f><x:v>200</x:v></x:c><x:c r="C4"><x:v>1.234</x:v></x:c>
<x:c r="D4" t="e"><x:v>#N/A</x:v></x:c><x:c r="E4" t="b"><x:v>0</x:v></x:c></x:row>
</x:sheetData></x:worksheet>""",
        """<sst xmlns="MAIN"><si><t>Followers</t></si><si><r><t>E</t></r><r><t xml:space="preserve">R </t></r><rPh><t>no</t></rPh></si>
<si><t>be_x006e__x000A_n</t></si></sst>""",
    )


def hostile():
    """Entities within entities, a shared text that isn't there, XML that is nested too deeply."""
    entities = "".join(f'<!ENTITY e{n} "{"&e%d;" % (n - 1) * 10}">' for n in range(1, 10))
    rows = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData>'
    by_hand(
        "entities.xlsx",
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><worksheet xmlns="MAIN">{rows}</worksheet>',
    )
    by_hand(
        "missing_text.xlsx",
        '<worksheet xmlns="MAIN"><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>',
    )
    by_hand("deep.xlsx", '<worksheet xmlns="MAIN">' + "<a>" * 5000 + "</a>" * 5000 + "</worksheet>")


roster()
moments("moments.xlsx")
moments("moments1904.xlsx", CALENDAR_MAC_1904)
groups()
several()
odd()
hostile()

