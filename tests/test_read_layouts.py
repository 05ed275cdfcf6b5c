"""Layouts of real schedules, each in the least that shows its trap, with all that becomes of their dates."""

from __future__ import annotations

import pytest
from test_reading import read_text

CASES = {
    "rows that say that their meeting is moved": (
        """
        Mötestider 2026

        Kommunstyrelsen
        - 12 januari kl 13
        - 9 februari kl 13 (flyttat till 11 februari kl 15)
        - 13 april, flyttas till 15 april
        - 8 juni -> 9 juni
        - 7 september (flyttat från 9 september)
        """,
        [
            "4 Kommunstyrelsen 2026-01-12 13:00",
            "5 Kommunstyrelsen 2026-02-09 13:00 cancelled (flyttat till 11 februari kl 15)",
            "5 Kommunstyrelsen 2026-02-11 15:00",
            "6 Kommunstyrelsen 2026-04-13 cancelled (flyttas till 15 april)",
            "6 Kommunstyrelsen 2026-04-15",
            "7 Kommunstyrelsen 2026-06-08 cancelled (9 juni)",
            "7 Kommunstyrelsen 2026-06-09",
            "8 Kommunstyrelsen 2026-09-07 (flyttat från 9 september)",
            "? 8 9 september: a meeting is said to be cancelled or moved",
        ],
    ),
    "a table whose notes move and cancel": (
        """
        Mötestider 2026 för kommunstyrelsen

        Datum\tTid\tAnmärkning
        12 januari\t13.00\t
        9 februari\t13.00\tFlyttat till 11 februari
        9 mars\t13.00\tInställt
        """,
        [
            "4 kommunstyrelsen 2026-01-12 13:00",
            "5 kommunstyrelsen 2026-02-09 13:00 cancelled (Flyttat till 11 februari)",
            "5 kommunstyrelsen 2026-02-11 13:00",
            "6 kommunstyrelsen 2026-03-09 13:00 cancelled",
        ],
    ),
    "every cell a line of its own": (
        """
        Sammanträdestider 2012

        Datum

        Organ

        Tid

        Plats

        2 januari

        BUN

        klockan 09:00

        Stora salen

        6 februari

        KF

        klockan 18:00

        Stora salen
        """,
        [
            "11 BUN 2012-01-02 09:00 physical",
            "19 KF 2012-02-06 18:00",
        ],
    ),
    "months across, an empty row, and what is not our own table": (
        """
        Mötestider 2024

        | Organ | Kl. | Januari | Februari | Mars |
        | KF | 18.00 | 29 | 26 | 25 |
        | KS | 13.00 | | | |
        | BUN | 08.30 | 16 | 13, 27 | 12 (inställt) |
        """,
        [
            "4 KF 2024-01-29 18:00",
            "4 KF 2024-02-26 18:00",
            "4 KF 2024-03-25 18:00",
            "6 BUN 2024-01-16 08:30",
            "6 BUN 2024-02-13 08:30",
            "6 BUN 2024-02-27 08:30",
            "6 BUN 2024-03-12 08:30 cancelled",
        ],
    ),
    "months down with a mark that nothing explains": (
        """
        Mötestider 2012

        Månad\tKommunfullmäktige\tKommunstyrelsen
        Januari\t2\t2
        Februari\t6\t6
        Mars\t5*\t5
        """,
        [
            "4 Kommunfullmäktige 2012-01-02",
            "4 Kommunstyrelsen 2012-01-02",
            "5 Kommunfullmäktige 2012-02-06",
            "5 Kommunstyrelsen 2012-02-06",
            "6 Kommunfullmäktige 2012-03-05",
            "6 Kommunstyrelsen 2012-03-05",
        ],
    ),
    "a term whose first day is no year": (
        """
        Sammanträdestider

        Kommunfullmäktige
        VT 9 januari, 13 februari och 12 mars
        HT 13 augusti, 10 september och 8 oktober
        """,
        [
            "? 4 9 januari: the year is not stated",
            "? 4 13 februari: the year is not stated",
            "? 4 12 mars: the year is not stated",
            "? 5 13 augusti: the year is not stated",
            "? 5 10 september: the year is not stated",
            "? 5 8 oktober: the year is not stated",
        ],
    ),
    "signatures side by side are no heading": (
        """
        Mötesanteckningar SRO

        Förnamn Efternamn Någon Annan
        Regionstyrelsen Norra förbundet
        Ordförande  Vice ordförande
        Mötesdatum år 2022

        19 januari
        24 februari
        """,
        [
            "8 SRO 2022-01-19",
            "9 SRO 2022-02-24",
        ],
    ),
    "hours below a list, without a blank line": (
        """
        Sammanträdestider 2012

        Kommunfullmäktige
        2 januari, 6 februari och 5 mars (extra),
        Mötena börjar kl. 8.
        """,
        [
            "4 Kommunfullmäktige 2012-01-02 08:00",
            "4 Kommunfullmäktige 2012-02-06 08:00",
            "4 Kommunfullmäktige 2012-03-05 08:00 (extra)",
        ],
    ),
    "a date that cannot be, in the first row of a table": (
        """
        Sammanträdestider 2012

        Datum\tTid\tOrgan\tPlats
        måndag 32/1\tkl. 8\tFoU-råd\tStora salen
        måndag 6/2\tkl. 8\tFoU-råd\tStora salen
        måndag 5/3\tkl. 8\tFoU-råd\tStora salen
        """,
        [
            "5 FoU-råd 2012-02-06 08:00 physical",
            "6 FoU-råd 2012-03-05 08:00 physical",
            "? 4 måndag 32/1: there is no such date",
        ],
    ),
    "a long line of heads above numbered rows": (
        """
        Mötestider 1991

        Möte nr   KS                     KSAU                      KF                          VVG/covid-19
        1         7 januari kl. 9-12     7 januari kl 8 – 8.30      7 januari kl 12:30-15:00     7/1 kl. 13-15
        2         8 januari kl. 9-12     8 januari kl 8 – 8.30      8 januari kl 12:30-15:00     8/1 kl. 13-15
        """,
        [
            "4 KS 1991-01-07 09:00-12:00",
            "4 KSAU 1991-01-07 08:00-08:30",
            "4 KF 1991-01-07 12:30-15:00",
            "4 VVG/covid-19 1991-01-07 13:00-15:00",
            "5 KS 1991-01-08 09:00-12:00",
            "5 KSAU 1991-01-08 08:00-08:30",
            "5 KF 1991-01-08 12:30-15:00",
            "5 VVG/covid-19 1991-01-08 13:00-15:00",
        ],
    ),
    "weeks with their days": (
        """
        Mötestider för programrådet 2026

        Vecka 7: tisdag kl. 9-12
        Vecka 12: torsdag kl. 9-12
        v. 53, onsdag
        """,
        [
            "3 programrådet 2026-02-10 09:00-12:00",
            "4 programrådet 2026-03-19 09:00-12:00",
            "5 programrådet 2026-12-30 09:00-12:00",
        ],
    ),
    "heads that stand one below the other": (
        """
        Sammanträdestider 2024

        Ks au
        tisdagar kl. 14.00
        Ks
        onsdagar kl. 13.15
        9 januari 17 januari
        6 februari 14 februari
        5 mars 13 mars
        """,
        [
            "7 Ks au 2024-01-09 14:00",
            "7 Ks 2024-01-17 13:15",
            "8 Ks au 2024-02-06 14:00",
            "8 Ks 2024-02-14 13:15",
            "9 Ks au 2024-03-05 14:00",
            "9 Ks 2024-03-13 13:15",
        ],
    ),
    "a year that all weekdays prove wrong": (
        """
        Mötestider 2021 kommunstyrelsen

        onsdag 12 januari
        onsdag 9 februari
        onsdag 9 mars
        onsdag 6 april
        onsdag 11 maj
        """,
        [
            "3 kommunstyrelsen 2022-01-12 (the heading says 2021, the weekdays another year)",
            "4 kommunstyrelsen 2022-02-09 (the heading says 2021, the weekdays another year)",
            "5 kommunstyrelsen 2022-03-09 (the heading says 2021, the weekdays another year)",
            "6 kommunstyrelsen 2022-04-06 (the heading says 2021, the weekdays another year)",
            "7 kommunstyrelsen 2022-05-11 (the heading says 2021, the weekdays another year)",
        ],
    ),
    "official minutes": (
        """
        PROTOKOLL
        Kommunstyrelsen
        Sammanträdesdatum
        2024-03-12

        Plats och tid: Stadshuset, kl. 09.00-11.30
        """,
        [
            "4 Kommunstyrelsen 2024-03-12 09:00-11:30 held",
        ],
    ),
    "a sentence cancels a meeting of the list": (
        """
        Sammanträdestider 2026 för Omsorgsnämnden

        20 januari
        17 februari
        17 mars

        Mötet den 17 februari är inställt.
        """,
        [
            "3 Omsorgsnämnden 2026-01-20",
            "4 Omsorgsnämnden 2026-02-17 cancelled",
            "5 Omsorgsnämnden 2026-03-17",
            "= 7 den 17 februari: says that the meeting of that day is cancelled or moved",
        ],
    ),
    "terms in running text, under a heading": (
        """
        Fastställande av sammanträdestider läsåret 2025/2026

        Fakultetsnämnden
        Höstterminen 2025: onsdagar kl. 13.15–16.00 vecka 37 (10/9), vecka 42 (15/10) och vecka 50 (10/12).

        Utbildningsutskottet
        HT 2025: 26 augusti, 23 september. VT 2026: 13 januari, 17 februari. Tid kl. 9.15–12.00.

        Forskningsutskottet
        Sammanträder två veckor före fakultetsnämnden, kl. 10–12: 27/8, 1/10 samt 14/1.
        """,
        [
            "4 Fakultetsnämnden 2025-09-10 13:15-16:00",
            "4 Fakultetsnämnden 2025-10-15 13:15-16:00",
            "4 Fakultetsnämnden 2025-12-10 13:15-16:00",
            "7 Utbildningsutskottet 2025-08-26 09:15-12:00",
            "7 Utbildningsutskottet 2025-09-23 09:15-12:00",
            "7 Utbildningsutskottet 2026-01-13 09:15-12:00",
            "7 Utbildningsutskottet 2026-02-17 09:15-12:00",
            "10 Forskningsutskottet 2025-08-27 10:00-12:00",
            "10 Forskningsutskottet 2025-10-01 10:00-12:00",
            "10 Forskningsutskottet 2026-01-14 10:00-12:00",
        ],
    ),
    "a grid whose last body has no hours": (
        """
        Politiska möten i regionen 2025

        Organ                              Kl.     Jan   Feb   Mar   Apr   Maj   Jun
        Regionfullmäktige                  10.00         19          9           11
        Regionstyrelsen                    09.00   28    25    25    29    27    17
        Kulturnämnden                                    3     31          19
        """,
        [
            "4 Regionfullmäktige 2025-02-19 10:00",
            "4 Regionfullmäktige 2025-04-09 10:00",
            "4 Regionfullmäktige 2025-06-11 10:00",
            "5 Regionstyrelsen 2025-01-28 09:00",
            "5 Regionstyrelsen 2025-02-25 09:00",
            "5 Regionstyrelsen 2025-03-25 09:00",
            "5 Regionstyrelsen 2025-04-29 09:00",
            "5 Regionstyrelsen 2025-05-27 09:00",
            "5 Regionstyrelsen 2025-06-17 09:00",
            "6 Kulturnämnden 2025-02-03",
            "6 Kulturnämnden 2025-03-31",
            "6 Kulturnämnden 2025-05-19",
        ],
    ),
    "the day of the page beside the title": (
        """
        Kommunstyrelsen

        Mötestider 2025\t\t\t2024-11-10

        14 januari kl. 9
        11 februari kl. 9
        """,
        [
            "5 Kommunstyrelsen 2025-01-14 09:00",
            "6 Kommunstyrelsen 2025-02-11 09:00",
            "? 3 2024-11-10: nothing beside the date says what happens then",
        ],
    ),
    "hours of columns in a row of their own": (
        """
        Mötestider 2026

        Månad\tKommunstyrelsen\tKommunfullmäktige
        Kl.\t13.00\t18.00
        Januari\t12\t26
        Februari\t9\t23
        Mars\t9, 16 (inställt)\t30 kl.17
        """,
        [
            "5 Kommunstyrelsen 2026-01-12 13:00",
            "5 Kommunfullmäktige 2026-01-26 18:00",
            "6 Kommunstyrelsen 2026-02-09 13:00",
            "6 Kommunfullmäktige 2026-02-23 18:00",
            "7 Kommunstyrelsen 2026-03-09 13:00",
            "7 Kommunstyrelsen 2026-03-16 13:00 cancelled",
            "7 Kommunfullmäktige 2026-03-30 17:00",
        ],
    ),
    "a move over the new year": (
        """
        Mötestider 2021 KS

        22 november
        27 december – flyttat till 3 januari
        """,
        [
            "3 KS 2021-11-22",
            "4 KS 2021-12-27 cancelled (flyttat till 3 januari)",
            "4 KS 2022-01-03",
        ],
    ),
    "a move after the hours": (
        """
        Sammanträdestider 2012

        Kommunfullmäktige
        2 januari, kl. 8. (flyttas till 3 januari)
        6 februari, kl. 8.
        """,
        [
            "4 Kommunfullmäktige 2012-01-02 08:00 cancelled (flyttas till 3 januari)",
            "4 Kommunfullmäktige 2012-01-03 08:00",
            "5 Kommunfullmäktige 2012-02-06 08:00",
        ],
    ),
    "a whole day that is moved": (
        """
        Sammanträdestider 2012

        Kommunfullmäktige
        Tid: kl. 8
        6 augusti (heldag) – flyttat till 7 augusti
        3 september
        """,
        [
            "5 Kommunfullmäktige 2012-08-06 cancelled (flyttat till 7 augusti; heldag)",
            "5 Kommunfullmäktige 2012-08-07 (heldag)",
            "6 Kommunfullmäktige 2012-09-03 08:00",
        ],
    ),
    "a remark between two rows of a table": (
        """
        Sammanträdestider 2012

        Datum\tTid\tOrgan\tAnmärkning
        2 januari\tkl. 8\tKF\t-
        Öppet möte.
        6 februari\tkl. 8\tKF\tInställt
        5 mars\tkl. 8\tKF\t-
        """,
        [
            "4 KF 2012-01-02 08:00",
            "6 KF 2012-02-06 08:00 cancelled",
            "7 KF 2012-03-05 08:00",
        ],
    ),
    "a sentence on hours right below ordinal days": (
        """
        Sammanträdestider 2012

        Kommunfullmäktige
        februari 6:e
        mars 5:e
        april 2:a
        Mötena börjar kl. 8.
        """,
        [
            "4 Kommunfullmäktige 2012-02-06 08:00",
            "5 Kommunfullmäktige 2012-03-05 08:00",
            "6 Kommunfullmäktige 2012-04-02 08:00",
        ],
    ),
    "stop days given by their weeks": (
        """
        Sammanträdestider 2012

        Kommunfullmäktige
        Stopptider
        Måndag vecka 1
        Måndag vecka 6
        Måndag vecka 10
        """,
        [
            "= 5 vecka 1: a deadline",
            "= 6 vecka 6: a deadline",
            "= 7 vecka 10: a deadline",
        ],
    ),
    "short months and tabs over a sentence on hours": (
        """
        Sammanträdestider 2029

        Kommunfullmäktige
        Feb\t5
        Mars\t5
        Dec\t3
        Mötena börjar kl. 8.

        Kommunstyrelsen
        Feb\t5
        Mars\t5
        Maj\t7
        Mötena börjar kl. 8.
        """,
        [
            "4 Kommunfullmäktige 2029-02-05 08:00",
            "5 Kommunfullmäktige 2029-03-05 08:00",
            "6 Kommunfullmäktige 2029-12-03 08:00",
            "10 Kommunstyrelsen 2029-02-05 08:00",
            "11 Kommunstyrelsen 2029-03-05 08:00",
            "12 Kommunstyrelsen 2029-05-07 08:00",
        ],
    ),
    "an aligned grid whose rows all have empty cells": (
        """
        Sammanträdestider 2012

        Månad      Kommunfullmäktige  Kommunstyrelsen  Kommunstyrelsens arbetsutskott
        Januari
        Februari   6
        Mars                          5                5
        April      2                  2
        Maj                           7                7
        Juni       4                                   4
        """,
        [
            "5 Kommunfullmäktige 2012-02-06",
            "6 Kommunstyrelsen 2012-03-05",
            "6 Kommunstyrelsens arbetsutskott 2012-03-05",
            "7 Kommunfullmäktige 2012-04-02",
            "7 Kommunstyrelsen 2012-04-02",
            "8 Kommunstyrelsen 2012-05-07",
            "8 Kommunstyrelsens arbetsutskott 2012-05-07",
            "9 Kommunfullmäktige 2012-06-04",
            "9 Kommunstyrelsens arbetsutskott 2012-06-04",
        ],
    ),
    "hours of two cells are not those of the row": (
        """
        Sammanträdestider 2012

        Organ Januari Februari Mars April
        Kommunfullmäktige 2 6 5 2
        Barn- och utbildningsnämnden 2 6 5 kl.11 2
        """,
        [
            "4 Kommunfullmäktige 2012-01-02",
            "4 Kommunfullmäktige 2012-02-06",
            "4 Kommunfullmäktige 2012-03-05",
            "4 Kommunfullmäktige 2012-04-02",
            "5 Barn- och utbildningsnämnden 2012-01-02",
            "5 Barn- och utbildningsnämnden 2012-02-06",
            "5 Barn- och utbildningsnämnden 2012-03-05 11:00",
            "5 Barn- och utbildningsnämnden 2012-04-02",
        ],
    ),
    "deadlines given by their weeks": (
        """
        Sammanträdestider 2018

        Kommunfullmäktige, sammanträdesdagar
        v. 10, måndag
        v. 19, måndag

        Kommunstyrelsens personalutskott, sammanträdesdagar
        Stopptider
        v. 6, måndag
        v. 10, måndag
        v. 19, måndag
        """,
        [
            "4 Kommunfullmäktige 2018-03-05",
            "5 Kommunfullmäktige 2018-05-07",
            "= 9 v. 6: a deadline",
            "= 10 v. 10: a deadline",
            "= 11 v. 19: a deadline",
        ],
    ),
    "a grid of one body with two days": (
        """
        Sammanträdestider

        Våren 2021

        Organ  Kl.    Januari  Februari  Mars  April  Maj  Juni
        KF     08.00                                  3    7

        Hösten 2021

        Organ  Kl.    Augusti  September  Oktober  November  December
        KF     08.00  2        6          4        1         6
        """,
        [
            "6 KF 2021-05-03 08:00",
            "6 KF 2021-06-07 08:00",
            "11 KF 2021-08-02 08:00",
            "11 KF 2021-09-06 08:00",
            "11 KF 2021-10-04 08:00",
            "11 KF 2021-11-01 08:00",
            "11 KF 2021-12-06 08:00",
        ],
    ),
    "the foot of a page between two rows": (
        """
        Sammanträdestider 2012

        Datum\tTid\tOrgan\tAnm
        2 januari\tkl. 8\tKF\t-
        Sidan 2 (3)
        6 februari\tkl. 8\tKF\tInställt
        """,
        [
            "4 KF 2012-01-02 08:00",
            "6 KF 2012-02-06 08:00 cancelled",
        ],
    ),
    "coming meetings of minutes": (
        """
        Protokoll
        Kommunfullmäktige
        Datum: 2 januari 2012
        Tid: kl. 8
        Plats: Stora salen

        § 1 Mötet öppnas
        Ordföranden hälsar välkommen.

        Nästa möte: 6 februari kl 8

        Följande möten 2012:
        5 mars
        2 april
        7 maj
        4 juni
        """,
        [
            "3 Kommunfullmäktige 2012-01-02 08:00 physical held",
            "10 Kommunfullmäktige 2012-02-06 08:00",
            "13 Kommunfullmäktige 2012-03-05 08:00",
            "14 Kommunfullmäktige 2012-04-02 08:00",
            "15 Kommunfullmäktige 2012-05-07 08:00",
            "16 Kommunfullmäktige 2012-06-04 08:00",
        ],
    ),
    "official minutes with their notice": (
        """
        Exempelköpings kommun                 SAMMANTRÄDESPROTOKOLL                 Blad 1 (12)
        Kommunstyrelsen                       Sammanträdesdatum
                                              2025-03-12

        Plats och tid            Kommunhuset, sammanträdesrum Eken, klockan 13:00–15:30
        Beslutande               Enligt närvarolista
        Övriga deltagande        Enligt närvarolista
        Justeringens plats och tid   Kommunkansliet 2025-03-19
        Paragrafer               §§ 21-40

        Anslag/bevis
        Organ                    Kommunstyrelsen
        Sammanträdesdatum        2025-03-12
        Datum för anslags uppsättande    2025-03-20
        Datum för anslags nedtagande     2025-04-11
        Förvaringsplats för protokollet  Kommunkansliet

        § 38 Sammanträdestider 2026
        Kommunstyrelsen fastställer följande sammanträdestider för 2026, klockan 13.00:
        14 januari
        11 februari
        11 mars
        15 april
        """,
        [
            "3 Kommunstyrelsen 2025-03-12 13:00-15:30 held",
            "20 Kommunstyrelsen 2026-01-14 13:00",
            "21 Kommunstyrelsen 2026-02-11 13:00",
            "22 Kommunstyrelsen 2026-03-11 13:00",
            "23 Kommunstyrelsen 2026-04-15 13:00",
            "= 8 2025-03-19: the minutes are adjusted or announced then",
            "= 13 2025-03-12: the day of this document's own meeting",
            "= 14 2025-03-20: the minutes are adjusted or announced then",
            "= 15 2025-04-11: the minutes are adjusted or announced then",
        ],
    ),
    "official minutes, labels over values": (
        """
        PROTOKOLL
        Datum: 2025-05-20
        Kultur- och fritidsnämnden

        Plats och tid
        Folkets hus, Storstad, kl. 18.00–20.15

        Ajournering
        19.00–19.10

        Utses att justera

        Justeringens plats och tid
        Kansliet, 2025-05-27

        ANSLAG/BEVIS
        Protokollet är justerat. Justeringen har tillkännagivits genom anslag.
        Organ: Kultur- och fritidsnämnden
        Sammanträdesdatum: 2025-05-20
        Datum då anslaget sätts upp: 2025-05-28
        Datum då anslaget tas ned: 2025-06-19
        Förvaringsplats för protokollet: Kommunkontoret

        § 45 Information
        Nästa möte är tisdagen den 17 juni kl. 18.00 i Bygdegården.
        """,
        [
            "2 Kultur- och fritidsnämnden 2025-05-20 18:00-20:15 held",
            "25 Kultur- och fritidsnämnden 2025-06-17 18:00",
            "= 14 2025-05-27: the minutes are adjusted or announced then",
            "= 19 2025-05-20: the day of this document's own meeting",
            "= 20 2025-05-28: the minutes are adjusted or announced then",
            "= 21 2025-06-19: the minutes are adjusted or announced then",
        ],
    ),
    "a calendar on the web": (
        """
        Kalendarium

        3 feb 2026, kl. 13:00–16:00
        Kommunstyrelsen
        Kommunhuset, Furusalen

        5 feb 2026, kl. 10:00–10:45
        Sagostund på biblioteket
        Stadsbiblioteket

        4 mar 2026, kl. 14:00–17:00
        INSTÄLLT: Barn- och ungdomsnämnden
        Kommunhuset, Björksalen
        """,
        [
            "3 Kommunstyrelsen 2026-02-03 13:00-16:00 physical",
            "11 Barn- och ungdomsnämnden 2026-03-04 14:00-17:00 physical cancelled",
            "? 7 5 feb 2026, kl. 10:00–10:45: whose meeting it is, is not stated",
        ],
    ),
    "years between the rows of a table": (
        """
        Planeringskalender

        Ärendestopp   KSAU      Utskick KS    KS
        2025
        29/10         11/11     19/11         25/11
        26/11         9/12      11/12         16/12
        2026
        29/12         13/1      21/1          27/1
        28/1          10/2      18/2          24/2

        KSAU och KS möts på förmiddagen kl. 9.00.
        """,
        [
            "5 KSAU 2025-11-11 09:00",
            "5 KS 2025-11-25 09:00",
            "6 KSAU 2025-12-09 09:00",
            "6 KS 2025-12-16 09:00",
            "8 KSAU 2026-01-13 09:00",
            "8 KS 2026-01-27 09:00",
            "9 KSAU 2026-02-10 09:00",
            "9 KS 2026-02-24 09:00",
            "= 5 29/10: a deadline",
            "= 5 19/11: a deadline",
            "= 6 26/11: a deadline",
            "= 6 11/12: a deadline",
            "= 8 29/12: a deadline",
            "= 8 21/1: a deadline",
            "= 9 28/1: a deadline",
            "= 9 18/2: a deadline",
        ],
    ),
    "days with dots": (
        """
        Mötestider 2025–2026

        Styrelsen, kl. 18.30
        26.8, 30.9, 28.10, 16.12 (kl. 17.00, julbord),
        20.1, 24.2
        """,
        [
            "4 Styrelsen 2025-08-26 18:30",
            "4 Styrelsen 2025-09-30 18:30",
            "4 Styrelsen 2025-10-28 18:30",
            "4 Styrelsen 2025-12-16 17:00 (julbord)",
            "5 Styrelsen 2026-01-20 18:30",
            "5 Styrelsen 2026-02-24 18:30",
        ],
    ),
    "hours above the terms": (
        """
        Föräldrarådet läsåret 2024/2025

        Vi träffas kl. 18.00–19.30 i personalrummet.

        Höstterminen 2024
        ons 11/9
        ons 16/10

        Vårterminen 2025
        ons 29/1
        ons 19/3
        """,
        [
            "6 Föräldrarådet 2024-09-11 18:00-19:30 physical",
            "7 Föräldrarådet 2024-10-16 18:00-19:30 physical",
            "10 Föräldrarådet 2025-01-29 18:00-19:30 physical",
            "11 Föräldrarådet 2025-03-19 18:00-19:30 physical",
        ],
    ),
    "the year from weekdays and the day of the page": (
        """
        När möts byalaget?

        VÅREN
        torsdag den 18:e januari
        torsdag den 22:a februari
        torsdag den 21:a mars

        Hemsidan uppdaterad 28 november 2023
        """,
        [
            "4 byalaget 2024-01-18",
            "5 byalaget 2024-02-22",
            "6 byalaget 2024-03-21",
            "= 8 28 november 2023: the date of the page",
        ],
    ),
    "hours if nothing else is said, and a footnote": (
        """
        Sammanträdestider år 2025

        Sammanträdena börjar kl. 13.00 om inget annat anges.

        Kommunfullmäktige (kl. 18.00): 27/1, 24/2
        Kommunstyrelsen: 14 januari, 11 februari
        Bildningsnämnden (onsdagar 14.00): 22 januari*, 19 februari

        * Kl. 9, med lunch.
        """,
        [
            "5 Kommunfullmäktige 2025-01-27 18:00",
            "5 Kommunfullmäktige 2025-02-24 18:00",
            "6 Kommunstyrelsen 2025-01-14 13:00",
            "6 Kommunstyrelsen 2025-02-11 13:00",
            "7 Bildningsnämnden 2025-01-22 09:00 (Kl. 9, med lunch)",
            "7 Bildningsnämnden 2025-02-19 14:00",
        ],
    ),
    "days of six digits": (
        """
        Kallelse till styrelsen

        Styrelsen möts 260302, 260413 och 260608, alltid kl. 18.00. Förra protokollet: 251117.
        """,
        [
            "3 Styrelsen 2026-03-02 18:00",
            "3 Styrelsen 2026-04-13 18:00",
            "3 Styrelsen 2026-06-08 18:00",
        ],
    ),
    "a status on the line below its row": (
        """
        Mötestider 2012 KF

        2 januari kl 8
        INSTÄLLT
        6 februari kl 8
        5 mars kl 8
        Preliminärt!
        """,
        [
            "3 KF 2012-01-02 08:00 cancelled",
            "5 KF 2012-02-06 08:00",
            "6 KF 2012-03-05 08:00 tentative",
        ],
    ),
    "a flat table with a head for its bodies": (
        """
        Sammanträdestider 2012

        Sammanträde

        Datum

        Tid

        Anmärkning

        FoU-råd

        2 januari

        kl. 8

        Inställt

        FoU-råd

        6 februari

        kl. 8

        FoU-råd

        5 mars

        kl. 8

        FoU-råd

        2 april

        kl. 8
        """,
        [
            "13 FoU-råd 2012-01-02 08:00 cancelled",
            "21 FoU-råd 2012-02-06 08:00",
            "27 FoU-råd 2012-03-05 08:00",
            "33 FoU-råd 2012-04-02 08:00",
        ],
    ),
    "the next meeting of minutes has hours of its own": (
        """
        Kommunalförbundet Vattendalen
        Direktionen

        PROTOKOLL 2024-09-20

        Tid och plats: kl. 09.00–11.45, Vattenverket i Åby

        § 63  Nästa möte
        Direktionen möts nästa gång fredagen den 25 oktober kl. 9.00 via Teams.
        Årets sista möte är fredagen den 6 december.
        """,
        [
            "4 Direktionen 2024-09-20 09:00-11:45 held",
            "9 Direktionen 2024-10-25 09:00 teams",
            "10 Direktionen 2024-12-06",
        ],
    ),
    "a calendar with a row a day": (
        """
        KALENDER FÖR FÖRTROENDEVALDA VÅREN 2021

        JANUARI
         1 fr  Nyårsdagen
        12 ti  KSAU
        21 to  BUN, MN

        FEBRUARI
         3 on  SN
        15 må  KF (kl. 14)

        KSAU   kommunstyrelsens arbetsutskott    kl. 8.30
        KF     kommunfullmäktige                 kl. 18.30
        """,
        [
            "5 KSAU 2021-01-12 08:30",
            "6 BUN 2021-01-21",
            "6 MN 2021-01-21",
            "9 SN 2021-02-03",
            "10 KF 2021-02-15 14:00",
            "= 4 1 fr  Nyårsdagen: nothing that is known as a meeting",
        ],
    ),
    "heads of a grid over several lines": (
        """
        Sammanträdestider 2022, Myrhults kommun

        Månad       Kommun-         Social-         Barn- och        Miljö- och
                    fullmäktige     nämnden         utbildnings-     byggnämnden
                                                    nämnden
                    18.00           13.30           8.30             14.00

        Januari     -               27              25               19
        Februari    28              24              22               16
        Mars        -               24              22               16
        April       25              21              12               13
        """,
        [
            "8 Socialnämnden 2022-01-27 13:30",
            "8 Barn- och utbildningsnämnden 2022-01-25 08:30",
            "8 Miljö- och byggnämnden 2022-01-19 14:00",
            "9 Kommunfullmäktige 2022-02-28 18:00",
            "9 Socialnämnden 2022-02-24 13:30",
            "9 Barn- och utbildningsnämnden 2022-02-22 08:30",
            "9 Miljö- och byggnämnden 2022-02-16 14:00",
            "10 Socialnämnden 2022-03-24 13:30",
            "10 Barn- och utbildningsnämnden 2022-03-22 08:30",
            "10 Miljö- och byggnämnden 2022-03-16 14:00",
            "11 Kommunfullmäktige 2022-04-25 18:00",
            "11 Socialnämnden 2022-04-21 13:30",
            "11 Barn- och utbildningsnämnden 2022-04-12 08:30",
            "11 Miljö- och byggnämnden 2022-04-13 14:00",
        ],
    ),
    "cells of a table over several lines": (
        """
        Sammanträdestider 2022

        Datum         Organ            Tid      Plats
                      (kallande)                eller form
        27 januari    Social-          13.30    Teams
                      nämnden
        25 januari    Barn- och        8.30     Teams
                      utbildnings-
                      nämnden
        22 februari   Kommunstyrelsen  13.00    Stadshuset
        """,
        [
            "5 Socialnämnden 2022-01-27 13:30 teams",
            "7 Barn- och utbildningsnämnden 2022-01-25 08:30 teams",
            "10 Kommunstyrelsen 2022-02-22 13:00 physical (Stadshuset)",
        ],
    ),
    "names, cells and notes of an aligned grid": (
        """
        Sammanträdesplan 2025

        Nämnd/utskott                 Januari  Februari Mars     April    Maj      Juni
        Kommunstyrelsen               14       11       11       8        6        3
        Kommunstyrelsens                       4,       25       22       20       17**
        arbetsutskott                          25
        Kommunfullmäktige                      24                28                16*

        * heldag, börjar kl. 08.00   ** reservdag
        """,
        [
            "4 Kommunstyrelsen 2025-01-14",
            "4 Kommunstyrelsen 2025-02-11",
            "4 Kommunstyrelsen 2025-03-11",
            "4 Kommunstyrelsen 2025-04-08",
            "4 Kommunstyrelsen 2025-05-06",
            "4 Kommunstyrelsen 2025-06-03",
            "5 Kommunstyrelsens arbetsutskott 2025-02-04",
            "5 Kommunstyrelsens arbetsutskott 2025-03-25",
            "5 Kommunstyrelsens arbetsutskott 2025-04-22",
            "5 Kommunstyrelsens arbetsutskott 2025-05-20",
            "5 Kommunstyrelsens arbetsutskott 2025-06-17 tentative",
            "6 Kommunstyrelsens arbetsutskott 2025-02-25",
            "7 Kommunfullmäktige 2025-02-24",
            "7 Kommunfullmäktige 2025-04-28",
            "7 Kommunfullmäktige 2025-06-16 08:00 (heldag, börjar kl. 08.00)",
        ],
    ),
    "hours in the heads of a grid": (
        """
        2026\tKommunstyrelsen kl 13.00\tMiljö- och byggnadsnämnden kl 09.00\tKommunfullmäktige kl 18.00
        Januari\t13
        Februari\t10\t19\t23
        Mars\t10\t19
        """,
        [
            "2 Kommunstyrelsen 2026-01-13 13:00",
            "3 Kommunstyrelsen 2026-02-10 13:00",
            "3 Miljö- och byggnadsnämnden 2026-02-19 09:00",
            "3 Kommunfullmäktige 2026-02-23 18:00",
            "4 Kommunstyrelsen 2026-03-10 13:00",
            "4 Miljö- och byggnadsnämnden 2026-03-19 09:00",
        ],
    ),
    "an e-mail with its head": (
        """
        Från: Brf Gräshoppan
        Datum: 2024-12-11 20:47
        Ämne: Mötestider 2025

        Här kommer datumen för styrelsens möten 2025. Vi ses i föreningslokalen kl 18.30.

        tis 14/1
        tis 18/2
        tis 25/3

        Städdagarna blir lördag 26 april och lördag 18 oktober, kl 10.
        """,
        [
            "7 styrelsen 2025-01-14 18:30 physical",
            "8 styrelsen 2025-02-18 18:30 physical",
            "9 styrelsen 2025-03-25 18:30 physical",
            "? 2 2024-12-11: whose meeting it is, is not stated",
            "? 11 lördag 26 april: nothing beside the date says what happens then",
            "? 11 lördag 18 oktober: nothing beside the date says what happens then",
        ],
    ),
    "a step before the meetings of several bodies": (
        """
        Planeringskalender nämnder 2026
        Nämnd\tStopptid\tPresidie-beredning\tKallelse\tSammanträde\tKl.\tAnmärkning
        Byggnadsnämnden\t15/1\t22/1\t29/1\ttors 5/2\t8.30\t
        \t19/2\t26/2\t5/3\ttors 12/3\t8.30\t
        \t26/3\t2/4\t9/4\ttors 16/4\t8.30\tStudiebesök
        """,
        [
            "3 Byggnadsnämnden 2026-02-05 08:30",
            "4 Byggnadsnämnden 2026-03-12 08:30",
            "5 Byggnadsnämnden 2026-04-16 08:30 (Studiebesök)",
            "? 3 22/1: nothing beside the date says what happens then",
            "? 4 26/2: nothing beside the date says what happens then",
            "? 5 2/4: nothing beside the date says what happens then",
            "= 3 15/1: a deadline",
            "= 3 29/1: a deadline",
            "= 4 19/2: a deadline",
            "= 4 5/3: a deadline",
            "= 5 26/3: a deadline",
            "= 5 9/4: a deadline",
        ],
    ),
    "links to minutes": (
        """
        Kommunala pensionärsrådet

        Möten 2026

        - 18 februari
        - 22 april
        - 3 juni

        Protokoll
        Protokoll 2025-11-19 (pdf, 210 kB)
        """,
        [
            "5 Kommunala pensionärsrådet 2026-02-18",
            "6 Kommunala pensionärsrådet 2026-04-22",
            "7 Kommunala pensionärsrådet 2026-06-03",
            "? 10 2025-11-19: nothing beside the date says what happens then",
        ],
    ),
    "a calendar with the weekday first": (
        """
        Politisk kalender våren 2026

        JANUARI
        Ti 6  Trettondedag jul
        To 15  SN, BUN

        FEBRUARI
        v. 9  Sportlov
        Må 23  KF kl. 15

        SN    Socialnämnden                   09.00
        KF    Kommunfullmäktige               18.00
        """,
        [
            "5 SN 2026-01-15 09:00",
            "5 BUN 2026-01-15",
            "9 KF 2026-02-23 15:00",
            "? 8 v. 9: a week without a day",
            "= 4 Ti 6  Trettondedag jul: nothing that is known as a meeting",
        ],
    ),
    "the board of minutes by its bare name, decided": (
        """
        Protokoll Kultur- och fritidsnämnden 2024-11-13

        § 78 Sammanträdestider 2025

        Kultur- och fritidsnämnden beslutar att fastställa sammanträdestiderna för 2025 enligt följande:

        Nämnden, kl. 13.00: 29 januari, 5 mars, 16 april.

        Arbetsutskottet, kl. 09.00: 15 januari, 19 februari.

        Ärendebeskrivning
        Förvaltningen har tagit fram förslag till sammanträdestider.
        """,
        [
            "1 Kultur- och fritidsnämnden 2024-11-13 held",
            "7 Kultur- och fritidsnämnden 2025-01-29 13:00",
            "7 Kultur- och fritidsnämnden 2025-03-05 13:00",
            "7 Kultur- och fritidsnämnden 2025-04-16 13:00",
            "9 Kultur- och fritidsnämndens arbetsutskott 2025-01-15 09:00",
            "9 Kultur- och fritidsnämndens arbetsutskott 2025-02-19 09:00",
        ],
    ),
    "items of an agenda are no headings": (
        """
        KALLELSE

        Tillgänglighetsrådet

        Tid: onsdag 12 mars 2025 kl. 14.00–16.30
        Plats: Sammanträdesrum Eken

        Dagordning

        1. Mötet öppnas
        2. Rapport från länsrådet
        3. Mötet avslutas

        Kommande möten under 2025
        21 maj kl. 14.00
        17 september kl. 14.00
        """,
        [
            "5 Tillgänglighetsrådet 2025-03-12 14:00-16:30 physical",
            "15 Tillgänglighetsrådet 2025-05-21 14:00",
            "16 Tillgänglighetsrådet 2025-09-17 14:00",
        ],
    ),
    "several steps on one line of minutes": (
        """
        PROTOKOLL

        Direktionen                         Sammanträdesdatum 2022-10-14

        Anslag sätts upp 2022-10-24          Anslag tas ned 2022-11-15
        """,
        [
            "3 Direktionen 2022-10-14 held",
            "= 5 2022-10-24: the minutes are adjusted or announced then",
            "= 5 2022-11-15: the minutes are adjusted or announced then",
        ],
    ),
    "months that touch": (
        """
        Sammanträdesplan 2025

        Nämnd                         Juli     Augusti  SeptemberOktober  November December
        Kommunstyrelsen                        26       16       14       11       9
        Kommunfullmäktige                               29                24       15
        """,
        [
            "4 Kommunstyrelsen 2025-08-26",
            "4 Kommunstyrelsen 2025-09-16",
            "4 Kommunstyrelsen 2025-10-14",
            "4 Kommunstyrelsen 2025-11-11",
            "4 Kommunstyrelsen 2025-12-09",
            "5 Kommunfullmäktige 2025-09-29",
            "5 Kommunfullmäktige 2025-11-24",
            "5 Kommunfullmäktige 2025-12-15",
        ],
    ),
    "more days of a month on the line below": (
        """
        Mötestider 2026
        Månad\tKS\tKF\tBUN
        januari\t14\t\t20
        \t\t\t17
        februari\t11\t23\t
        mars\t11\t23\t
        """,
        [
            "3 KS 2026-01-14",
            "3 BUN 2026-01-20",
            "4 BUN 2026-01-17",
            "5 KS 2026-02-11",
            "5 KF 2026-02-23",
            "6 KS 2026-03-11",
            "6 KF 2026-03-23",
        ],
    ),
    "organs that are called after a step of minutes": (
        """
        Mötestider 2025

        Anslagsutskottet 5 mars
        Överklagandenämnden 9 april
        Kommunstyrelsen 7 maj
        """,
        [
            "3 Anslagsutskottet 2025-03-05",
            "4 Överklagandenämnden 2025-04-09",
            "5 Kommunstyrelsen 2025-05-07",
        ],
    ),
    "cards that name a hall": (
        """
        Kommunfullmäktige

        Sammanträden 2026

        3 februari kl. 18
        Kommunstyrelsens sessionssal

        3 mars kl. 18
        Kommunstyrelsens sessionssal

        7 april kl. 18
        Kommunstyrelsens sessionssal
        """,
        [
            "5 Kommunfullmäktige 2026-02-03 18:00",
            "8 Kommunfullmäktige 2026-03-03 18:00",
            "11 Kommunfullmäktige 2026-04-07 18:00",
        ],
    ),
    "days of a calendar that are not understood": (
        """
        Politisk kalender våren 2026

        JANUARI
        Ti 6  Trettondedag jul
        Ti 13  KS, gruppmöten
        14 KF

        FEBRUARI
        To 12  SN
        To 19  Budgetdag
        Må 23  KF

        APRIL
        To 30  Valborgsmässoafton, BUN
        """,
        [
            "5 KS 2026-01-13",
            "6 KF 2026-01-14",
            "9 SN 2026-02-12",
            "11 KF 2026-02-23",
            "14 BUN 2026-04-30",
            "? 5 Ti 13  KS, gruppmöten: nothing beside the date says what happens then",
            "? 10 To 19  Budgetdag: nothing beside the date says what happens then",
            "= 4 Ti 6  Trettondedag jul: nothing that is known as a meeting",
            "= 14 To 30  Valborgsmässoafton, BUN: nothing that is known as a meeting",
        ],
    ),
    "a proposal in minutes that decide something else": (
        """
        Protokoll Kommunstyrelsen 2025-11-12

        § 1 Kommunstyrelsen beslutar att fastställa dagordningen.

        § 9 Förslag till sammanträdestider 2026

        14 januari
        11 februari
        11 mars
        """,
        [
            "1 Kommunstyrelsen 2025-11-12 held",
            "7 Kommunstyrelsen 2026-01-14 tentative (Förslag till sammanträdestider)",
            "8 Kommunstyrelsen 2026-02-11 tentative (Förslag till sammanträdestider)",
            "9 Kommunstyrelsen 2026-03-11 tentative (Förslag till sammanträdestider)",
        ],
    ),
    "a status below a row of a table with tabs": (
        """
        Mötestider 2012

        Datum\tTid\tOrgan\tPlats
        2 januari\tkl. 8\tKF\tStora salen
        Inställt
        6 februari\tkl. 8\tKF\tStora salen
        5 mars\tkl. 8\tKF\tStora salen
        """,
        [
            "4 KF 2012-01-02 08:00 physical cancelled",
            "6 KF 2012-02-06 08:00 physical",
            "7 KF 2012-03-05 08:00 physical",
        ],
    ),
    "a status below a row of an aligned table": (
        """
        Mötestider 2012

        Datum         Tid      Organ   Plats
        2 januari     kl. 8    KF      Stora salen
                                       inställt
        6 februari    kl. 8    KF      Stora salen
        5 mars        kl. 8    KF      Stora salen
        """,
        [
            "4 KF 2012-01-02 08:00 physical cancelled",
            "6 KF 2012-02-06 08:00 physical",
            "7 KF 2012-03-05 08:00 physical",
        ],
    ),
    "cards that are cancelled": (
        """
        Kalendarium

        3 feb 2026, kl. 13
        Kommunstyrelsen
        INSTÄLLT

        5 feb 2026, kl. 10
        Kommunfullmäktige – inställt
        Folkets hus

        4 mar 2026, kl. 14
        Socialnämnden
        Furusalen
        """,
        [
            "3 Kommunstyrelsen 2026-02-03 13:00 cancelled",
            "7 Kommunfullmäktige 2026-02-05 10:00 physical cancelled",
            "11 Socialnämnden 2026-03-04 14:00 physical",
        ],
    ),
    "a status below a day of a calendar": (
        """
        Politisk kalender våren 2026

        JANUARI
        Ti 13  KS
        INSTÄLLT
        To 15  SN

        FEBRUARI
        Må 23  KF
        """,
        [
            "4 KS 2026-01-13 cancelled",
            "6 SN 2026-01-15",
            "9 KF 2026-02-23",
        ],
    ),
    "places in sentences, headings and notes": (
        """
        SAMMANTRÄDESTIDER 2014

        Kyrkofullmäktige
        Torsdagar kl 19.00 i församlingshemmet
        15 maj
        20 november

        Kyrkorådet
        Onsdagar kl 18.30
        22 jan, 19 feb och 17 dec. Decembermötet börjar kl 17.00 och avslutas med julbord.

        Valberedningen
        Alla möten hålls i kommunhuset, kl. 09.00–12.00.
        5 mars
        9 april, på kansliet
        14 maj (Teams)
        """,
        [
            "5 Kyrkofullmäktige 2014-05-15 19:00 physical",
            "6 Kyrkofullmäktige 2014-11-20 19:00 physical",
            "10 Kyrkorådet 2014-01-22 18:30",
            "10 Kyrkorådet 2014-02-19 18:30",
            "10 Kyrkorådet 2014-12-17 17:00",
            "14 Valberedningen 2014-03-05 09:00-12:00 physical",
            "15 Valberedningen 2014-04-09 09:00-12:00 physical (på kansliet)",
            "16 Valberedningen 2014-05-14 09:00-12:00 teams",
        ],
    ),
    "a column without a head, and notes after a blank": (
        """
        Sammanträdesplan 2021

                    Presidium          Direktion
                    tisd kl 08.30      fred kl 09.00-12.00
        ----------------------------------------------------
        v 5 / 7     2/2 *              19/2 *
        v 14 / 16   6/4                23/4
        v 47 / 49   23/11              10/12 **

        *  Digitalt möte via Teams.
        ** Börjar kl 10.00.
        """,
        [
            "6 Direktionens presidium 2021-02-02 08:30 teams (Digitalt möte via Teams)",
            "6 Direktion 2021-02-19 09:00-12:00 teams (Digitalt möte via Teams)",
            "7 Direktionens presidium 2021-04-06 08:30",
            "7 Direktion 2021-04-23 09:00-12:00",
            "8 Direktionens presidium 2021-11-23 08:30",
            "8 Direktion 2021-12-10 10:00-12:00 (Börjar kl 10.00)",
        ],
    ),
    "hours in the heads of columns beside deadlines": (
        """
        Sammanträdesplan 2012 för kommunstyrelsens arbetsutskott, kommunstyrelsen och kommunfullmäktige

        Stoppdag         KSAU kl 8.30     KS kl 13.15     KF kl 18.00
        3 januari        10 januari       1 februari      15 februari
        31 januari       7 februari       29 februari     14 mars
        """,
        [
            "4 KSAU 2012-01-10 08:30",
            "4 KS 2012-02-01 13:15",
            "4 KF 2012-02-15 18:00",
            "5 KSAU 2012-02-07 08:30",
            "5 KS 2012-02-29 13:15",
            "5 KF 2012-03-14 18:00",
            "= 4 3 januari: a deadline",
            "= 5 31 januari: a deadline",
        ],
    ),
    "codes beside dates": (
        """
        Möteskalender våren 2023

        Förkortningar: KF kommunfullmäktige (kl 17.00), KS kommunstyrelsen (kl 13.00), BUN barnnämnden (kl 13.00).

        v 2\tti 10/1 BUN
        v 3\tmå 16/1 KS, to 19/1 BUN
        v 13\tmå 27/3 KS (kl 09.00, bokslut)
        v 16\tti 18/4 KF
        """,
        [
            "5 BUN 2023-01-10 13:00",
            "6 BUN 2023-01-19 13:00",
            "6 KS 2023-01-16 13:00",
            "7 KS 2023-03-27 09:00 (bokslut)",
            "8 KF 2023-04-18 17:00",
        ],
    ),
    "clauses of a decision": (
        """
        Protokoll Bildningsnämnden 2022-11-17

        § 124 Sammanträdesdagar för bildningsnämnden och dess arbetsutskott 2023

        Bildningsnämnden beslutar
        att  nämnden sammanträder torsdagar kl. 13.15 följande dagar år 2023:
             19 januari, 16 februari, 23 mars, 27 april, 25 maj, 15 juni, 23 november och 14
             december,
        att  arbetsutskottet sammanträder torsdagar kl. 08.30 följande dagar år 2023:
             12 januari, 2 februari, 9 mars, 13 april, 11 maj, 1 juni, 10
             augusti, 14 september.
        """,
        [
            "1 Bildningsnämnden 2022-11-17 held",
            "7 Bildningsnämnden 2023-01-19 13:15",
            "7 Bildningsnämnden 2023-02-16 13:15",
            "7 Bildningsnämnden 2023-03-23 13:15",
            "7 Bildningsnämnden 2023-04-27 13:15",
            "7 Bildningsnämnden 2023-05-25 13:15",
            "7 Bildningsnämnden 2023-06-15 13:15",
            "7 Bildningsnämnden 2023-11-23 13:15",
            "7 Bildningsnämnden 2023-12-14 13:15",
            "10 bildningsnämndens arbetsutskott 2023-01-12 08:30",
            "10 bildningsnämndens arbetsutskott 2023-02-02 08:30",
            "10 bildningsnämndens arbetsutskott 2023-03-09 08:30",
            "10 bildningsnämndens arbetsutskott 2023-04-13 08:30",
            "10 bildningsnämndens arbetsutskott 2023-05-11 08:30",
            "10 bildningsnämndens arbetsutskott 2023-06-01 08:30",
            "10 bildningsnämndens arbetsutskott 2023-08-10 08:30",
            "11 bildningsnämndens arbetsutskott 2023-09-14 08:30",
        ],
    ),
    "a year and more words above a list": (
        """
        Sammanträdesdagar

        Kommunfullmäktige

        2022
        14 februari
        28 mars

        2023 (preliminära dagar)
        30 januari
        27 februari

        Kommunstyrelsen

        2022, klockan 13.00
        12 januari
        9 februari
        """,
        [
            "6 Kommunfullmäktige 2022-02-14",
            "7 Kommunfullmäktige 2022-03-28",
            "10 Kommunfullmäktige 2023-01-30",
            "11 Kommunfullmäktige 2023-02-27",
            "16 Kommunstyrelsen 2022-01-12 13:00",
            "17 Kommunstyrelsen 2022-02-09 13:00",
        ],
    ),
    "lines between rows that are no rows": (
        """
        Sammanträden 2013

        Tekniska nämnden
        28 januari
        Juni: datum kommer
        26 augusti

        Miljönämnden
        Tisdag 24 september
        Tisdag xx oktober (ej bestämt)
        Tisdag 19 november
        """,
        [
            "4 Tekniska nämnden 2013-01-28",
            "6 Tekniska nämnden 2013-08-26",
            "9 Miljönämnden 2013-09-24",
            "11 Miljönämnden 2013-11-19",
            "= 5 Juni: a month without a day, and no meeting",
            "= 10 oktober: a month without a day, and no meeting",
        ],
    ),
    "misspelt days": (
        """
        Möten 2024

        Regionala pensionärsrådet
        Onsdag 7 fabruari
        Onsdag 20 mars
        Mådag 8 april
        Torsdag 6 setpember
        Onsdag 11 decmeber (jullunch från kl 12.00)
        7 okotber
        """,
        [
            "4 Regionala pensionärsrådet 2024-02-07",
            "5 Regionala pensionärsrådet 2024-03-20",
            "6 Regionala pensionärsrådet 2024-04-08",
            "8 Regionala pensionärsrådet 2024-12-11 (jullunch från kl 12.00)",
            "? 7 Torsdag 6 setpember: there is no such date, or it is another day of the week",
            "? 9 7 okotber: “okotber” may be oktober, misspelt",
        ],
    ),
    "the day of a piece of news": (
        """
        Aktuellt från kulturnämnden

        2021-04-20
        Extra möte i maj
        Nämnden har bestämt sig för ett extra möte om biblioteken.

        Möten 2021
        Kulturnämnden: 28 januari, 25 februari
        """,
        [
            "8 Kulturnämnden 2021-01-28",
            "8 Kulturnämnden 2021-02-25",
            "? 3 2021-04-20: no heading says whose meetings these are",
            "? 4 maj: a meeting without a day",
        ],
    ),
    "lines about persons under a name": (
        """
        Sammanträdestider för styrelse och nämnder

        Forskningsnämnden
        Ordförande: prorektor
        Sekreterare: utredaren, tfn 4022
        Tid: kl 13.15-16
        HT 2009: 23/9, 28/10
        VT 2010: 3/2, 9/6 (kl 9-12)
        """,
        [
            "7 Forskningsnämnden 2009-09-23 13:15-16:00",
            "7 Forskningsnämnden 2009-10-28 13:15-16:00",
            "8 Forskningsnämnden 2010-02-03 13:15-16:00",
            "8 Forskningsnämnden 2010-06-09 09:00-12:00",
        ],
    ),
    "a list of one body set in columns": (
        """
        § 78  Sammanträdestider 2026

        Direktionen, fredagar kl. 09.00
        13 februari   27 mars   22 maj (heldag, kl. 09.00–16.00)
        18 september   23 oktober   4 december

        Samråd med medlemskommunerna: 24 april kl. 10.00–12.00, digitalt
        """,
        [
            "4 Direktionen 2026-02-13 09:00",
            "4 Direktionen 2026-03-27 09:00",
            "4 Direktionen 2026-05-22 09:00-16:00 (heldag)",
            "5 Direktionen 2026-09-18 09:00",
            "5 Direktionen 2026-10-23 09:00",
            "5 Direktionen 2026-12-04 09:00",
            "7 Samråd med medlemskommunerna 2026-04-24 10:00-12:00 digital",
        ],
    ),
    "hours of a board are not those of its presidium": (
        """
        Mötes- och ärendekalender 2022

        Fakultetsnämnden möts på torsdagar kl. 13.00–16.00. Presidiet bereder ärendena kl. 9.00–10.30.

        Sista dag anmälan\tPresidium\tFakultetsnämnd
        22 aug\t1 sep\t15 sep
        19 sep\t29 sep\t13 okt
        """,
        [
            "6 Fakultetsnämndens presidium 2022-09-01 09:00-10:30",
            "6 Fakultetsnämnd 2022-09-15 13:00-16:00",
            "7 Fakultetsnämndens presidium 2022-09-29 09:00-10:30",
            "7 Fakultetsnämnd 2022-10-13 13:00-16:00",
            "= 6 22 aug: a deadline",
            "= 7 19 sep: a deadline",
        ],
    ),
    "days of six digits in a table": (
        """
        FULLMÄKTIGE 16/17

        Möte   Datum     Motionsstopp   Handlingar
        FuM 1  160913    160823         160906
        FuM 2  161011    160920         161004
        FuM 3  161115    161025         161108
        """,
        [
            "4 FULLMÄKTIGE 2016-09-13",
            "5 FULLMÄKTIGE 2016-10-11",
            "6 FULLMÄKTIGE 2016-11-15",
            "= 4 160823: a deadline",
            "= 4 160906: a deadline",
            "= 5 160920: a deadline",
            "= 5 161004: a deadline",
            "= 6 161025: a deadline",
            "= 6 161108: a deadline",
        ],
    ),
    "the plan that a mail quotes": (
        """
        Från: Förbundssekreteraren
        Ämne: SV: Ändrad dag för direktionen

        Direktionens möte den 24 mars flyttas en vecka, till fredag 31 mars kl. 9.00–12.00.

        > Mötesplan våren 2023
        > Direktionen, fredagar kl. 9.00–12.00
        > 10 februari
        > 24 mars
        > 28 april
        """,
        [
            "4 Direktionen 2023-03-31 09:00-12:00",
            "8 Direktionen 2023-02-10 09:00-12:00",
            "9 Direktionen 2023-03-24 09:00-12:00 cancelled",
            "10 Direktionen 2023-04-28 09:00-12:00",
            "= 4 den 24 mars: says that the meeting of that day is cancelled or moved",
        ],
    ),
    "a summons and the issue of a newsletter": (
        """
        Bladet
        Nr 1 - 2016

        Medlemmarna kallas till årsmöte söndagen den 20 mars kl. 15.00 i bygdegården.
        """,
        [
            "4 årsmöte 2016-03-20 15:00 physical",
        ],
    ),
    "forms in sentences with hours": (
        """
        Mötestider 2025

        Arbetsgrupp Psykisk hälsa
        Samtliga möten är digitala, kl. 13.00–14.30.
        2025-02-11
        2025-05-06
        2025-09-30 på plats
        """,
        [
            "5 Arbetsgrupp Psykisk hälsa 2025-02-11 13:00-14:30 digital",
            "6 Arbetsgrupp Psykisk hälsa 2025-05-06 13:00-14:30 digital",
            "7 Arbetsgrupp Psykisk hälsa 2025-09-30 13:00-14:30 physical",
        ],
    ),
    "a short name among names of organs": (
        """
        Sammanträdesschema 2021

        Januari–juni

        KSAU
        13 jan kl. 8.15
        3 feb kl. 8.15

        Kommunstyrelsen
        20 jan kl. 13.15
        10 feb kl. 13.15

        Kommunfullmäktige
        25 feb kl. 19.00
        """,
        [
            "6 KSAU 2021-01-13 08:15",
            "7 KSAU 2021-02-03 08:15",
            "10 Kommunstyrelsen 2021-01-20 13:15",
            "11 Kommunstyrelsen 2021-02-10 13:15",
            "14 Kommunfullmäktige 2021-02-25 19:00",
            "= 3 Januari: the beginning, the end or a part of a period",
            "= 3 juni: the beginning, the end or a part of a period",
        ],
    ),
    "lines below a date": (
        """
        När träffas rådet 2021?

        Onsdag 24 februari
        klockan 13.00-15.00
        Digitalt möte via Teams

        Onsdag 15 september
        klockan 13.00-15.30
        Stadshuset, lokal Hulterstad
        """,
        [
            "3 rådet 2021-02-24 13:00-15:00 teams (Digitalt möte via Teams)",
            "7 rådet 2021-09-15 13:00-15:30 physical (Stadshuset, lokal Hulterstad)",
        ],
    ),
    "a bare name beside the whole one": (
        """
        Mötestider 2021

        FoU-rådet\tRådet
        kl. 9-12\tkl. 13-15
        11 januari\t12 januari
        8 februari\t9 februari
        """,
        [
            "5 FoU-rådet 2021-01-11 09:00-12:00",
            "5 Rådet 2021-01-12 13:00-15:00",
            "6 FoU-rådet 2021-02-08 09:00-12:00",
            "6 Rådet 2021-02-09 13:00-15:00",
        ],
    ),
    "heads of columns over two lines": (
        """
        Sammanträdesplan 2020

        Regionfullmäktige   Regionstyrelsen   Hälso- och sjukv.   RUN
                                              nämnden
        18-19/2             29/1              23/1                7/2
        21-22/4             3-4/3             27/2                20/3
        16-17/6             1/4               26/3                8/5
        """,
        [
            "5 Regionfullmäktige 2020-02-18..2020-02-19",
            "5 Regionstyrelsen 2020-01-29",
            "5 Hälso- och sjukv. nämnden 2020-01-23",
            "5 RUN 2020-02-07",
            "6 Regionfullmäktige 2020-04-21..2020-04-22",
            "6 Regionstyrelsen 2020-03-03..2020-03-04",
            "6 Hälso- och sjukv. nämnden 2020-02-27",
            "6 RUN 2020-03-20",
            "7 Regionfullmäktige 2020-06-16..2020-06-17",
            "7 Regionstyrelsen 2020-04-01",
            "7 Hälso- och sjukv. nämnden 2020-03-26",
            "7 RUN 2020-05-08",
        ],
    ),
    "a deadline and its meeting on one line": (
        """
        Byggnadsnämndens sammanträden 2011

        Komplett ansökan senast 2 februari – nämnd 23 februari
        Komplett ansökan senast 2 mars – nämnd 23 mars
        Komplett ansökan senast 6 april – nämnd 27 april
        """,
        [
            "3 Byggnadsnämnden 2011-02-23",
            "4 Byggnadsnämnden 2011-03-23",
            "5 Byggnadsnämnden 2011-04-27",
            "= 3 2 februari: a deadline",
            "= 4 2 mars: a deadline",
            "= 5 6 april: a deadline",
        ],
    ),
    "links to papers between the rows": (
        """
        Omsorgsnämnden

        Sammanträden 2023

        26 januari, klockan 08.15
        Kallelse (pdf, 1,2 MB)
        Protokoll (pdf, 845 kB), justerat 2023-01-31

        23 februari, klockan 08.15
        Kallelse (pdf, 3,4 MB)

        25 maj, klockan 13.00
        """,
        [
            "5 Omsorgsnämnden 2023-01-26 08:15",
            "9 Omsorgsnämnden 2023-02-23 08:15",
            "12 Omsorgsnämnden 2023-05-25 13:00",
            "= 7 2023-01-31: the minutes are adjusted or announced then",
        ],
    ),
    "hours and places on the lines below": (
        """
        Kommunfullmäktige

        Möten 2026

        Den 23 februari
        Klockan 18.30, Folkets Hus i Emmaboda

        Den 30 mars
        Klockan 17.00, på distans i Teams

        Den 27 april
        Klockan 18.30
        """,
        [
            "5 Kommunfullmäktige 2026-02-23 18:30 physical (Folkets Hus i Emmaboda)",
            "8 Kommunfullmäktige 2026-03-30 17:00 teams",
            "11 Kommunfullmäktige 2026-04-27 18:30",
        ],
    ),
    "short years of terms before a colon": (
        """
        Sammanträden läsåret 2019/2020

        Utbildningsnämnden
        Sammanträder måndagar 9.00–12.00
        HT19: 2/9, 7/10, 11/11 (inställt), 9/12
        VT20: 27/1, 2/3, 4/5

        Tentamensperioder (inga sammanträden)
        24 oktober–2 november 2019
        7–18 januari 2020
        """,
        [
            "5 Utbildningsnämnden 2019-09-02 09:00-12:00",
            "5 Utbildningsnämnden 2019-10-07 09:00-12:00",
            "5 Utbildningsnämnden 2019-11-11 09:00-12:00 cancelled",
            "5 Utbildningsnämnden 2019-12-09 09:00-12:00",
            "6 Utbildningsnämnden 2020-01-27 09:00-12:00",
            "6 Utbildningsnämnden 2020-03-02 09:00-12:00",
            "6 Utbildningsnämnden 2020-05-04 09:00-12:00",
            "? 9 24 oktober–2 november 2019: no heading says whose meetings these are",
            "? 10 7–18 januari 2020: no heading says whose meetings these are",
        ],
    ),
    "a day of six digits alone in its row": (
        """
        Mötestider 2022 för Beredningsgruppen

        Datum\tTid\tÄrenden senast
        220909\t09.00-12.00\t220826
        221014\t09.00-12.00\t220930
        221118\t09.00-12.00\t221104
        221216\tInställt\t
        """,
        [
            "4 Beredningsgruppen 2022-09-09 09:00-12:00",
            "5 Beredningsgruppen 2022-10-14 09:00-12:00",
            "6 Beredningsgruppen 2022-11-18 09:00-12:00",
            "7 Beredningsgruppen 2022-12-16 cancelled",
            "= 4 220826: a deadline",
            "= 5 220930: a deadline",
            "= 6 221104: a deadline",
        ],
    ),
    "hours of a full name for its short one": (
        """
        Sammanträdesdagar 2014

        KF = kommunfullmäktige
        KS = kommunstyrelsen
        Fullmäktige börjar klockan 10.00 och kommunstyrelsen klockan 08.30.

        KS: 28 januari, 11 februari
        KF: 26 februari, 16 april
        """,
        [
            "7 KS 2014-01-28 08:30",
            "7 KS 2014-02-11 08:30",
            "8 KF 2014-02-26 10:00",
            "8 KF 2014-04-16 10:00",
        ],
    ),
    "minutes of a meeting at a place": (
        """
        HOLMSJÖ HEMBYGDSFÖRENING

        Protokoll fört vid styrelsemöte i Sockenstugan torsdagen den 22 januari 2009 kl 18.30
        """,
        [
            "3 styrelsemöte 2009-01-22 18:30 held",
        ],
    ),
    "the heading of the next table after an empty cell": (
        """
        Sammanträden 2018

        Kommunfullmäktige

        Datum

        Tid

        Anmärkning

        25 januari

        18.30



        22 februari

        18.30



        Kommunstyrelsen

        Datum

        Tid

        Anmärkning

        17 januari

        14.00



        7 februari

        14.00

        Heldag
        """,
        [
            "11 Kommunfullmäktige 2018-01-25 18:30",
            "17 Kommunfullmäktige 2018-02-22 18:30",
            "31 Kommunstyrelsen 2018-01-17 14:00",
            "37 Kommunstyrelsen 2018-02-07 14:00",
        ],
    ),
    "a slip of a weekday in a list of two years": (
        """
        Sammanträdestider 2012/2013

        Kommunstyrelsen
        onsdag 22 augusti
        onsdag 26 september
        onsdag 24 oktober
        torsdag 28 november
        """,
        [
            "4 Kommunstyrelsen 2012-08-22",
            "5 Kommunstyrelsen 2012-09-26",
            "6 Kommunstyrelsen 2012-10-24",
            "? 7 torsdag 28 november: the year may be 2012 or 2013",
        ],
    ),
    "a form that always holds for one body": (
        """
        Mötesplan hösten 2023

        Styrgrupp          Arbetsutskott
        kl 13.00-16.00     kl 8.30-10.00
        15/9 *             6/9
        13/10              4/10

        * heldag kl 9.00-16.00 på Stadshotellet

        Arbetsutskottet möts alltid via Teams.
        """,
        [
            "5 Styrgrupp 2023-09-15 09:00-16:00 (heldag kl 9.00-16.00 på Stadshotellet)",
            "5 Arbetsutskott 2023-09-06 08:30-10:00 teams",
            "6 Styrgrupp 2023-10-13 13:00-16:00",
            "6 Arbetsutskott 2023-10-04 08:30-10:00 teams",
        ],
    ),
    "days that may be instead of others": (
        """
        Sammanträden miljönämnden 2025

        20 januari
        17 februari
        17 mars ev. 18 mars
        16 juni, ev. 17 juni
        15 september eller 16 september
        """,
        [
            "3 miljönämnden 2025-01-20",
            "4 miljönämnden 2025-02-17",
            "? 5 17 mars: nothing beside the date says what happens then",
            "? 5 18 mars: nothing beside the date says what happens then",
            "? 6 16 juni: nothing beside the date says what happens then",
            "? 6 17 juni: nothing beside the date says what happens then",
            "? 7 15 september: nothing beside the date says what happens then",
            "? 7 16 september: nothing beside the date says what happens then",
        ],
    ),
    "hours of one body in each line above a list of codes": (
        """
        Sammanträden våren 2025

        Kommunstyrelsen kl. 13.00
        Kommunfullmäktige kl. 18.00
        Tekniska nämnden kl. 15.00

        14/1 KS
        27/1 KF
        28/1 TN
        11/2 KS
        24/2 KF
        25/2 TN
        """,
        [
            "7 KS 2025-01-14",
            "8 KF 2025-01-27",
            "9 TN 2025-01-28",
            "10 KS 2025-02-11",
            "11 KF 2025-02-24",
            "12 TN 2025-02-25",
        ],
    ),
    "hours that are said of other bodies": (
        """
        Nämndernas sammanträden 2025

        Socialnämnden och miljönämnden sammanträder klockan 13.00.

        Socialnämnden: 22 januari, 19 februari
        Miljönämnden: 23 januari, 20 februari
        Valnämnden: 24 januari, 21 februari
        """,
        [
            "5 Socialnämnden 2025-01-22 13:00",
            "5 Socialnämnden 2025-02-19 13:00",
            "6 Miljönämnden 2025-01-23 13:00",
            "6 Miljönämnden 2025-02-20 13:00",
            "7 Valnämnden 2025-01-24",
            "7 Valnämnden 2025-02-21",
        ],
    ),
    "hours of a board and its presidium, and its committee": (
        """
        Vård- och omsorgsnämnden

        Sammanträden våren 2025
        Nämnden sammanträder kl. 13.00, presidiet kl. 9.00.

        Nämnden: 22 januari, 19 februari, 19 mars
        Presidiet: 8 januari, 5 februari, 5 mars
        Arbetsutskottet: 15 januari, 12 februari, 12 mars
        """,
        [
            "6 Vård- och omsorgsnämnden 2025-01-22 13:00",
            "6 Vård- och omsorgsnämnden 2025-02-19 13:00",
            "6 Vård- och omsorgsnämnden 2025-03-19 13:00",
            "7 Vård- och omsorgsnämndens presidium 2025-01-08 09:00",
            "7 Vård- och omsorgsnämndens presidium 2025-02-05 09:00",
            "7 Vård- och omsorgsnämndens presidium 2025-03-05 09:00",
            "8 Vård- och omsorgsnämndens arbetsutskott 2025-01-15",
            "8 Vård- och omsorgsnämndens arbetsutskott 2025-02-12",
            "8 Vård- och omsorgsnämndens arbetsutskott 2025-03-12",
        ],
    ),
    "another body on the same days": (
        """
        Sammanträdestider 2025

        Byggnadsnämnden
        23 januari
        20 februari
        Socialnämnden sammanträder kl. 13.00 samma dagar.

        Kulturnämnden
        30 januari
        27 februari
        """,
        [
            "4 Byggnadsnämnden 2025-01-23",
            "5 Byggnadsnämnden 2025-02-20",
            "9 Kulturnämnden 2025-01-30",
            "10 Kulturnämnden 2025-02-27",
        ],
    ),
    "a sentence about one meeting above its list": (
        """
        Kommunfullmäktige

        Sammanträden 2025
        Sammanträdena börjar kl. 18.30. Majsammanträdet börjar kl. 14.00.
        27 januari
        24 februari
        26 maj
        """,
        [
            "5 Kommunfullmäktige 2025-01-27 18:30",
            "6 Kommunfullmäktige 2025-02-24 18:30",
            "7 Kommunfullmäktige 2025-05-26 14:00",
        ],
    ),
    "other kinds of days in a list of one kind": (
        """
        Årshjul styrelsen 2025

        14 januari – styrelsemöte
        11 februari – styrelsemöte
        11 mars – årsmöte
        15 mars – styrelsemöte
        8 april – styrelsemöte
        1 maj – städdag
        13 maj – styrelsemöte
        """,
        [
            "3 styrelsen 2025-01-14 (styrelsemöte)",
            "4 styrelsen 2025-02-11 (styrelsemöte)",
            "6 styrelsen 2025-03-15 (styrelsemöte)",
            "7 styrelsen 2025-04-08 (styrelsemöte)",
            "9 styrelsen 2025-05-13 (styrelsemöte)",
            "? 5 11 mars – årsmöte: whose meeting it is, is not stated",
            "? 8 1 maj – städdag: whose meeting it is, is not stated",
        ],
    ),
    "places of one meeting": (
        """
        Sammanträdesdatum 2025 Socialnämnden

        Nämnden har möte i Rådhuset i Bollnäs kl. 13.00.
        Majmötet hålls på Hotell Scandic.

        23 januari
        20 februari
        20 mars
        22 maj
        """,
        [
            "6 Socialnämnden 2025-01-23 13:00",
            "7 Socialnämnden 2025-02-20 13:00",
            "8 Socialnämnden 2025-03-20 13:00",
            "9 Socialnämnden 2025-05-22 13:00",
        ],
    ),
    "hours in brackets that are another body's, and new ones": (
        """
        Kyrkonämnden sammanträder 2025

        Torsdagar kl. 18.30 i församlingshemmet
        23 januari
        20 februari
        20 mars (kyrkofullmäktige kl. 20)
        24 april kl. 18.30 (tid ändrad → kl. 15)
        """,
        [
            "4 Kyrkonämnden 2025-01-23 18:30 physical",
            "5 Kyrkonämnden 2025-02-20 18:30 physical",
            "6 Kyrkonämnden 2025-03-20 18:30 physical (kyrkofullmäktige kl. 20)",
            "7 Kyrkonämnden 2025-04-24 15:00 physical (kl. 18.30; tid ändrad →)",
        ],
    ),
    "a place in a heading": (
        """
        Gemensamma nämnden för hjälpmedel

        Sammanträden 2025 i Region Västs lokaler, Storgatan 1:

        28 februari, kl. 9.30-12.00
        13 juni, kl. 9.30-12.00
        12 december, kl. 9.30-12.00
        """,
        [
            "5 Gemensamma nämnden för hjälpmedel 2025-02-28 09:30-12:00",
            "6 Gemensamma nämnden för hjälpmedel 2025-06-13 09:30-12:00",
            "7 Gemensamma nämnden för hjälpmedel 2025-12-12 09:30-12:00",
        ],
    ),
    "extra days of the same body": (
        """
        Mötestider 2025 för styrelsen

        Jan 20, Febr 17, Mars 3, 17
        Extra: maj 4, juni 2 kl 18
        """,
        [
            "3 styrelsen 2025-01-20",
            "3 styrelsen 2025-02-17",
            "3 styrelsen 2025-03-03",
            "3 styrelsen 2025-03-17",
            "4 styrelsen 2025-05-04 18:00",
            "4 styrelsen 2025-06-02 18:00",
        ],
    ),
    "short months with slips": (
        """
        Kulturnämnden sammanträden 2024

        onsdag 24 janauri kl 15.00
        onsdag 21 februari kl 15.00
        onsdag 20 mas kl 15.00
        onsdag 22 mai kl 15.00
        onsdag 19 juno kl 15.00
        """,
        [
            "3 Kulturnämnden 2024-01-24 15:00",
            "4 Kulturnämnden 2024-02-21 15:00",
            "6 Kulturnämnden 2024-05-22 15:00",
            "7 Kulturnämnden 2024-06-19 15:00",
            "? 5 onsdag 20 mas kl 15.00: “mas” may be mars or maj, misspelt",
        ],
    ),
    "rows of several bodies together": (
        """
        Kommunala pensionärsrådet 2025

        Sammanträden kl. 10.00
        6 mars
        5 juni

        Funktionshinderrådet kl. 14.00
        6 mars
        5 juni

        Gemensamt möte: 4 september kl. 10.00
        Båda råden: 4 december
        """,
        [
            "4 Kommunala pensionärsrådet 2025-03-06 10:00",
            "5 Kommunala pensionärsrådet 2025-06-05 10:00",
            "8 Funktionshinderrådet 2025-03-06 14:00",
            "9 Funktionshinderrådet 2025-06-05 14:00",
            "? 11 4 september kl. 10.00: whose meeting it is, is not stated",
            "? 12 4 december: whose meeting it is, is not stated",
        ],
    ),
    "columns under heads that look like one name": (
        """
        Sammanträdestider 2014

        FoU-råd kl. 8 KF kl. 8
        13 januari 3 februari
        10 februari 3 mars
        10 mars 7 april
        """,
        [
            "? 4 13 januari: the head of the table cannot be divided into its columns in one way only",
            "? 4 3 februari: the head of the table cannot be divided into its columns in one way only",
            "? 5 10 februari: the head of the table cannot be divided into its columns in one way only",
            "? 5 3 mars: the head of the table cannot be divided into its columns in one way only",
            "? 6 10 mars: the head of the table cannot be divided into its columns in one way only",
            "? 6 7 april: the head of the table cannot be divided into its columns in one way only",
        ],
    ),
    "a deadline, a meeting and its minutes on one line": (
        """
        Sammanträdesplan 2025 för Tekniska nämnden

        Ansökan senast 2 januari – möte 23 januari
        Beredning 6 februari – möte 20 februari
        Handlingar senast 6 mars – nämnd 20 mars, justering 27 mars
        """,
        [
            "3 Tekniska nämnden 2025-01-23",
            "5 Tekniska nämnden 2025-03-20",
            "? 4 6 februari – möte: whose meeting it is, is not stated",
            "? 4 20 februari: whose meeting it is, is not stated",
            "= 3 2 januari: a deadline",
            "= 5 6 mars: a deadline",
            "= 5 27 mars: a deadline",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_layouts(name: str) -> None:
    text, expected = CASES[name]
    assert read_text(text) == expected
