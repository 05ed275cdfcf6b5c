"""A document that tells of somebody else's body: its calendar alone says when it meets."""

from __future__ import annotations

from pathlib import Path

from conftest import Run

BODIES = '[[body]]\nname = "RS"\nfull_name = "Regionstyrelsen"\nshares_members_with = ["*"]\ncalendar = "rs.ics"\n'
PLAN = "Mötestider för {body} 2027\n\n5 februari kl. 9-12\n5 mars kl. 9-12\n"


def test_its_meetings_are_left_out_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/bodies.toml").write_text(BODIES, "utf-8")
    (tmp_path / "rs.txt").write_text(PLAN.format(body="Regionstyrelsen"), "utf-8")
    (tmp_path / "bun.txt").write_text(PLAN.format(body="BUN"), "utf-8")
    result = run("import", "rs.txt", "bun.txt", "--yes")
    told = "RS comes from its calendar rs.ics: its 2 meetings in the documents are left out\n"
    assert (result.code, result.err) == (0, told)
    assert "BUN" in result.out
    assert sorted(path.name for path in (tmp_path / "data/schedules").iterdir()) == ["bun-2027.toml"]
    result = run("import", "rs.txt", "--yes")
    assert (result.code, result.out, result.err) == (0, "No dates.\nNothing changes.\n", told)
