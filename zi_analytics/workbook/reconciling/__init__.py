"""The workbook's own totals beside the rule's, down to the cells that make the difference."""
