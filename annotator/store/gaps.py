"""Where the history of a rebuilt project has gaps."""

from annotator.store.events import BARE_STEPS

# Of what was given up before its beginning, a history says no more than it should.
_HISTORY = """(
    SELECT * FROM main.step WHERE seq >= (
        SELECT coalesce(min(begin.seq), -(1 << 62))
        FROM main.step AS begin JOIN main.compaction USING (id)
    )
)"""
INCOMPLETE = (
    "SELECT count(DISTINCT seq - place) > 1 FROM"
    f" (SELECT seq, row_number() OVER (ORDER BY seq) AS place FROM {_HISTORY})",
    # Where nothing was left as the history was given up, its beginning has no event.
    f"SELECT count(*) FROM {_HISTORY} WHERE id NOT IN (SELECT step_id FROM main.event"
    f" UNION SELECT id FROM main.compaction) AND label NOT IN {BARE_STEPS}",
    "SELECT count(*) FROM (SELECT count(*) AS many, max(position) AS last FROM main.event"
    f" WHERE step_id IN (SELECT id FROM {_HISTORY}) GROUP BY step_id) WHERE many != last + 1",
    "SELECT count(*) FROM (SELECT before, lag(after) OVER (PARTITION BY noun, key"
    " ORDER BY seq, event.position) AS was FROM main.event"
    f" JOIN {_HISTORY} AS step ON step.id = step_id"
    " WHERE noun != 'identity') WHERE before IS NOT was",
)
"""What each come to more than nothing where the history has gaps: in the count of its steps, in
a step without events, in the events of a step, in what was before and what after."""
