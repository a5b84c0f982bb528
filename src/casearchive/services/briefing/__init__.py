"""Briefing packs and single cases out on paper and in files."""
