"""A sheet that is stored as Excel itself would store it, where XlsxWriter does otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

Attributes = Sequence[tuple[str, object]]


class StoredWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose every formula has a value, and whose rows grow with what is typed."""

    def _xml_formula_element(
        self, formula: str, result: object, attributes: Attributes = ()
    ) -> None:
        # Without its type an empty text looks like a formula that was never computed.
        if result == "":
            attributes = [*attributes, ("t", "str")]
        super()._xml_formula_element(formula, result, attributes)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Attributes = ()) -> None:
        # A custom height is fixed: a long note would be cut.
        kept = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, kept)
