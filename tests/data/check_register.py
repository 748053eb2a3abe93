#!/usr/bin/env python3
"""Checks of data/register, data/lists and data/names that the compiler does not make: conflicts between tables.

usage: check_register.py DATA   exit 1 and one line per fault if the data contradict each other."""
import re
import sys

FOLD = str.maketrans({"آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ئ": "ی", "ي": "ی", "ى": "ی", "ك": "ک", "ؤ": "و", "ة": "ه", "ۀ": "ه",
                      "ء": None, "\u200c": None, " ": None, "ٔ": None, "-": None, ".": None, "–": None, "،": None})


def fold(s):
    return s.translate(FOLD).lower()


def rows(path):
    for n, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.strip() and not line.startswith("#"):
            yield n, line.rstrip("\n").split("\t")


def forms(cell):
    return [x for x in cell.split("; ") if x]


def main(data):
    faults = []
    fault = lambda f, n, msg: faults.append(f"{f}:{n}: {msg}")
    states, owner = {}, {}
    for n, c in rows(f"{data}/register/states.tsv"):
        states[c[0]] = n
        for x in c[1:6]:
            for f in forms(x):
                if owner.setdefault(fold(f), c[0]) != c[0]:
                    fault("states.tsv", n, f"{f} also belongs to {owner[fold(f)]}")
    orgs = {}
    for n, c in rows(f"{data}/register/orgs.tsv"):
        if len(c) != 7:
            fault("orgs.tsv", n, "7 columns expected")
            continue
        orgs.setdefault(c[0], []).append((n, c))
        if c[0] in states and not any(c[0] == x for x in ("AI",)):
            fault("orgs.tsv", n, f"{c[0]} is the code of a state")
        for f in forms(c[4]) + forms(c[5]):
            if fold(f) in owner and "place" not in c[6]:  # «بروکسل» is a capital and short for the EU
                fault("orgs.tsv", n, f"{f} is a form of {owner[fold(f)]}")
            if re.fullmatch("[0-9۰-۹+ ]+", f) and "sum" not in c[6]: # a plus sign in the text shows those
                fault("orgs.tsv", n, f"{f}: digits alone would match plain numbers")
    seen = {}
    for code, rs in orgs.items():
        if all("short" in c[6] for _, c in rs):
            fault("orgs.tsv", rs[0][0], f"{code} has no row with full forms")
        if rs[0][1][1] == "body" and not rs[0][1][2]:
            fault("orgs.tsv", rs[0][0], f"the body {code} has no parent")
        for n, c in rs:
            for f in forms(c[5]) + ([] if "short" in c[6] else forms(c[4])):
                if "rather" not in c[6] and seen.setdefault(fold(f), code) != code:
                    fault("orgs.tsv", n, f"{f} also belongs to {seen[fold(f)]}")
    for name, kinds in (("bodies.tsv", states | orgs), ("places.tsv", states), ("outlets.tsv", states), ("groups.tsv", states)):
        own = {}
        for n, c in rows(f"{data}/register/{name}"):
            first = 2 if name == "bodies.tsv" else 1
            if c[0] and c[0] not in kinds:
                fault(name, n, f"unknown code {c[0]}")
            for f in forms(c[first]) + (forms(c[first + 1]) if len(c) > first + 1 else []):
                if own.setdefault(fold(f), n) != n:
                    fault(name, n, f"{f} stands already in line {own[fold(f)]}")
    titles = {fold(f) for _, c in rows(f"{data}/lists/title-head.list") for f in forms(c[0])}
    for name in ("given", "surname"):
        for n, c in rows(f"{data}/names/{name}.list"):
            for f in forms(c[0]):
                if fold(f) in titles:
                    fault(f"{name}.list", n, f"{f} is the head of an office")
    for f in ("رئیس‌جمهور", "وزیر", "سفیر", "دبیرکل", "سخنگو", "نماینده ویژه", "نخست‌وزیر"):
        if fold(f) not in titles:
            fault("title-head.list", 0, f"{f} is missing")
    for need in ("IRN", "AFG", "TJK", "PSE", "XKX", "TWN", "VAT"):
        if need not in states:
            fault("states.tsv", 0, f"{need} is missing")
    print("\n".join(faults) or f"{len(states)} states, {len(orgs)} organisations, {len(titles)} titles: no conflicts")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "data"))
