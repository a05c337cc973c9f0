"""Raw responses of a survey out of a workbook or a CSV: columns proposed, respondents read."""
