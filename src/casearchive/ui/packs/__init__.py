"""The pack composer: what goes into a briefing pack, how it will look, and getting it on paper."""
