"""Every kind of finding: its severity, what it says and what to do about it.

The wording here is English and is the key of the catalogues in ``language/``; ``{names}`` are
filled from a finding's details. ``docs/findings.md`` is made from this table, and a test proves
that every kind has an Indonesian wording.
"""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.findings import Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: ``message`` says what was found, ``remedy`` what to do."""

    severity: Severity
    message: str
    remedy: str


KINDS: dict[str, Kind] = {
    # --- taking files in (importing) -----------------------------------------------------------
    "file-not-found": Kind(
        Severity.REFUSED,
        "There is no file “{name}”.",
        "Check the name and the folder.",
    ),
    "file-not-openable": Kind(
        Severity.REFUSED,
        "The file “{name}” cannot be opened.",
        "Check that you may read it and that no other program holds it.",
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
    # --- the file itself (workbook/safety) -----------------------------------------------------
    "file-takes-too-long": Kind(
        Severity.REFUSED,
        "Reading this file took too long and was stopped.",
        "Save the worksheet alone as a new .xlsx file and upload that.",
    ),
    "file-not-safe-to-read": Kind(
        Severity.REFUSED,
        "This file cannot be read safely.",
        "Open it in Excel or LibreOffice, save it as a new .xlsx file and upload that.",
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
        "Upload the LKE itself: a table with the columns Penilaian, Bobot, Pilihan Jawaban "
        "and Jawaban. A blank one can be taken from your inspectorate.",
    ),
    "workbook-empty": Kind(
        Severity.REFUSED,
        "The workbook is empty: no cell holds anything (sheets: {sheets}).",
        "Check that the right file was chosen and that it was saved after filling it in.",
    ),
    "no-answers": Kind(
        Severity.WARNING,
        "This is a worksheet that nobody has filled in yet.",
        "Fill in the column Jawaban, save the file and upload it again.",
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
        "The counts contradict each other: {due} are due, but the parts come to {sum}.",
        "Correct the counts so that the parts come to the whole.",
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
    "other-block-counted": Kind(
        Severity.WARNING,
        "The formula takes cells that do not belong to this line, or one block twice: "
        "{cells} ({worth} points).",
        "Let the formula refer to the cells of its own block.",
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
    "formulas-not-checked": Kind(
        Severity.NOTICE,
        "The formulas of this file could not be looked at, so the cause of the difference "
        "may stay open.",
        "Save the file as .xlsx and upload it again to learn more.",
    ),
    # --- the store ------------------------------------------------------------------------------
    "store-missing": Kind(
        Severity.ERROR,
        "There is no store in this folder ({file} is not there).",
        "Check the folder in ZI_STORE, or let the program make a new store.",
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
        "The store’s file {file} is damaged.",
        "Restore the latest backup; the damaged file is kept beside it.",
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
}
