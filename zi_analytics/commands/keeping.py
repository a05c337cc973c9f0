"""Commands that keep a store safe: ``backup``, ``restore``, ``check`` and ``move``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from zi_analytics import finding_text
from zi_analytics.commands.ends import DONE, FAILED
from zi_analytics.language.wording import translator
from zi_analytics.settings import StorePlace, store_folder, store_place
from zi_analytics.store import move_store, open_store, restore_backup


def add_commands(commands: Any) -> None:
    """Add them to the subparsers of the command line."""
    backup = commands.add_parser("backup", help="copy the whole store, also while it is in use")
    backup.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a new file; else among the backups"
    )
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="go back to a backup; what is there is kept")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run=_restore)

    check = commands.add_parser("check", help="read the whole store: is it what was written?")
    check.set_defaults(run=_check)

    move = commands.add_parser("move", help="copy the whole store to another folder or database")
    move.add_argument(
        "target", metavar="TARGET", help="a folder without a store, or postgresql://…"
    )
    move.add_argument(
        "--from", dest="source", default="", metavar="SOURCE", help="instead of the current store"
    )
    move.set_defaults(run=_move)


def _backup(given: argparse.Namespace) -> int:
    t = translator(given.language)
    target = None if given.file is None else given.file.resolve()
    with open_store(store_place(), create=False) as store:
        made = store.backup(target)
    print(t("The backup is {file}.", file=str(made)))
    return DONE


def _restore(given: argparse.Namespace) -> int:
    t = translator(given.language)
    restore_backup(store_place(), given.file)
    print(t("The backup is the store now. What was there before is kept among the backups."))
    return DONE


def _check(given: argparse.Namespace) -> int:
    with open_store(store_place(), create=False) as store:
        found = store.check()
        assessments = len(store.assessments())
    for finding in found:
        print(f"– {finding_text.message(finding, given.language)}")
        print(f"  {finding_text.remedy(finding, given.language)}")
    if found:
        return FAILED
    t = translator(given.language)
    print(t("The store is sound: {assessments} assessments.", assessments=str(assessments)))
    return DONE


def _move(given: argparse.Namespace) -> int:
    t = translator(given.language)
    source = _place(given.source) if given.source else store_place()
    target = _place(given.target)
    count = str(move_store(source, target))
    setting = "ZI_DATABASE_URL" if target.url else "ZI_STORE"
    print(t("{count} assessments were copied and compared.", count=count))
    print(t("Set {setting} to the new place; the old one stays as it is.", setting=setting))
    if source.url and not target.url:
        print(t("Unset ZI_DATABASE_URL."))
    return DONE


def _place(written: str) -> StorePlace:
    """A folder, or an address; backups of a database lie in the folder of the settings."""
    if "://" in written:
        return StorePlace(store_folder(), written)
    return StorePlace(Path(written).expanduser().resolve())
