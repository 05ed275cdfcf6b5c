"""The time zone of every feed: a constant VTIMEZONE for Europe/Stockholm.

One STANDARD and one DAYLIGHT with a yearly rule, no history and no RDATE: the only form that Outlook and
Exchange take (MS-OXCICAL 2.1.3.1.1.19.2). Each onset is given in the offset before the change (RFC 5545
3.6.5). The rules are those of directive 2000/84/EC, exact from 1996 on; they begin in 1970 so that no
reader meets an event before the first onset. These are content lines and no icalendar component, because
icalendar's own zones are RDATE lists and it changes the order inside an RRULE.
"""

from __future__ import annotations

TZID = "Europe/Stockholm"

_LINES = f"""\
BEGIN:VTIMEZONE
TZID:{TZID}
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""

VTIMEZONE = _LINES.replace("\n", "\r\n").encode("ascii")
"""The component as it stands in a feed, with CRLF after every line."""
