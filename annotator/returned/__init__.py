"""The way back: what an editor wrote into a report, matched to the claims it is about."""
