#!/usr/bin/env python3
"""Scores dabir on our own reports (examples/) against the records that people wrote for them (*.gold).

A .gold file is a case (tests/cases/README.md) that names its report instead of holding it, and lists all of its claims:

  report examples/1-session.txt
  floor 0.80
  + office person=… post=… of=…

Claims are paired one to one. The test fails when F1 over all claims is below the floor, or when claims of a type that the gold has
are all missing. -v lists what was missed (-) and what was extra (+).
"""
import glob
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'cases'))
import run as cases  # noqa: E402


def load(path):
    head, want = {}, []
    for n, line in enumerate(open(path, encoding='utf8'), 1):
        line, where = line.strip(), f'{os.path.basename(path)}:{n}'
        if not line or line.startswith('#'):
            continue
        word, _, rest = line.partition(' ')
        if word == '+':
            want.append((rest, *cases.parse_claim(rest, where)))
        elif word in ('report', 'floor', 'published', 'outlet'):
            head[word] = rest.strip()
        else:
            raise cases.Fault(f'{where}: expected report, floor, published, outlet or +')
    return head, want


def pair(want, rec):
    """One to one: each claim of the gold takes the first free claim that it fits (augmenting paths, so that order does not matter)."""
    fits = [[i for i, c in enumerate(rec.claims) if c['claim'] == kind and not rec.misses(c, fields)] for _, kind, fields in want]
    owner = {}

    def place(g, seen):
        for c in fits[g]:
            if c not in seen:
                seen.add(c)
                if c not in owner or place(owner[c], seen):
                    owner[c] = g
                    return True
        return False

    for g in range(len(want)):
        place(g, set())
    return owner


def main(argv):
    verbose = '-v' in argv
    program = os.environ.get('DABIR', os.path.join(HERE, '..', '..', 'build', 'dabir'))
    root = os.environ.get('DABIR_SOURCE', os.path.join(HERE, '..', '..'))
    bad = 0
    for path in sorted(glob.glob(os.path.join(HERE, '*.gold'))):
        head, want = load(path)
        text = open(os.path.join(root, head['report']), encoding='utf8').read().rstrip('\n')
        rec = cases.read_all(program, [('r', head.get('published'), head.get('outlet'), text)])['r']
        owner = pair(want, rec)
        hit, gold, out = len(owner), len(want), len(rec.claims)
        f1 = 2 * hit / max(1, gold + out)
        print(f'{head["report"]}: {hit} of {gold} claims found, {out - hit} extra; F1 {f1:.3f} (floor {head["floor"]})')
        for t in sorted({kind for _, kind, _ in want}):
            g = [i for i, w in enumerate(want) if w[1] == t]
            found = [i for i in g if i in owner.values()]
            extra = sum(c['claim'] == t for i, c in enumerate(rec.claims) if i not in owner)
            print(f'  {t:10} {len(found):3} of {len(g):3}, {extra} extra')
            if not found:
                print(f'  no {t} found at all')
                bad += 1
        if verbose:
            for i, w in enumerate(want):
                if i not in owner.values():
                    print('   -', w[0])
            for i, c in enumerate(rec.claims):
                if i not in owner:
                    print('   +', cases.readable(rec, c))
        bad += f1 < float(head['floor'])
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
