"""Calendars and grids of real schedules, each in the least that shows its trap, and what becomes of their dates."""

from __future__ import annotations

import pytest
from test_reading import read_text

CASES = {
    "a calendar of weeks and weekdays": (
        """
        Sammanträdeskalender våren 2025

        KF kommunfullmäktige kl. 17.00
        KS kommunstyrelsen kl. 08.30
        BUN barn- och ungdomsnämnden kl. 13.00
        SBN samhällsbyggnadsnämnden kl. 08.30

        Januari
        v Må Ti On To Fr Lö Sö
        1 1 2 3 4 5
        2 6 Trettondag 7 8 9 10 11 12
        3 13 14 KS 15 16 17 18 19
        4 20 21 22 BUN/SBN 23 24 25 26
        5 27 KF 28 29 30 31

        Maj
        v Må Ti On To Fr Lö Sö
        18 1 1 maj 2 3 4
        19 5 6 KS 7 8 9 10 11
        20 12 13 Utbildning 14 15 16 17 18
        """,
        [
            "12 KS 2025-01-14 08:30",
            "13 BUN 2025-01-22 13:00",
            "13 SBN 2025-01-22 08:30",
            "14 KF 2025-01-27 17:00",
            "19 KS 2025-05-06 08:30",
            "? 20 13 Utbildning: nothing beside the date says what happens then",
            "= 11 6 Trettondag: nothing that is known as a meeting",
            "= 18 1 1 maj: nothing that is known as a meeting",
        ],
    ),
    "a calendar of weeks without weekends": (
        """
        Sammanträdeskalender januari 2027

        RS     Regionstyrelsen          kl. 10.00
        HSN AU Hälso- och sjukvårdsnämndens arbetsutskott   kl. 13.30
        (T) = Teams    (p) = preliminärt

        JANUARI
        v\tMån\tTis\tOns\tTors\tFre
        53\t\t\t\t\t1
        1\t4\t5\t6 Tr.\t7\t8
        2\t11\t12\t13 RS 13.00\t14\t15
        3\t18\t19 HSN AU\t20\t21\t22
        4\t25\t26 RS (T)\t27\t28 RS (p)\t29
        """,
        [
            "11 RS 2027-01-13 13:00",
            "12 HSN AU 2027-01-19 13:30",
            "13 RS 2027-01-26 10:00 teams",
            "13 RS 2027-01-28 10:00 tentative",
            "= 1 januari 2027: means the meeting: RS 2027-01-13, HSN AU 2027-01-19, RS 2027-01-26, RS 2027-01-28",
            "= 10 6 Tr.: nothing that is known as a meeting",
        ],
    ),
    "a calendar without weekdays": (
        """
        Årshjul 2020 för Kulturnämnden
        Sammanträdena börjar kl. 10.00 (nämnden) respektive kl. 13.00 (presidiet).

        Januari
        14   Presidium
        28   Nämnd: internbudget
        31   Sista dag för förvaltningen att lämna bokslut

        April
        7    Presidium
        21   Nämnd: delår mars. Utökad tid, kl. 9.00–16.00

        Maj
        12   Presidium, vid behov
        26–27   Nämnd, internat
        30   Budgetunderlaget ska vara inne
        """,
        [
            "5 Presidium 2020-01-14 13:00",
            "6 Kulturnämnden 2020-01-28 10:00 (internbudget)",
            "10 Presidium 2020-04-07 13:00",
            "11 Kulturnämnden 2020-04-21 09:00-16:00 (delår mars. Utökad tid)",
            "14 Presidium 2020-05-12 13:00 tentative",
            "15 Kulturnämnden 2020-05-26..2020-05-27 10:00 (internat)",
            "? 16 30   Budgetunderlaget ska vara inne: nothing beside the date says what happens then",
            "= 7 31   Sista dag för förvaltningen att lämna bokslut: a deadline",
        ],
    ),
    "a status in capitals and own hours in a calendar": (
        """
        Politiska möten 2017

        April
        Mån 24  Kommunfullmäktige INSTÄLLT
        Ons 26  Socialnämnden

        Juni
        Mån 19  Kommunfullmäktige, börjar kl. 09.00
        Tis 20  Kommunstyrelsen, gruppmöten
        """,
        [
            "4 Kommunfullmäktige 2017-04-24 cancelled",
            "5 Socialnämnden 2017-04-26",
            "8 Kommunfullmäktige 2017-06-19 09:00",
            "9 Kommunstyrelsen 2017-06-20",
            "? 9 Tis 20  Kommunstyrelsen, gruppmöten: nothing beside the date says what happens then",
        ],
    ),
    "entries with labels": (
        """
        Styrgrupp Nära vård i länet – mötesöversikt 2022

        Möte 1
        Datum: 2022-01-21
        Tid: 08.30–11.30
        Form: Digitalt, Teams

        Möte 2
        Datum: 2022-04-08
        Tid: 08.30–12.00
        Form: Hybrid, på plats eller via Teams

        Möte 3
        Datum: 2022-12-16 (preliminärt)
        Tid: 08.30–10.00
        Plats: Stadshotellet
        """,
        [
            "4 Styrgrupp Nära vård i länet 2022-01-21 08:30-11:30 teams",
            "9 Styrgrupp Nära vård i länet 2022-04-08 08:30-12:00 hybrid (Hybrid, på plats eller via Teams)",
            "14 Styrgrupp Nära vård i länet 2022-12-16 08:30-10:00 physical tentative",
        ],
    ),
    "months before their days": (
        """
        SAMMANTRÄDESDAGAR 2009

        Kommunfullmäktige (Bibliotekets hörsal, börjar kl 18.00): Feb 23, April 27, Nov 2 (budget, kl 13.00), Dec 14

        Arbetsutskottet, KS (kl 09.00): Jan 20 o 27, Febr 17, Mars 3, 17 o 31, April 21

        Ungdomsfullmäktige: Mars 19, Okt 22 (kl 10-14)
        """,
        [
            "3 Kommunfullmäktige 2009-02-23 18:00",
            "3 Kommunfullmäktige 2009-04-27 18:00",
            "3 Kommunfullmäktige 2009-11-02 13:00 (budget)",
            "3 Kommunfullmäktige 2009-12-14 18:00",
            "5 Arbetsutskottet, KS 2009-01-20 09:00",
            "5 Arbetsutskottet, KS 2009-01-27 09:00",
            "5 Arbetsutskottet, KS 2009-02-17 09:00",
            "5 Arbetsutskottet, KS 2009-03-03 09:00",
            "5 Arbetsutskottet, KS 2009-03-17 09:00",
            "5 Arbetsutskottet, KS 2009-03-31 09:00",
            "5 Arbetsutskottet, KS 2009-04-21 09:00",
            "7 Ungdomsfullmäktige 2009-03-19",
            "7 Ungdomsfullmäktige 2009-10-22 10:00-14:00",
        ],
    ),
    "a grid of months by their first letters": (
        """
        Sammanträdesschema 2026

        Organ\tDag\tKl\tJ\tF\tM\tA\tM\tJ\tA\tS\tO\tN\tD
        Kommunfullmäktige\tmå\t19.00\t-\t23\t30\t27\t25\t221\t31\t28\t-\t23\t14
        KS arbetsutskott\ton\t09.00\t7, 28\t25\t25\t29\t27\t24\t12\t2, 30\t28\t25\t-

        1 Börjar kl 17.00
        """,
        [
            "4 Kommunfullmäktige 2026-02-23 19:00",
            "4 Kommunfullmäktige 2026-03-30 19:00",
            "4 Kommunfullmäktige 2026-04-27 19:00",
            "4 Kommunfullmäktige 2026-05-25 19:00",
            "4 Kommunfullmäktige 2026-08-31 19:00",
            "4 Kommunfullmäktige 2026-09-28 19:00",
            "4 Kommunfullmäktige 2026-11-23 19:00",
            "4 Kommunfullmäktige 2026-12-14 19:00",
            "5 KS arbetsutskott 2026-01-07 09:00",
            "5 KS arbetsutskott 2026-01-28 09:00",
            "5 KS arbetsutskott 2026-02-25 09:00",
            "5 KS arbetsutskott 2026-03-25 09:00",
            "5 KS arbetsutskott 2026-04-29 09:00",
            "5 KS arbetsutskott 2026-05-27 09:00",
            "5 KS arbetsutskott 2026-06-24 09:00",
            "5 KS arbetsutskott 2026-08-12 09:00",
            "5 KS arbetsutskott 2026-09-02 09:00",
            "5 KS arbetsutskott 2026-09-30 09:00",
            "5 KS arbetsutskott 2026-10-28 09:00",
            "5 KS arbetsutskott 2026-11-25 09:00",
            "? 4 221: there is no such date, or it is another day of the week",
        ],
    ),
    "hours in brackets under the names of a flat grid": (
        """
        Sammanträdesdagar 2021

        Organ

        Jan

        Feb

        Mars

        April

        Kommunfullmäktige
        (mån 18.00)



        22

        29

        26

        Kommunstyrelsen
        (ons 13.00)

        27

        24

        31

        28

        Kulturnämnden
        (tis 18.00)

        19

        16

        20
        """,
        [
            "18 Kommunfullmäktige 2021-02-22 18:00",
            "20 Kommunfullmäktige 2021-03-29 18:00",
            "22 Kommunfullmäktige 2021-04-26 18:00",
            "27 Kommunstyrelsen 2021-01-27 13:00",
            "29 Kommunstyrelsen 2021-02-24 13:00",
            "31 Kommunstyrelsen 2021-03-31 13:00",
            "33 Kommunstyrelsen 2021-04-28 13:00",
            "38 Kulturnämnden 2021-01-19 18:00",
            "42 Kulturnämnden 2021-04-20 18:00",
            "? 40 16: several columns are equally likely: februari, mars",
        ],
    ),
    "the number of a page is no row of a grid": (
        """
        KOMMUNEN                                       1 (2)
        SAMMANTRÄDESPLAN 2024

        Organ                     Jan     Feb     Mars
        Kommunfullmäktige         22      19      25
        Kommunstyrelsen           30      27      26

        KOMMUNEN                                       2 (2)
        """,
        [
            "5 Kommunfullmäktige 2024-01-22",
            "5 Kommunfullmäktige 2024-02-19",
            "5 Kommunfullmäktige 2024-03-25",
            "6 Kommunstyrelsen 2024-01-30",
            "6 Kommunstyrelsen 2024-02-27",
            "6 Kommunstyrelsen 2024-03-26",
        ],
    ),
    "a footnote changes the hours of a column": (
        """
        Sammanträdestider 2020

        Månad\tKommunstyrelsen kl. 16.00\tKommunfullmäktige kl. 18.30
        April\t1, 22\t2*
        Juni\t10\t18**
        Augusti\t26\t27

        * Inställt.
        ** Mötet börjar kl. 15.00.
        """,
        [
            "4 Kommunstyrelsen 2020-04-01 16:00",
            "4 Kommunstyrelsen 2020-04-22 16:00",
            "4 Kommunfullmäktige 2020-04-02 18:30 cancelled",
            "5 Kommunstyrelsen 2020-06-10 16:00",
            "5 Kommunfullmäktige 2020-06-18 15:00 (Mötet börjar kl. 15.00)",
            "6 Kommunstyrelsen 2020-08-26 16:00",
            "6 Kommunfullmäktige 2020-08-27 18:30",
        ],
    ),
    "several days on a line of a calendar": (
        """
        Sammanträdeskalender 2018

        JANUARI
        v 2  to 11 KS
        v 4  må 22 MN  to 25 ON
        v 5  må 29 KF  ti 30 KSAU (reserv)

        JUNI
        v 25  må 18 KF kl 09.00
        """,
        [
            "4 KS 2018-01-11",
            "5 MN 2018-01-22",
            "5 ON 2018-01-25",
            "6 KF 2018-01-29",
            "6 KSAU 2018-01-30 tentative",
            "9 KF 2018-06-18 09:00",
        ],
    ),
    "columns of years": (
        """
        Sammanträdesdagar

        Kommunfullmäktige

        Månad 2023 2024
        Januari 30 29
        Februari 27 26
        Juni 19* 17*
        Juli - -
        December 18 16

        Kommunfullmäktige sammanträder måndagar klockan 18.00.
        * I juni börjar sammanträdet klockan 10.00.
        """,
        [
            "6 Kommunfullmäktige 2023-01-30 18:00",
            "6 Kommunfullmäktige 2024-01-29 18:00",
            "7 Kommunfullmäktige 2023-02-27 18:00",
            "7 Kommunfullmäktige 2024-02-26 18:00",
            "8 Kommunfullmäktige 2023-06-19 10:00 (I juni börjar sammanträdet klockan 10.00)",
            "8 Kommunfullmäktige 2024-06-17 10:00 (I juni börjar sammanträdet klockan 10.00)",
            "10 Kommunfullmäktige 2023-12-18 18:00",
            "10 Kommunfullmäktige 2024-12-16 18:00",
            "= 13 juni: means the meeting: Kommunfullmäktige 2023-06-19, Kommunfullmäktige 2024-06-17",
        ],
    ),
    "a weekday between a month and its day": (
        """
        Patientnämnden

        Nämndens sammanträden 2021
        Klockan 9-12

        Februari: fredag 5
        April: fredag 16
        Juni: fredag 4
        """,
        [
            "6 Patientnämnden 2021-02-05 09:00-12:00",
            "7 Patientnämnden 2021-04-16 09:00-12:00",
            "8 Patientnämnden 2021-06-04 09:00-12:00",
        ],
    ),
    "ordinals after months": (
        """
        Sammanträden 2016

        Kommunfullmäktige, torsdagar kl. 17.30
        Augusti den 25:e, september den 29:e, november den 24:e–25:e (budget, kl. 09.00), december den 15:e
        """,
        [
            "4 Kommunfullmäktige 2016-08-25 17:30",
            "4 Kommunfullmäktige 2016-09-29 17:30",
            "4 Kommunfullmäktige 2016-11-24..2016-11-25 09:00 (budget)",
            "4 Kommunfullmäktige 2016-12-15 17:30",
        ],
    ),
    "hours above the months of a flat grid": (
        """
        Sammanträdesdagar 2008

        Månad
        KF
        KSau
        Tid
        18.00
        8.30
        Januari
        14
        8, 22
        Februari
        18
        5, 19
        Mars
        10
        4, 18
        """,
        [
            "10 KF 2008-01-14 18:00",
            "11 KSau 2008-01-08 08:30",
            "11 KSau 2008-01-22 08:30",
            "13 KF 2008-02-18 18:00",
            "14 KSau 2008-02-05 08:30",
            "14 KSau 2008-02-19 08:30",
            "16 KF 2008-03-10 18:00",
            "17 KSau 2008-03-04 08:30",
            "17 KSau 2008-03-18 08:30",
        ],
    ),
    "hours in the note of a cell": (
        """
        Sammanträdestider 2017

        Kommunfullmäktige – måndagar kl 18.00
        Februari 20
        April 24
        November 13 (budget, kl 16.00)
        December 18
        """,
        [
            "4 Kommunfullmäktige 2017-02-20 18:00",
            "5 Kommunfullmäktige 2017-04-24 18:00",
            "6 Kommunfullmäktige 2017-11-13 16:00 (budget)",
            "7 Kommunfullmäktige 2017-12-18 18:00",
        ],
    ),
    "entries of which some have more on their lines": (
        """
        Kommande möten

        Onsdag 12 mars 2025 kl. 09:00
        Socialnämnden
        Inställt – ersätts av 19 mars

        Torsdag 13 mars 2025 kl. 13:00
        Kommunstyrelsen
        OBS! Ändrad tid: kl. 10.00

        Måndag 17 mars 2025 kl. 18:00
        Kommunfullmäktige
        Mötet är preliminärt

        Tisdag 18 mars 2025 kl. 13:00
        Byggnadsnämnden
        Stadshuset, sal A
        """,
        [
            "3 Socialnämnden 2025-03-12 09:00 cancelled (Inställt – ersätts av 19 mars)",
            "7 Kommunstyrelsen 2025-03-13 10:00 physical",
            "11 Kommunfullmäktige 2025-03-17 18:00 tentative (Mötet är preliminärt)",
            "15 Byggnadsnämnden 2025-03-18 13:00 physical",
            "? 5 19 mars: nothing beside the date says what happens then",
        ],
    ),
    "statuses in entries with labels": (
        """
        Kommande möten i Skolstyrelsen

        Datum: 2025-03-12
        Tid: 09.00-11.30
        Plats: Rådhuset
        Status: Inställt

        Datum: 2025-04-09
        Tid: 09.00-11.30
        Plats: Rådhuset
        Mötet är inställt

        Datum: 2025-05-14
        Tid: 13.00
        Plats: Teams
        Anmärkning: Preliminärt
        """,
        [
            "3 Skolstyrelsen 2025-03-12 09:00-11:30 physical cancelled",
            "8 Skolstyrelsen 2025-04-09 09:00-11:30 physical cancelled (Mötet är inställt)",
            "13 Skolstyrelsen 2025-05-14 13:00 teams tentative",
        ],
    ),
    "days after short months where a grid breaks off": (
        """
        Sammanträden 2025 för kommunstyrelsen

        Jan 14
        Feb 11
        Mar 11
        Apr 8
        Maj 13, extra 20
        Jun 10 och 17 (reserv)

        Sep 9
        Okt 14 (inställt, ersätts av 21)
        """,
        [
            "3 kommunstyrelsen 2025-01-14",
            "4 kommunstyrelsen 2025-02-11",
            "5 kommunstyrelsen 2025-03-11",
            "6 kommunstyrelsen 2025-04-08",
            "? 7 Maj: a month as a heading; the days under it are not understood",
            "? 8 Jun 10 och 17 (reserv): numbers that may be days of meetings",
            "? 10 Sep 9: numbers that may be days of meetings",
            "? 11 Okt 14 (inställt, ersätts av 21): numbers that may be days of meetings",
        ],
    ),
    "numbers in cells without heads": (
        """
        Sammanträdestider 2025

        Kommunstyrelsen\t14\t11\t11
        Kommunfullmäktige\t27\t24\t31
        Antal ledamöter 14
        """,
        [
            "? 3 Kommunstyrelsen\t14\t11\t11: numbers that may be days of meetings",
            "? 4 Kommunfullmäktige\t27\t24\t31: numbers that may be days of meetings",
        ],
    ),
    "numbers on lines of their own without heads": (
        """
        Sammanträdestider 2025

        Kommunstyrelsen

        14

        11

        11

        8

        13

        10
        """,
        [
            "? 5 14: numbers that may be days of meetings",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_calendars(name: str) -> None:
    text, expected = CASES[name]
    assert read_text(text) == expected
