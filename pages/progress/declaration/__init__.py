"""The page Pencanangan dan sosialisasi, part by part."""
