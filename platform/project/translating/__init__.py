"""From texts marked in the code to catalogues: extract, check, compile. Nothing here serves a page."""
