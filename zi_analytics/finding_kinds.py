"""Every kind of finding: its severity, what it says and what to do about it.

The wording here is English and is the key of the catalogues in ``language/``; ``{names}`` are
filled from a finding's details. ``docs/findings.md`` is made from this table, and a test proves
that every kind has an Indonesian wording. The module is long because it is one table.
"""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.findings import Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: ``message`` says what was found, ``remedy`` what to do.

    ``one`` is the message in English where ``count`` is 1; Indonesian has one form.
    """

    severity: Severity
    message: str
    remedy: str
    one: str = ""


KINDS: dict[str, Kind] = {
    # --- taking files in (importing) -----------------------------------------------------------
    "file-not-found": Kind(
        Severity.REFUSED,
        "There is no file “{name}”.",
        "Check the name and the folder.",
    ),
    "folder-without-worksheets": Kind(
        Severity.REFUSED,
        "There is no worksheet in the folder “{name}”.",
        "Choose the folder that holds the worksheets (.xlsx, .xlsm, .xls, .xlsb or .ods).",
    ),
    "file-not-openable": Kind(
        Severity.REFUSED,
        "The file “{name}” cannot be opened.",
        "Check that you may read it and that no other program holds it.",
    ),
    "file-changed-meanwhile": Kind(
        Severity.ERROR,
        "The file “{name}” was changed or removed after it was read.",
        "Import it once more.",
    ),
    "output-is-original": Kind(
        Severity.ERROR,
        "The copy would be written over the original “{name}”.",
        "Give the copy another name.",
    ),
    "logo-unusable": Kind(
        Severity.ERROR,
        "The logo “{name}” is not a PNG or JPEG picture of at most 2 MB.",
        "Save it as PNG and give that file.",
    ),
    "comparison-number": Kind(
        Severity.ERROR,
        "{count} assessments cannot be shown beside each other; it takes {fewest} to {most}.",
        "Name two to four units, or one unit that several assessors have assessed.",
    ),
    "comparison-unlike": Kind(
        Severity.ERROR,
        "What is to be compared was assessed by different worksheets.",
        "Compare assessments of the same worksheet, for example of the same period.",
    ),
    "template-not-word": Kind(
        Severity.ERROR,
        "The template “{name}” is not a Word document (.docx).",
        "Open it in Word or LibreOffice, save it as .docx, and give that file.",
    ),
    "template-damaged": Kind(
        Severity.ERROR,
        "The template “{name}” is damaged, too large or built in a way that cannot be read safely.",
        "Open it in Word, save it as a new .docx of at most 10 MB, and give that file.",
    ),
    "template-acts": Kind(
        Severity.ERROR,
        "The template “{name}” holds something that acts by itself: macros, embedded objects or "
        "fields that fetch something.",
        "Save it in Word as .docx without macros, embedded objects and linked contents.",
    ),
    "office-file-too-large": Kind(
        Severity.ERROR,
        "The file “{name}” has {size} MB; a logo or template that is kept may have {most} MB.",
        "Make the pictures in it smaller, save it and give it again.",
    ),
    "output-not-writable": Kind(
        Severity.ERROR,
        "The file “{name}” cannot be written.",
        "Check the folder, and that no other program holds the file.",
    ),
    "unit-unknown": Kind(
        Severity.ERROR,
        "Neither the worksheet nor the file name says whose it is.",
        "Give the name of the unit.",
    ),
    "period-unknown": Kind(
        Severity.ERROR,
        "Neither the worksheet nor the file name says which period it is for.",
        "Give the period, for example 2025-B06 for the quarter that ends in June, or 2025.",
    ),
    "period-differs": Kind(
        Severity.WARNING,
        "The worksheet says it is for {found}; it was stored for {given}, as you asked.",
        "Check the period; the import can be undone.",
    ),
    "assessor-unknown": Kind(
        Severity.ERROR,
        "“{assessor}” is no assessor.",
        "Choose unit, tpi, tpi2 or tpn.",
    ),
    "assessor-not-one": Kind(
        Severity.ERROR,
        "The worksheet holds the answers of {count} assessors, so one name cannot be given to all.",
        "Leave the assessor as the worksheet has it.",
    ),
    # --- the same place twice in one drop (importing/doubles) ------------------------------------
    "double-same": Kind(
        Severity.NOTICE,
        "The same content as “{other}”: every answer is the same.",
        "One of the two is enough; nothing is lost.",
    ),
    "double-fuller": Kind(
        Severity.WARNING,
        "“{other}” goes to the same unit, period and assessor and is fuller: {theirs} answered "
        "there, {own} here; {differing} answers differ.",
        "Store the one that counts. Stored after the other, it becomes the newer revision.",
    ),
    "double-fuller-and-later": Kind(
        Severity.WARNING,
        "“{other}” goes to the same unit, period and assessor, is fuller ({theirs} answered "
        "there, {own} here) and was saved later; {differing} answers differ.",
        "Store the one that counts. Stored after the other, it becomes the newer revision.",
    ),
    "double-later": Kind(
        Severity.WARNING,
        "“{other}” goes to the same unit, period and assessor, is as full ({own} answered) and "
        "was saved later ({saved}, this one {ours}); {differing} answers differ.",
        "Store the one that counts. Stored after the other, it becomes the newer revision.",
    ),
    "double-first": Kind(
        Severity.WARNING,
        "“{other}” goes to the same unit, period and assessor and nothing says which of the two "
        "is newer ({theirs} answered there, {own} here); {differing} answers differ.",
        "Store the one that counts. Stored after the other, it becomes the newer revision.",
    ),
    "double-elsewhere": Kind(
        Severity.WARNING,
        "The same content as “{other}”, which goes to another unit, period or assessor.",
        "Check which of the two has the right name on it.",
    ),
    "unit-name-similar": Kind(
        Severity.NOTICE,
        "“{name}” is almost the name of “{other}”; they are kept as two units.",
        "If they are one, give the unit's name when importing, or choose it on the page Upload.",
    ),
    # --- the file itself (workbook/safety) -----------------------------------------------------
    "file-empty": Kind(
        Severity.REFUSED,
        "The file is empty (0 bytes).",
        "Copy or download the file again from where you got it, and upload the new copy.",
    ),
    "file-blank": Kind(
        Severity.REFUSED,
        "The file holds nothing but zeros; copying it must have failed.",
        "Copy or download the file again from where you got it, and upload the new copy.",
    ),
    "file-too-large": Kind(
        Severity.REFUSED,
        "The file has {size} MiB; a worksheet may have {limit} MiB at most.",
        "Take pictures and other attachments out of the workbook and save it again.",
    ),
    "password-protected": Kind(
        Severity.REFUSED,
        "The file is protected by a password, so nobody can read it without.",
        "Open it with the password, remove the password (File → Info → Protect Workbook) and "
        "save it.",
    ),
    "archive-encrypted": Kind(
        Severity.REFUSED,
        "Parts of the file are encrypted with a password.",
        "Save the workbook without a password and upload it again.",
    ),
    "is-html": Kind(
        Severity.REFUSED,
        "This is a web page (HTML) with the name of a workbook.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "is-mhtml": Kind(
        Severity.REFUSED,
        "This is a web page saved as one file (MHTML), not a workbook.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "is-xml-spreadsheet": Kind(
        Severity.REFUSED,
        "This is an XML spreadsheet of 2003, an old format that is not read.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "is-flat-opendocument": Kind(
        Severity.REFUSED,
        "This is a flat OpenDocument file (.fods), which is not read.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "is-old-excel": Kind(
        Severity.REFUSED,
        "This is a workbook in a very old Excel format (Excel 2 to 5), which is not read.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "is-text": Kind(
        Severity.REFUSED,
        "This is a text file (such as CSV), not a workbook.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "is-pdf": Kind(
        Severity.REFUSED,
        "This is a PDF, not a workbook.",
        "Upload the worksheet from which the PDF was made.",
    ),
    "is-picture": Kind(
        Severity.REFUSED,
        "This is a picture, not a workbook.",
        "Upload the worksheet itself, not a photo or scan of it.",
    ),
    "is-document": Kind(
        Severity.REFUSED,
        "This is a Word or text document, not a workbook.",
        "Upload the worksheet as an Excel file. Renaming a document does not turn it into one.",
    ),
    "is-presentation": Kind(
        Severity.REFUSED,
        "This is a presentation, not a workbook.",
        "Upload the worksheet as an Excel file.",
    ),
    "is-numbers": Kind(
        Severity.REFUSED,
        "This is a workbook of Apple Numbers, which is not read.",
        "In Numbers choose File → Export To → Excel and upload that file.",
    ),
    "is-compressed": Kind(
        Severity.REFUSED,
        "This is a compressed file, not a workbook.",
        "Unpack it first, then upload the worksheet inside, or pack the worksheets as .zip.",
    ),
    "is-zip-of-files": Kind(
        Severity.REFUSED,
        "This is a zip archive with {count} files and has the name of a workbook.",
        "Give it the ending .zip to upload all its worksheets at once, or unpack it.",
    ),
    "is-plain-zip": Kind(
        Severity.REFUSED,
        "This is a zip archive without a workbook in it.",
        "Upload the worksheet itself (.xlsx).",
    ),
    "not-a-workbook": Kind(
        Severity.REFUSED,
        "This file is no workbook of any kind that can be read.",
        "Upload the worksheet as .xlsx, .xlsm, .xls, .xlsb or .ods.",
    ),
    "archive-empty": Kind(
        Severity.REFUSED,
        "The workbook’s archive holds no parts at all.",
        "Copy or download the file again from where you got it, and upload the new copy.",
    ),
    "damaged-archive": Kind(
        Severity.REFUSED,
        "The file is damaged or was cut off while copying.",
        "Copy or download the file again from where you got it, and upload the new copy.",
    ),
    "damaged-part": Kind(
        Severity.REFUSED,
        "A part of the workbook is damaged ({part}).",
        "Open it in Excel, let it repair the workbook, save it and upload it again.",
    ),
    "damaged-compound": Kind(
        Severity.REFUSED,
        "This old workbook (.xls) is damaged or was cut off while copying.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "data-before-archive": Kind(
        Severity.REFUSED,
        "Something stands in front of the workbook inside this file, as in files made to deceive.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "two-archives": Kind(
        Severity.REFUSED,
        "The file holds two workbooks one after the other; programs would show either.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "data-after-archive": Kind(
        Severity.WARNING,
        "{count} bytes follow after the end of the workbook. They were not read.",
        "If the file came by e-mail or an old server, save it anew once.",
        one="{count} byte follows after the end of the workbook. It was not read.",
    ),
    "archive-directory-odd": Kind(
        Severity.WARNING,
        "The list of parts at the end of the file does not count right.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "too-many-parts": Kind(
        Severity.REFUSED,
        "The workbook has {count} parts; {limit} are allowed.",
        "Make a new workbook, copy the table into it as values, and upload that one.",
    ),
    "part-names-unsafe": Kind(
        Severity.REFUSED,
        "Parts of the file have names that could write outside their folder or confuse a program.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "part-names-odd": Kind(
        Severity.WARNING,
        "The parts of the workbook are named in an unusual way. It was read.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "part-twice": Kind(
        Severity.REFUSED,
        "The workbook has two parts of one name ({part}); programs would show either.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "part-missing": Kind(
        Severity.WARNING,
        "The workbook lacks a part that every program writes ({part}). It was read without.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "unknown-compression": Kind(
        Severity.REFUSED,
        "A part is compressed in a way that workbooks do not use ({part}).",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "too-large-inside": Kind(
        Severity.REFUSED,
        "Unpacked, the workbook is larger than allowed ({limit} MiB a part, {total} MiB in all).",
        "Make a new workbook, copy the table into it as values, and upload that one.",
    ),
    "odd-encoding": Kind(
        Severity.REFUSED,
        "A part is written in an encoding that workbooks do not use ({part}).",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "encoding-unusual": Kind(
        Severity.WARNING,
        "A part is written in an unusual encoding ({part}); letters with accents may be wrong.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "document-type": Kind(
        Severity.REFUSED,
        "A part declares a document type or entities ({part}), which no spreadsheet program "
        "writes.",
        "Do not use this file. Ask for the worksheet again from a person you know.",
    ),
    "nested-too-deep": Kind(
        Severity.REFUSED,
        "A part is nested deeper than any spreadsheet program writes ({part}).",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "markup-too-large": Kind(
        Severity.REFUSED,
        "A part has an element larger than any spreadsheet program writes ({part}).",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "markup-odd": Kind(
        Severity.WARNING,
        "A part has an unusually large element ({part}). The cells were read.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "workbook-part-missing": Kind(
        Severity.REFUSED,
        "The workbook’s list of sheets is missing.",
        "Open it in Excel, let it repair the workbook, save it and upload it again.",
    ),
    "sheet-part-missing": Kind(
        Severity.REFUSED,
        "The content of a sheet is missing or lies outside the file.",
        "Open it in Excel, let it repair the workbook, save it and upload it again.",
    ),
    "no-sheet": Kind(
        Severity.REFUSED,
        "The workbook has no sheet with cells.",
        "Check that the right file was chosen.",
    ),
    "no-cells": Kind(
        Severity.REFUSED,
        "No cell of the workbook holds anything.",
        "Check that the right file was chosen and that it was saved after filling it in.",
    ),
    "too-many-sheets": Kind(
        Severity.REFUSED,
        "The workbook has {count} sheets; {limit} are allowed.",
        "Make a new workbook, copy the table into it as values, and upload that one.",
    ),
    "sheet-names-twice": Kind(
        Severity.REFUSED,
        "Two sheets have the same name, so there is no telling which one counts.",
        "Rename one of the sheets and save the file.",
    ),
    "sheets-share-part": Kind(
        Severity.REFUSED,
        "Several sheets show one and the same content, as no spreadsheet program writes it.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "sheet-name-odd": Kind(
        Severity.NOTICE,
        "A sheet’s name is empty, too long or has characters that cannot be seen.",
        "Rename the sheet.",
    ),
    "sheet-copied": Kind(
        Severity.NOTICE,
        "This sheet seems to be a copy of “{original}”.",
        "Delete it if it is an old copy.",
    ),
    "name-differs": Kind(
        Severity.WARNING,
        "The file is named {said} but is {format} inside. It was read as {format}.",
        "Give the file its right ending so that other programs open it too.",
    ),
    "has-macros": Kind(
        Severity.NOTICE,
        "The workbook contains macros. They were not opened.",
        "Nothing needs to be done. Save it as .xlsx if the macros are not needed.",
    ),
    "has-external-links": Kind(
        Severity.NOTICE,
        "The workbook links to other files. They were not opened; the stored values count.",
        "Check that the linked values are up to date.",
    ),
    "format-without-formulas": Kind(
        Severity.NOTICE,
        "This is a {format} file: values are read, formulas cannot be checked.",
        "Save it as .xlsx to have its formulas checked too.",
    ),
    "reader-failed": Kind(
        Severity.REFUSED,
        "The reading program does not understand this workbook.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "styles-unreadable": Kind(
        Severity.WARNING,
        "The workbook’s formats are missing or broken, so dates may appear as numbers.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "strings-miscounted": Kind(
        Severity.WARNING,
        "The workbook states {stated} texts and has far fewer. They were read.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "too-much-text": Kind(
        Severity.REFUSED,
        "The cells of this sheet hold far more text than a worksheet needs.",
        "Make a new workbook, copy the table into it as values, and upload that one.",
    ),
    "too-many-cells": Kind(
        Severity.REFUSED,
        "The workbook has more than {limit} cells with a value.",
        "Make a new workbook, copy the table into it as values, and upload that one.",
    ),
    "cells-far-apart": Kind(
        Severity.REFUSED,
        "The cells of this sheet stand so far apart that laying it out would fill the memory.",
        "Open it in Excel or LibreOffice and save it as .xlsx, of which stray cells are left out; "
        "or delete the stray cell at the far end of the sheet.",
    ),
    "cell-far-away": Kind(
        Severity.WARNING,
        "{count} cells stand far outside the table, the first one here. They were left out.",
        "Delete the stray cells if they are not needed.",
        one="One cell stands far outside the table. It was left out.",
    ),
    "cell-outside-grid": Kind(
        Severity.REFUSED,
        "A cell stands outside the grid of a sheet ({text}).",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
    ),
    "cell-text-too-long": Kind(
        Severity.REFUSED,
        "A cell holds more than {limit} characters, the most that Excel allows.",
        "Shorten the text of the cell.",
    ),
    "cell-misplaced": Kind(
        Severity.WARNING,
        "{count} cells or values stand outside their row or cell.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
        one="One cell or value stands outside its row or cell.",
    ),
    "cell-place-odd": Kind(
        Severity.WARNING,
        "{count} cells have an address that no spreadsheet program writes, such as “{text}”.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
        one="One cell has an address that no spreadsheet program writes: “{text}”.",
    ),
    "cell-order-odd": Kind(
        Severity.WARNING,
        "{count} cells are not in the order of the sheet. They were put in order.",
        "Open it in Excel or LibreOffice, save it anew as .xlsx and upload that file.",
        one="One cell is not in the order of the sheet. It was put in order.",
    ),
    "cell-twice": Kind(
        Severity.WARNING,
        "{count} cells are there twice; the later value counts.",
        "Look at the cell and type its value anew.",
        one="One cell is there twice; the later value counts.",
    ),
    "cell-several-values": Kind(
        Severity.WARNING,
        "{count} cells have several values; the last one counts.",
        "Look at the cell and type its value anew.",
        one="One cell has several values; the last one counts.",
    ),
    "cell-type-odd": Kind(
        Severity.WARNING,
        "{count} cells have a type that Excel does not know (“{text}”).",
        "Look at the cell and type its value anew.",
        one="One cell has a type that Excel does not know (“{text}”).",
    ),
    "cell-value-empty": Kind(
        Severity.NOTICE,
        "{count} cells have an empty value. They count as blank.",
        "Nothing needs to be done.",
        one="One cell has an empty value. It counts as blank.",
    ),
    "cell-style-odd": Kind(
        Severity.NOTICE,
        "{count} cells name a format that is not there.",
        "Nothing needs to be done.",
        one="One cell names a format that is not there.",
    ),
    "truth-odd": Kind(
        Severity.WARNING,
        "{count} cells hold neither true nor false (“{text}”). Taken as text.",
        "Look at the cell and type its value anew.",
        one="One cell holds neither true nor false (“{text}”). Taken as text.",
    ),
    "number-odd": Kind(
        Severity.WARNING,
        "{count} cells hold a number that is none (“{text}”). Taken as text.",
        "Look at the cell and type its value anew.",
        one="One cell holds a number that is none (“{text}”). Taken as text.",
    ),
    "date-odd": Kind(
        Severity.WARNING,
        "{count} cells hold a date that is none (“{text}”). Taken as text.",
        "Look at the cell and type its value anew.",
        one="One cell holds a date that is none (“{text}”). Taken as text.",
    ),
    "string-missing": Kind(
        Severity.REFUSED,
        "A cell points to a text that is not in the workbook (“{text}”).",
        "Open it in Excel, let it repair the workbook, save it and upload it again.",
    ),
    "cells-with-errors": Kind(
        Severity.WARNING,
        "{count} cells show an error, the first one {text}. They are never taken as 0.",
        "Correct the formula of the cell and save the file.",
        one="One cell shows an error, {text}. It is never taken as 0.",
    ),
    "formulas-without-value": Kind(
        Severity.WARNING,
        "{count} formulas have no stored result. They are never taken as 0.",
        "Open the file in Excel or LibreOffice and save it, so that the results are stored.",
        one="One formula has no stored result. It is never taken as 0.",
    ),
    "formula-too-long": Kind(
        Severity.WARNING,
        "{count} formulas are longer than Excel allows.",
        "Look at the cell and type its value anew.",
        one="One formula is longer than Excel allows.",
    ),
    "formula-reaches-out": Kind(
        Severity.WARNING,
        "{count} formulas reach outside the workbook (“{text}”). Nothing was fetched; the "
        "stored value counts.",
        "Look at the cell and type its value anew.",
        one="One formula reaches outside the workbook (“{text}”). Nothing was fetched; the stored "
        "value counts.",
    ),
    "formula-odd": Kind(
        Severity.WARNING,
        "{count} formulas are of a kind that Excel does not know.",
        "Look at the cell and type its value anew.",
        one="One formula is of a kind that Excel does not know.",
    ),
    "sheet-not-of-cells": Kind(
        Severity.NOTICE,
        "The sheet “{sheet}” is a chart, macro or dialog sheet without a table; it was left out.",
        "Nothing needs to be done unless the worksheet’s answers stand on it.",
    ),
    "hidden-sheet": Kind(
        Severity.NOTICE,
        "This sheet is hidden.",
        "Check whether it is needed.",
    ),
    "hidden-rows": Kind(
        Severity.NOTICE,
        "{count} hidden rows hold something. They are read like the others.",
        "Show them to see what they hold.",
        one="One hidden row holds something. It is read like the others.",
    ),
    "hidden-columns": Kind(
        Severity.NOTICE,
        "{count} hidden columns hold something. They are read like the others.",
        "Show them to see what they hold.",
        one="One hidden column holds something. It is read like the others.",
    ),
    "merges-odd": Kind(
        Severity.NOTICE,
        "{count} merged ranges overlap, are huge or are none.",
        "Nothing needs to be done.",
        one="One merged range overlaps another, is huge or is none.",
    ),
    "values-under-merge": Kind(
        Severity.WARNING,
        "{count} values lie under merged cells, where Excel does not show them. They are read.",
        "Unmerge the cells and check what lies below.",
        one="One value lies under merged cells, where Excel does not show it. It is read.",
    ),
    "file-not-safe-to-read": Kind(
        Severity.REFUSED,
        "This file cannot be read safely: it made the reader stop, or needed more time or "
        "memory than a worksheet does.",
        "Make a new workbook, copy the table into it as values, and upload that one.",
    ),
    # --- a zip of worksheets (workbook/bundle) -------------------------------------------------
    "bundle-too-large": Kind(
        Severity.REFUSED,
        "This zip is {size} MB; at most {limit} MB can be read.",
        "Divide the worksheets into several zips.",
    ),
    "bundle-too-many": Kind(
        Severity.REFUSED,
        "This zip holds {count} files; at most {limit} can be read at once.",
        "Divide the worksheets into several zips.",
    ),
    "bundle-damaged": Kind(
        Severity.REFUSED,
        "The zip is damaged here, so this worksheet could not be taken out.",
        "Pack the worksheets again, or upload this one alone.",
    ),
    "bundle-inside-bundle": Kind(
        Severity.REFUSED,
        "This is a zip inside a zip; it was not opened.",
        "Unpack it, and pack the worksheets themselves.",
    ),
    "bundle-member-encrypted": Kind(
        Severity.REFUSED,
        "This worksheet is protected by the password of its zip.",
        "Pack the worksheets without a password.",
    ),
    "bundle-member-too-large": Kind(
        Severity.REFUSED,
        "This file in the zip is larger than {limit} MB.",
        "Take pictures out of the workbook, or check whether it is a worksheet at all.",
    ),
    "bundle-too-large-inside": Kind(
        Severity.REFUSED,
        "The files in this zip are larger than {limit} MB together, so the rest was left out.",
        "Divide the worksheets into several zips.",
    ),
    # --- recognising the sheet (workbook/matching, grouping) -------------------------------------
    "not-a-worksheet": Kind(
        Severity.REFUSED,
        "No worksheet of the Zona Integritas was recognised in this workbook (sheets: {sheets}).",
        "Upload the LKE itself: a table with the columns Penilaian, Bobot, Pilihan Jawaban and "
        "Jawaban. Or upload the short form: one row for each of the six areas and two results, "
        "with the columns Area Perubahan and Nilai.",
    ),
    "workbook-empty": Kind(
        Severity.REFUSED,
        "The workbook is empty: no cell holds anything (sheets: {sheets}).",
        "Check that the right file was chosen and that it was saved after filling it in.",
    ),
    "only-error-cells": Kind(
        Severity.REFUSED,
        "No worksheet of the Zona Integritas was recognised in this workbook: nothing stands in "
        "it but error cells (number: {count}): {cells}.",
        "Repair the formulas in these cells, save the file and upload it again; if it is no "
        "worksheet, choose the LKE itself.",
    ),
    "no-answers": Kind(
        Severity.WARNING,
        "This is a worksheet that nobody has filled in yet.",
        "Fill in the column Jawaban, save the file and upload it again.",
    ),
    "worksheet-sheet-not-read": Kind(
        Severity.ERROR,
        "This sheet was not read, but {count} of its rows look like questions that are missing "
        "elsewhere: {cells}.",
        "Give its table the same heading as the other sheets: Penilaian, Bobot, Pilihan Jawaban "
        "and Jawaban.",
    ),
    "row-not-recognised": Kind(
        Severity.WARNING,
        "This row asks for an answer but is no question of the instrument: “{text}”.",
        "Check its wording. If it was added by your office, nothing needs to be done: it "
        "does not count.",
    ),
    "question-twice": Kind(
        Severity.WARNING,
        "This question stands a second time: “{text}”. The one in row {used} counts.",
        "Delete the second row, or make sure that the right one is filled in.",
    ),
    "question-found-by-place": Kind(
        Severity.WARNING,
        "The wording of this row is not known; it was taken for the question that belongs "
        "in this place: “{text}”.",
        "Check that the row really is this question.",
    ),
    "question-reworded": Kind(
        Severity.WARNING,
        "The wording of this question differs from the known one: “{text}”. The answer was "
        "counted for the question it most resembles.",
        "Check that it is the same question; if it asks something else, put the wording of the "
        "instrument back and answer it anew.",
    ),
    "question-missing": Kind(
        Severity.ERROR,
        "This question has no row in the worksheet, so it earns nothing.",
        "Put the row back, or use a complete worksheet.",
    ),
    "type-cell-overwritten": Kind(
        Severity.WARNING,
        "The cell with the answer options says “{found}” where “{expected}” belongs. We "
        "count the answer by the regulation; the sheet itself may leave the question out.",
        "Write “{expected}” into the cell again.",
    ),
    "type-cell-empty": Kind(
        Severity.WARNING,
        "The cell with the answer options is empty where “{expected}” belongs. We count the "
        "answer by the regulation; the sheet itself may leave the question out.",
        "Write “{expected}” into the cell again.",
    ),
    "hidden-row-counted": Kind(
        Severity.WARNING,
        "A question stands in a hidden row. It is counted.",
        "Show the row and check its answer.",
    ),
    "hidden-column-read": Kind(
        Severity.NOTICE,
        "This answer column is hidden in the sheet. It was read.",
        "Show the column if its answers should be seen.",
    ),
    "hidden-worksheet-left-out": Kind(
        Severity.NOTICE,
        "A hidden sheet holds a worksheet too. The one on “{used}” counts.",
        "Delete the hidden sheet if it is an old copy.",
    ),
    "second-worksheet-left-out": Kind(
        Severity.WARNING,
        "A second sheet holds the same worksheet. The one on “{used}” counts.",
        "Keep one of the two sheets, or save them as two files.",
    ),
    "answer-column-left-out": Kind(
        Severity.WARNING,
        "This answer column (“{heading}”) does not say whose it is, or is one too many. It was "
        "not read.",
        "Name the assessor in the heading: Jawaban Unit, Jawaban TPI or Jawaban TPN.",
    ),
    "columns-in-other-order": Kind(
        Severity.NOTICE,
        "The column “{heading}” stands in another place than in the known worksheets; the columns "
        "were read by their headings.",
        "Check that every heading stands above the cells it names.",
    ),
    "worksheet-on-hidden-sheet": Kind(
        Severity.WARNING,
        "The worksheet stands on a hidden sheet. It was read.",
        "Show the sheet so that others see the same answers.",
    ),
    # --- answers (workbook/extraction) ---------------------------------------------------------
    "questions-unanswered": Kind(
        Severity.WARNING,
        "{count} questions are not answered and earn nothing: {cells}.",
        "Answer them; a question without an answer counts as zero by the regulation.",
        one="One question is not answered and earns nothing: {cells}.",
    ),
    "answer-not-an-option": Kind(
        Severity.ERROR,
        "“{raw}” is not one of the options {expected}, so the question earns nothing.",
        "Choose one of {expected}.",
    ),
    "answer-with-text": Kind(
        Severity.NOTICE,
        "The answer holds a whole sentence (“{raw}”); its leading letter was taken.",
        "Write the letter alone, and the explanation into the notes.",
    ),
    "answers-read-as": Kind(
        Severity.NOTICE,
        "{count} answers are not written as an option and were read by their meaning: {readings}.",
        "Check that they are meant so; better choose Ya or Tidak.",
    ),
    "column-of-placeholders": Kind(
        Severity.NOTICE,
        "All {count} filled cells of this answer column hold placeholders such as “{raw}”; it was "
        "taken as empty.",
        "Fill in the answers of this assessor, or leave the column empty.",
    ),
    "answer-placeholder": Kind(
        Severity.NOTICE,
        "“{raw}” stands where an answer belongs; it was taken as not answered.",
        "Choose one of {expected}, or leave the cell empty.",
    ),
    "answer-error-cell": Kind(
        Severity.ERROR,
        "The answer cell shows an error ({raw}), so the question earns nothing.",
        "Replace the formula in this cell by the answer.",
    ),
    "formula-without-value": Kind(
        Severity.ERROR,
        "The answer is a formula whose result is not stored in the file.",
        "Open the file in Excel or LibreOffice, save it and upload it again, or type the answer.",
    ),
    "number-not-understood": Kind(
        Severity.ERROR,
        "“{raw}” cannot be read as a number.",
        "Type one number, for example 3,75 or 12.",
    ),
    "number-out-of-range": Kind(
        Severity.ERROR,
        "{raw} lies outside what can be answered here ({expected}).",
        "Check the number.",
    ),
    "count-ambiguous": Kind(
        Severity.ERROR,
        "{raw} may mean a small whole number with decimals or thousands, so it was not counted.",
        "Type the number without points and commas, for example 2 or 2000.",
    ),
    "count-not-whole": Kind(
        Severity.ERROR,
        "{raw} is not a whole number, but something is counted here.",
        "Type the number of people, cases or services.",
    ),
    "survey-other-scale": Kind(
        Severity.ERROR,
        "{raw} is no survey index from 1 to 4. It looks like another scale (IKM 25–100, or "
        "1–5), so it was not counted.",
        "Type the index itself: an IKM divided by 25.",
    ),
    "survey-below-scale": Kind(
        Severity.WARNING,
        "A survey index lies between 1 and 4; {raw} is below that. It was counted as it stands.",
        "Check the index against the survey report.",
    ),
    "percent-as-number": Kind(
        Severity.NOTICE,
        "{raw} was read as a percentage.",
        "Nothing needs to be done if {raw} % is meant.",
    ),
    "percent-ambiguous": Kind(
        Severity.ERROR,
        "{raw} may mean {raw} % or {raw} times the whole, so it was not counted.",
        "Fill in the counts below the question, or write the percent sign.",
    ),
    "ratio-typed-without-counts": Kind(
        Severity.WARNING,
        "The percentage ({raw}) is typed, but the counts it comes from are empty. It was "
        "counted as typed.",
        "Fill in the counts below the question; the percentage follows from them.",
    ),
    "ratio-not-computable": Kind(
        Severity.ERROR,
        "The percentage cannot be computed from its counts ({counts}); the question counts "
        "as not answered.",
        "Fill in every count; the number it is divided by must be above zero.",
    ),
    "ratio-above-one": Kind(
        Severity.WARNING,
        "{part} of {whole} is more than all; it was counted as 100 %.",
        "Check both counts.",
    ),
    "ratio-differs-from-counts": Kind(
        Severity.WARNING,
        "The percentage cell shows {typed}, but the counts give a share of {computed}. The "
        "counts were used.",
        "Correct the counts, or put the formula back into the percentage cell.",
    ),
    "counts-do-not-add-up": Kind(
        Severity.WARNING,
        "The counts contradict each other: {due} are due, but the parts come to {sum}. The share "
        "was computed with {used}.",
        "Correct the counts so that the parts come to the whole.",
    ),
    "count-taken-as-zero": Kind(
        Severity.WARNING,
        "{count} of the counts that together are the whole are empty: {cells}. They were taken as "
        "0, which may raise the share; {points} points hang on it.",
        "Fill in every count; write 0 where there is none.",
    ),
    "count-not-filled": Kind(
        Severity.NOTICE,
        "This count is asked for but empty. It does not enter the percentage.",
        "Fill it in.",
    ),
    "evidence-local-path": Kind(
        Severity.WARNING,
        "The evidence is a path on somebody’s computer, which nobody else can open.",
        "Upload the document and give its link.",
    ),
    "evidence-placeholder": Kind(
        Severity.WARNING,
        "The evidence is only a placeholder: “{raw}”.",
        "Name the document or give its link.",
    ),
    "evidence-same-link": Kind(
        Severity.WARNING,
        "The same link stands under {count} questions: {cells}.",
        "Give each question the document that proves it.",
    ),
    "answers-without-evidence": Kind(
        Severity.WARNING,
        "{count} answers claim points without any evidence: {cells}.",
        "Add the evidence before the assessors come.",
        one="One answer claims points without any evidence: {cells}.",
    ),
    # --- the sheet's own figures (workbook/reconciling) ----------------------------------------
    "sheet-total-differs": Kind(
        Severity.WARNING,
        "The sheet shows {sheet} points, the regulation gives {rule}.",
        "The cells that make the difference are listed with it.",
    ),
    "unanswered-left-out-of-mean": Kind(
        Severity.WARNING,
        "The sheet leaves this unanswered question out of its mean, which raises its score "
        "by {worth}. By the regulation it earns nothing.",
        "Answer the question.",
    ),
    "type-cell-drops-question": Kind(
        Severity.WARNING,
        "Because the answer-type cell was overwritten, the sheet leaves this question out "
        "of its mean ({worth} points).",
        "Write the answer options into the cell again.",
    ),
    "points-cell-left-out-of-mean": Kind(
        Severity.WARNING,
        "The points cell of this question holds no number, so the sheet leaves it out of "
        "its mean ({worth} points).",
        "Put the formula of a neighbouring question into the cell.",
    ),
    "missing-left-out-of-mean": Kind(
        Severity.WARNING,
        "The sheet has no row for this question, so its mean leaves it out ({worth} points).",
        "Put the row back, or use a complete worksheet.",
    ),
    "points-differ": Kind(
        Severity.WARNING,
        "The sheet counts the answer “{raw}” as {shown}, the regulation as {rule} ({worth} "
        "points).",
        "Put the formula of a neighbouring question into the cell.",
    ),
    "formula-replaced-by-number": Kind(
        Severity.WARNING,
        "The formula in this cell was replaced by the number {shown} ({worth} points).",
        "Copy the formula back from a neighbouring cell.",
    ),
    "question-left-out-of-mean": Kind(
        Severity.WARNING,
        "The formula of this mean leaves out {cells} ({worth} points).",
        "Extend its range to all questions of the indicator.",
    ),
    "part-left-out-of-sum": Kind(
        Severity.WARNING,
        "The formula of this sum leaves out {cells} ({worth} points).",
        "Add the cells to the formula.",
    ),
    "counted-twice-in-sum": Kind(
        Severity.WARNING,
        "The formula of this sum counts {wrong} twice ({worth} points). Left out: {cells}.",
        "Name every part once in the formula.",
    ),
    "counted-twice-in-mean": Kind(
        Severity.WARNING,
        "The formula of this mean counts {wrong} twice ({worth} points). Left out: {cells}.",
        "Name every part once in the formula.",
    ),
    "other-block-counted": Kind(
        Severity.WARNING,
        "The formula takes {wrong}, which belongs to another line ({worth} points). Left out: "
        "{cells}.",
        "Let the formula refer to the cells of its own block.",
    ),
    "predicate-not-certain": Kind(
        Severity.NOTICE,
        "Every limit of {predicate} that the short form shows is met. But {limits} cannot be seen "
        "in it, so {predicate} is not certain.",
        "Upload the full worksheet (LKE) of this period.",
    ),
    "predicate-by-total-only": Kind(
        Severity.NOTICE,
        "The total is enough for {predicate}, but {limits} are not tested, so {predicate} is not "
        "certain.",
        "Check the other limits in the regulation itself.",
    ),
    "short-row-not-recognised": Kind(
        Severity.WARNING,
        "This row of the table has the figure {figure}, but names no further area or result: "
        "“{text}”. It was not counted.",
        "If it is one of the six areas or two results, write its name as in the regulation, for "
        "example “Manajemen Perubahan”.",
    ),
    "read-by-earlier-regime": Kind(
        Severity.NOTICE,
        "The names or weights in this table are those of an earlier regulation, so it was read by "
        "{article}, in force from {first} to {last}.",
        "If it should be judged by the regulation in force, use its names: Birokrasi yang Bersih "
        "dan Akuntabel, Pelayanan Publik yang Prima.",
    ),
    "weight-of-another-regime": Kind(
        Severity.WARNING,
        "The sheet gives this part {found} points, the regulation we judge by gives it {expected}.",
        "Check which regulation the table follows, and correct the year in the file’s name.",
    ),
    "weight-differs": Kind(
        Severity.WARNING,
        "The weight in {cells} is {weight}, the regulation’s is {known}, so the sheet shows "
        "{shown} here instead of {expected} ({worth} points).",
        "Write the regulation’s weight into the cell.",
    ),
    "weight-changed": Kind(
        Severity.WARNING,
        "The weight in this cell is {weight}, the regulation’s is {known}. The sheet’s own total "
        "differs by {worth} points here; a percentage beside it may be wrong too.",
        "Write the regulation’s weight into the cell. Our score is computed with the "
        "regulation’s weights.",
    ),
    "figure-differs": Kind(
        Severity.WARNING,
        "This cell shows {shown}, but the cells below it come to {expected} ({worth} points).",
        "Check the formula of the cell.",
    ),
    "points-error-cell": Kind(
        Severity.ERROR,
        "The points cell shows an error ({error}).",
        "Correct the formula; our score does not depend on it.",
    ),
    # --- a list of units ------------------------------------------------------------------------
    "points-error-passed-on": Kind(
        Severity.NOTICE,
        "{count} further points cells show an error only because they rest on a cell that does: "
        "{cells}.",
        "Correct the cell that causes it, which is listed as an error; these then follow.",
    ),
    "unit-list-not-recognised": Kind(
        Severity.REFUSED,
        "No list of units was found in this file.",
        "It needs a heading row with “Nama unit” and at least one of Kode, Jenis, Induk, Aktif, "
        "Nama lain; download the present list as a pattern.",
    ),
    "unit-list-name-missing": Kind(
        Severity.ERROR,
        "This row has no name of a unit.",
        "Fill in the name, or empty the row.",
    ),
    "unit-list-yes-or-no": Kind(
        Severity.ERROR,
        "“{text}” is neither yes nor no.",
        "Write Ya or Tidak in the column Aktif, or leave it empty.",
    ),
    "unit-list-too-long": Kind(
        Severity.ERROR,
        "The list has more than {limit} units.",
        "Divide it into several files.",
    ),
    "unit-list-twice": Kind(
        Severity.ERROR,
        "Row {row} names “{unit}”, which row {first} names already.",
        "Keep one of the two rows.",
    ),
    "unit-list-parent-unknown": Kind(
        Severity.ERROR,
        "Row {row} puts “{unit}” below “{parent}”, which is neither in the store nor in the list.",
        "Correct the name of the parent, or add a row for it.",
    ),
    # --- a plan edited as a list (workbook/plan_list.py, analysis/plan_edits.py) ----------------
    "plan-list-not-recognised": Kind(
        Severity.REFUSED,
        "No action plan was found in this file.",
        "It needs a heading row with “Tindakan” and at least two of Nomor, Pertanyaan, Tenggat, "
        "Keadaan, Penanggung jawab; download the present plan as a pattern.",
    ),
    "plan-list-too-long": Kind(
        Severity.ERROR,
        "The plan has more than {limit} actions.",
        "Divide it into several files.",
    ),
    "plan-list-what": Kind(
        Severity.ERROR,
        "This row does not say what is to be done.",
        "Fill in the column Tindakan, or empty the row.",
    ),
    "plan-list-number": Kind(
        Severity.ERROR,
        "“{text}” is not the number of an action.",
        "Leave the numbers as they were; a new action has none.",
    ),
    "plan-list-version": Kind(
        Severity.ERROR,
        "“{text}” is not the version of an action.",
        "Leave the column Versi as it was; a new action has none.",
    ),
    "plan-list-due": Kind(
        Severity.ERROR,
        "“{text}” is not a date.",
        "Write the due date as a date, for example 31/03/2026, or leave it empty.",
    ),
    "plan-list-finished": Kind(
        Severity.ERROR,
        "“{text}” is not the day on which it was done.",
        "Write it as a date, for example 31/03/2026, or leave it empty.",
    ),
    "plan-list-state": Kind(
        Severity.ERROR,
        "“{text}” is not a state of an action.",
        "Choose Direncanakan, Berjalan, Selesai or Dibatalkan from the list.",
    ),
    "plan-list-points": Kind(
        Severity.ERROR,
        "“{text}” is not a number of points from 0 to 100.",
        "Write a number, or leave it empty.",
    ),
    "plan-list-question": Kind(
        Severity.ERROR,
        "The worksheet has no question “{text}”.",
        "Write the code of a question as it stands on the page Weak areas, or leave it empty.",
    ),
    "plan-list-unknown": Kind(
        Severity.ERROR,
        "Action number {item} is not in the plan of this unit.",
        "Choose the unit that the list was made for, or empty the number for a new action.",
    ),
    "plan-list-twice": Kind(
        Severity.ERROR,
        "Action number {item} stands in row {row} already.",
        "Keep one of the two rows, or empty the number for a new action.",
    ),
    "plan-list-changed": Kind(
        Severity.ERROR,
        "Action number {item} was changed by {by} after the list was downloaded, and the list "
        "changes it too.",
        "Look at what it says now, download the plan again and enter your change there.",
    ),
    "plan-list-missing": Kind(
        Severity.NOTICE,
        "{count} actions of the plan are not in the list and stay as they are: {numbers}.",
        "Withdraw an action on the page if it is no longer wanted.",
        one="{count} action of the plan is not in the list and stays as it is: {numbers}.",
    ),
    # --- the user's own file changed (workbook/marking, workbook/filling) -----------------------
    "change-needs-xlsx": Kind(
        Severity.REFUSED,
        "Only .xlsx and .xlsm files can be marked or filled; this one is {format}.",
        "Open it in Excel or LibreOffice, save it as .xlsx and take that file.",
    ),
    "workbook-signed": Kind(
        Severity.REFUSED,
        "The file carries a digital signature, which any change would make invalid.",
        "Take a copy without the signature.",
    ),
    "mark-beside-conversation": Kind(
        Severity.NOTICE,
        "{count} cells already carry a conversation, which was left alone: {cells}. They are "
        "coloured but have no note from us.",
        "Read what was found there in the list of findings.",
    ),
    "marks-left-out": Kind(
        Severity.NOTICE,
        "{count} findings could not be marked: they name no cell of this file, or are beyond the "
        "{limit} cells that are marked at most.",
        "Read them in the list of findings.",
    ),
    "fill-no-answers": Kind(
        Severity.REFUSED,
        "The file “{name}” holds no answers of {assessor}.",
        "Give the file with the answers of this assessor.",
    ),
    "fill-no-column": Kind(
        Severity.REFUSED,
        "This worksheet has no answer column for {assessor}.",
        "Take a worksheet with a column for this assessor, as the 2025/26 layout has it.",
    ),
    "fill-formula-kept": Kind(
        Severity.WARNING,
        "{count} cells hold a formula and were not written over: {cells}.",
        "Compare what they show with the answers.",
    ),
    "fill-no-place": Kind(
        Severity.WARNING,
        "{count} answers or notes have no cell of their own in this worksheet and were not "
        "written: {questions}.",
        "Write them in by hand, or take a complete worksheet.",
    ),
    "fill-answer-unclear": Kind(
        Severity.WARNING,
        "{count} answers cannot be counted as they were typed and were not written: {questions}.",
        "Correct them in the worksheet they come from and fill once more.",
    ),
    "fill-computed-on-opening": Kind(
        Severity.NOTICE,
        "The file’s own points stay empty until it is opened in Excel or LibreOffice, which "
        "computes them.",
        "Open the file once and save it before you hand it on.",
    ),
    # --- the store ------------------------------------------------------------------------------
    "store-missing": Kind(
        Severity.ERROR,
        "There is no store in this folder ({file} is not there).",
        "Check the folder in ZI_STORE, or let the program make a new store.",
    ),
    "store-no-folder": Kind(
        Severity.ERROR,
        "The folder “{folder}” of the store cannot be made: a file is in its place or above it.",
        "Name another folder in ZI_STORE.",
    ),
    "store-lost": Kind(
        Severity.ERROR,
        "The store’s file {file} is gone or was moved, or its disk is not connected.",
        "Connect the disk or put the file back. Otherwise restore the latest backup.",
    ),
    "store-empty-file": Kind(
        Severity.ERROR,
        "The store’s file {file} is empty.",
        "Restore the latest backup, or move the empty file away to begin anew.",
    ),
    "store-foreign-file": Kind(
        Severity.ERROR,
        "{file} is not a store of this program. It was not touched.",
        "Choose another folder, or move this file away.",
    ),
    "store-damaged": Kind(
        Severity.ERROR,
        "The store {file} is damaged.",
        "Restore the latest backup; what is damaged is kept aside.",
    ),
    "store-newer": Kind(
        Severity.ERROR,
        "The store {file} was written by a newer version of this program ({version}). It was "
        "not touched.",
        "Install the newer version of the program.",
    ),
    "store-reopen": Kind(
        Severity.ERROR,
        "Another version of the store {file} was put in its place while the program was running.",
        "Start the program again.",
    ),
    "store-read-only": Kind(
        Severity.ERROR,
        "The store cannot be written: its folder or file is read-only.",
        "Allow writing to the folder, or choose another one.",
    ),
    "store-disk-full": Kind(
        Severity.ERROR,
        "The disk is full. Nothing was stored; what was there is intact.",
        "Free some space and try again.",
    ),
    "store-disk-error": Kind(
        Severity.ERROR,
        "The disk could not be read or written. Nothing was stored.",
        "Check the disk, its connection and its free space, then try again.",
    ),
    "store-busy": Kind(
        Severity.ERROR,
        "Another program is writing to the store right now. Nothing was stored.",
        "Wait a moment and try again.",
    ),
    "store-not-migrated": Kind(
        Severity.ERROR,
        "The store could not be brought to the version of this program ({version}). It is as "
        "it was.",
        "Go on with the earlier version of the program, and report this.",
    ),
    "store-changed-meanwhile": Kind(
        Severity.ERROR,
        "Somebody stored other answers for {unit}, {period}, {assessor} in the meantime. "
        "Nothing was stored.",
        "Look at what changes now, and save again.",
    ),
    "store-nothing-to-save": Kind(
        Severity.ERROR,
        "{file} holds no answers to store.",
        "Choose a worksheet that is filled in.",
    ),
    "store-file-differs": Kind(
        Severity.ERROR,
        "{file} is no longer the file that was read. Nothing was stored.",
        "Upload the file again.",
    ),
    "store-period-unknown": Kind(
        Severity.ERROR,
        "“{period}” is not a period.",
        "Write a year (2025) or a year and month (2025-B06).",
    ),
    "store-unit-unnamed": Kind(
        Severity.ERROR,
        "The unit has no name.",
        "Write the name of the unit.",
    ),
    "store-unit-unknown": Kind(
        Severity.ERROR,
        "The unit “{unit}” is not in the store.",
        "Choose one of the stored units.",
    ),
    "store-name-taken": Kind(
        Severity.ERROR,
        "The name “{name}” already means another unit.",
        "Choose another name.",
    ),
    "store-code-taken": Kind(
        Severity.ERROR,
        "The code “{taken}” is empty or already means another unit.",
        "Choose another code.",
    ),
    "store-unit-circle": Kind(
        Severity.ERROR,
        "“{parent}” stands below “{unit}”, so it cannot be above it as well.",
        "Choose another parent unit.",
    ),
    "store-unit-in-use": Kind(
        Severity.ERROR,
        "“{unit}” has worksheets, entries or units below it and was not removed.",
        "Merge it with another unit, or mark it as no longer active.",
    ),
    "store-unit-same": Kind(
        Severity.ERROR,
        "“{unit}” cannot be merged with itself.",
        "Choose two different units.",
    ),
    "store-assessment-unknown": Kind(
        Severity.ERROR,
        "Nothing is stored for {unit}, {period}, {assessor}, or not this revision.",
        "Load the page again to see what is stored.",
    ),
    "store-upload-unknown": Kind(
        Severity.ERROR,
        "The import {upload} is not in the store; it may have been undone already.",
        "Load the page again to see what is stored.",
    ),
    "store-file-unknown": Kind(
        Severity.ERROR,
        "This original file is not in the store.",
        "Load the page again to see what is stored.",
    ),
    "store-content-damaged": Kind(
        Severity.ERROR,
        "The stored answers of {unit}, {period}, {assessor} (revision {revision}) are not "
        "what was saved. They are left out.",
        "Restore the latest backup, or upload the worksheet again.",
    ),
    "store-original-damaged": Kind(
        Severity.ERROR,
        "The original file {file} in the store is not the one that was saved.",
        "Restore the latest backup, or upload the worksheet again.",
    ),
    "store-findings-damaged": Kind(
        Severity.ERROR,
        "The findings of import {upload} are not what was saved.",
        "Restore the latest backup, or upload the worksheet again.",
    ),
    "store-log-broken": Kind(
        Severity.ERROR,
        "The log was changed: from entry {entry} on it is not what was written.",
        "Compare the store with a backup, and find out who can write to its file.",
    ),
    "store-not-in-log": Kind(
        Severity.ERROR,
        "Revision {revision} of {unit}, {period}, {assessor} does not agree with the log.",
        "Compare the store with a backup, and find out who can write to its file.",
    ),
    "store-without-current": Kind(
        Severity.ERROR,
        "{assessments} stored assessments do not know which revision counts.",
        "Restore the latest backup, or upload the worksheets again.",
    ),
    "store-inspection-bare": Kind(
        Severity.ERROR,
        "Whoever looked into it and why it is no doubt must be said. Nothing was stored.",
        "Write a name and a few words of reason.",
    ),
    "store-inspection-unknown": Kind(
        Severity.ERROR,
        "This inspection is not in the store, or was taken back already. Nothing was changed.",
        "Load the page again to see what is stored.",
    ),
    "store-inspection-damaged": Kind(
        Severity.ERROR,
        "The inspection {inspection} of a doubt does not agree with the log.",
        "Compare the store with a backup, and find out who can write to its file.",
    ),
    "store-item-unknown": Kind(
        Severity.ERROR,
        "Entry number {item} is not in the store. Nothing was changed.",
        "Load the page again to see what is stored.",
    ),
    "store-item-changed": Kind(
        Severity.ERROR,
        "Somebody changed entry number {item} in the meantime: it is at version {version} now. "
        "Nothing was stored.",
        "Look at what it says now, and save again.",
    ),
    "store-item-too-large": Kind(
        Severity.ERROR,
        "The entry is larger than {most} KiB. Nothing was stored.",
        "Shorten its texts, or divide it into several.",
    ),
    "store-item-damaged": Kind(
        Severity.ERROR,
        "Entry number {item} of the dossier does not agree with the log.",
        "Compare the store with a backup, and find out who can write to its file.",
    ),
    "item-newer": Kind(
        Severity.ERROR,
        "Entry number {item} was written by a later version of this program and is not shown.",
        "Update the program; the entry itself is kept unchanged.",
    ),
    "item-unreadable": Kind(
        Severity.ERROR,
        "Entry number {item} cannot be read: “{field}” is not what it should be.",
        "Check the store, and compare it with a backup.",
    ),
    "store-orphan-file": Kind(
        Severity.WARNING,
        "The original file {file} belongs to no assessment.",
        "Nothing needs to be done; it only takes up space.",
    ),
    "store-backup-exists": Kind(
        Severity.ERROR,
        "The file {file} exists already and was not overwritten.",
        "Choose another name for the backup.",
    ),
    "store-backup-failed": Kind(
        Severity.ERROR,
        "The backup {file} is not the same as the store ({table}) and was discarded.",
        "Check the disk and make the backup again.",
    ),
    "store-url-wrong": Kind(
        Severity.ERROR,
        "The address in ZI_DATABASE_URL is not one of a PostgreSQL database.",
        "Write it as postgresql://user:password@host/database; %40 stands for an @ in a password.",
    ),
    "store-server-unreachable": Kind(
        Severity.ERROR,
        "The database {file} cannot be reached. Nothing was stored; what was there is intact.",
        "Check that its server runs and is connected, and the address in ZI_DATABASE_URL; then "
        "try again.",
    ),
    "store-sign-in-refused": Kind(
        Severity.ERROR,
        "The server of the database {file} refuses the sign-in.",
        "Check the user and the password in ZI_DATABASE_URL, and what the server allows.",
    ),
    "store-database-missing": Kind(
        Severity.ERROR,
        "There is no database {file} on the server.",
        "Check its name in ZI_DATABASE_URL, or let the administrator of the server make it.",
    ),
    "store-database-empty": Kind(
        Severity.ERROR,
        "The database {file} holds no store.",
        "Move a store into it or restore a backup. To begin anew, choose a folder without "
        "backups in ZI_STORE.",
    ),
    "store-database-encoding": Kind(
        Severity.ERROR,
        "The database {file} cannot hold every letter: its encoding is not UTF-8.",
        "Let the administrator of the server make a database with the encoding UTF8.",
    ),
    "store-foreign-tables": Kind(
        Severity.ERROR,
        "The database {file} holds tables of another program. It was not touched.",
        "Choose an empty database.",
    ),
    "store-not-permitted": Kind(
        Severity.ERROR,
        "The database {file} cannot be written: the sign-in may only read, or the server does.",
        "Let the administrator of the server allow this sign-in to write.",
    ),
    "store-connection-lost": Kind(
        Severity.ERROR,
        "The connection to the database {file} broke. Nothing was stored; what was there is "
        "intact.",
        "Try again.",
    ),
    "store-commit-unknown": Kind(
        Severity.ERROR,
        "The connection to the database {file} broke at the very end: it may be stored or not.",
        "Look at what is stored, and do it again where it is missing: a worksheet that is stored "
        "already is recognised and makes no double.",
    ),
    "store-target-not-empty": Kind(
        Severity.ERROR,
        "There is something in {file} already. Nothing was moved.",
        "Choose an empty folder or an empty database.",
    ),
    "store-copy-differs": Kind(
        Severity.ERROR,
        "The copy in {file} is not the same as the store ({table}) and was discarded.",
        "Check the disk and do it again.",
    ),
    "ministry-answer-missing": Kind(
        Severity.ERROR,
        "{question} (question {soal_id} of the ministry's list) is not answered.",
        "Answer it in the worksheet and upload that again.",
    ),
    "ministry-answer-no-option": Kind(
        Severity.ERROR,
        "{question} (question {soal_id} of the ministry's list): “{text}” is not one of the "
        "options.",
        "Choose an option in the worksheet and upload that again.",
    ),
    "ministry-answer-wrong-kind": Kind(
        Severity.ERROR,
        "{question} (question {soal_id} of the ministry's list): “{text}” is not a number that "
        "can stand there.",
        "Write the number in the worksheet and upload that again.",
    ),
    "ministry-without-numbers": Kind(
        Severity.ERROR,
        "{title} has no questions with a number in the ministry's list.",
        "Hand in the worksheet that is in force.",
    ),
    "ministry-without-unit": Kind(
        Severity.ERROR,
        "Of {unit} only an assessor's answers are stored, not its own.",
        "Upload the worksheet that the unit itself has filled in.",
    ),
    "ministry-not-ready": Kind(
        Severity.ERROR,
        "{unit} is not ready to be handed in: {count} things stand against it.",
        "Correct what is listed. Until then no file is written.",
        one="{unit} is not ready to be handed in: one thing stands against it.",
    ),
    "export-nothing": Kind(
        Severity.ERROR,
        "Nothing is stored for the period {period}.",
        "Choose a period of which something is stored.",
    ),
    # --- surveys: raw responses and typed indices (workbook/survey) ------------------------------
    "survey-not-recognised": Kind(
        Severity.REFUSED,
        "No table of responses was found: no row of this file could be its heading.",
        "Choose the file with one row for each respondent and one column for each element, or "
        "download the template.",
    ),
    "survey-without-elements": Kind(
        Severity.ERROR,
        "None of the columns is known to hold answers.",
        "Say below which columns are the elements U1, U2 and so on.",
    ),
    "survey-columns-guessed": Kind(
        Severity.WARNING,
        "{count} columns ({columns}) were taken as elements because of what stands in them; their "
        "headings do not say so.",
        "Check below what each column is.",
        one="One column ({columns}) was taken as an element because of what stands in it; its "
        "heading does not say so.",
    ),
    "survey-element-twice": Kind(
        Severity.ERROR,
        "Two columns are element {element}; the one in column {first} counts.",
        "Give the other column its own number, or leave it out.",
    ),
    "survey-element-missing": Kind(
        Severity.WARNING,
        "There is no column for element {element}, so the index is the mean of the others.",
        "Check whether the survey asked it; if so, say which column it is.",
    ),
    "survey-element-empty": Kind(
        Severity.WARNING,
        "Nobody answered element {element}, so the index is the mean of the others.",
        "If the survey did not ask it, nothing needs to be done; otherwise fill in the answers.",
    ),
    "survey-sheet-not-read": Kind(
        Severity.NOTICE,
        "This sheet holds responses too. Only the sheet “{other}” was read.",
        "Choose the other sheet below, or put all respondents on one sheet.",
    ),
    "survey-letters-guessed": Kind(
        Severity.NOTICE,
        "This text file is not written in UTF-8; letters with accents may be wrong.",
        "Save it as “CSV UTF-8” if names of services look wrong.",
    ),
    "survey-empty": Kind(
        Severity.ERROR,
        "The table has no respondents yet.",
        "Fill in one row for each respondent, save the file and upload it again.",
    ),
    "survey-few-respondents": Kind(
        Severity.WARNING,
        "There are {count} respondents; the rule asks for at least {needed} ({article}).",
        "Ask more people whose service is finished, or give the reason for fewer in the report.",
        one="There is one respondent; the rule asks for at least {needed} ({article}).",
    ),
    "survey-too-long": Kind(
        Severity.ERROR,
        "The table has {count} respondents; only the first {limit} were read.",
        "Divide the file, for example by quarter.",
    ),
    "survey-answer-empty": Kind(
        Severity.WARNING,
        "{count} answers are missing ({cells}). They are in no mean.",
        "Fill them in from the questionnaires if they were answered there.",
        one="One answer is missing ({cells}). It is in no mean.",
    ),
    "survey-answer-text": Kind(
        Severity.ERROR,
        "{count} answers are text instead of a number, such as “{text}” ({cells}). They are in no "
        "mean.",
        "Type the number from 1 to 4 that was ticked.",
        one="One answer is text instead of a number: “{text}” ({cells}). It is in no mean.",
    ),
    "survey-answer-ambiguous": Kind(
        Severity.ERROR,
        "{count} answers can be read as two numbers, such as “{text}” ({cells}). They are in no "
        "mean.",
        "Type the number from 1 to 4 without thousands mark.",
        one="One answer can be read as two numbers: “{text}” ({cells}). It is in no mean.",
    ),
    "survey-answer-ikm": Kind(
        Severity.ERROR,
        "{count} answers lie between 25 and 100, such as {text} ({cells}): that looks like an "
        "IKM, not like an answer from 1 to 4.",
        "Put the answers of the respondents into the columns of the elements, not the result of "
        "the survey.",
        one="One answer lies between 25 and 100: {text} ({cells}). That looks like an IKM, not "
        "like an answer from 1 to 4.",
    ),
    "survey-answer-above": Kind(
        Severity.ERROR,
        "{count} answers lie above 4, such as {text} ({cells}): was the survey done on a scale of "
        "1 to 5?",
        "Correct what is mistyped. Answers on another scale cannot be turned into one of 1 to 4: "
        "ask the survey anew with four choices.",
        one="One answer lies above 4: {text} ({cells}). Was the survey done on a scale of 1 to 5?",
    ),
    "survey-answer-below": Kind(
        Severity.ERROR,
        "{count} answers lie below 1, such as {text} ({cells}). They are in no mean.",
        "Leave the cell empty where nothing was answered; otherwise type the number that was "
        "ticked.",
        one="One answer lies below 1: {text} ({cells}). It is in no mean.",
    ),
    "survey-answer-between": Kind(
        Severity.WARNING,
        "{count} answers are no whole numbers, such as {text} ({cells}). They count as they stand.",
        "Check whether these are answers of single respondents or means.",
        one="One answer is no whole number: {text} ({cells}). It counts as it stands.",
    ),
    "survey-answer-typed": Kind(
        Severity.NOTICE,
        "{count} answers are numbers typed as text ({cells}). They were read as numbers.",
        "Nothing needs to be done here; formulas of the sheet leave such cells out.",
        one="One answer is a number typed as text ({cells}). It was read as a number.",
    ),
    "survey-respondent-twice": Kind(
        Severity.WARNING,
        "{count} respondents have a number that stands before already, such as {text} ({cells}). "
        "All of them count.",
        "Delete rows that were entered twice, or give each respondent its own number.",
        one="One respondent has a number that stands before already: {text} ({cells}). Both count.",
    ),
    "survey-respondent-alike": Kind(
        Severity.WARNING,
        "{count} rows say the same of the person and of every answer as a row before ({cells}). "
        "All of them count.",
        "Delete the rows that were entered twice.",
        one="One row says the same of the person and of every answer as a row before ({cells}). "
        "Both count.",
    ),
    "survey-respondent-silent": Kind(
        Severity.WARNING,
        "{count} respondents answered nothing ({cells}). They do not count.",
        "Fill in their answers, or delete the rows.",
        one="One respondent answered nothing ({cells}) and does not count.",
    ),
    "survey-row-left-out": Kind(
        Severity.NOTICE,
        "{count} rows below the heading are no respondents, such as totals, signatures or "
        "prepared rows ({cells}). They were left out.",
        "Nothing needs to be done if that is right.",
        one="One row below the heading is no respondent, such as a total or a signature ({cells}). "
        "It was left out.",
    ),
    "survey-row-hidden": Kind(
        Severity.WARNING,
        "{count} respondents stand in hidden rows ({cells}). They count.",
        "Show the rows and check whether these respondents belong to the survey.",
        one="One respondent stands in a hidden row ({cells}) and counts.",
    ),
    "survey-column-hidden": Kind(
        Severity.WARNING,
        "{count} elements stand in hidden columns ({cells}). They count.",
        "Show the columns and check whether these elements belong to the survey.",
        one="One element stands in a hidden column ({cells}) and counts.",
    ),
    "survey-index-no-number": Kind(
        Severity.ERROR,
        "“{text}” is no number.",
        "Type the index from 1 to 4, for example 3.45.",
    ),
    "survey-index-ambiguous": Kind(
        Severity.ERROR,
        "“{text}” can be read as two numbers.",
        "Type the index from 1 to 4 with at most two decimals.",
    ),
    "survey-index-ikm": Kind(
        Severity.ERROR,
        "“{text}” is no index from 1 to 4. If it is an IKM, the index is {index}.",
        "Look into the survey report; take the index over only if the figure is an IKM.",
    ),
    "survey-index-other-scale": Kind(
        Severity.ERROR,
        "“{text}” is no index from 1 to 4: the survey seems to be on another scale.",
        "Look into the survey report. A figure on a scale of 1 to 5 is no index and cannot be "
        "turned into one.",
    ),
}
