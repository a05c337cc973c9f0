"""ZI Analytics: reads, scores and explains worksheets of the Zona Integritas."""

__version__ = "0.1.0"
