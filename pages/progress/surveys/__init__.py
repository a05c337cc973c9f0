"""The page Survei, part by part."""
