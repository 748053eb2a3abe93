#!/usr/bin/env python3
"""Scores dabir on our own reports (examples/) against the records that people wrote for them (*.gold).

A .gold file is a case (tests/cases/README.md) that names its report instead of holding it, and lists all of its claims:

  report examples/1-session.txt
  floor 0.80
  + office person=… post=… of=…

Claims are paired one to one. The test fails when F1 over all claims is below the floor, or when claims of a type that the gold has
are all missing. A folder of such files (reports/) is judged as one: its file `floors` gives the F1 that each type of claim must reach
over all of its reports. -v lists what was missed (-) and what was extra (+).
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


def score(path, root, program, verbose):
    """Reads the report of one gold file: {type: [found, in the gold, in the output]}, and its head."""
    head, want = load(path)
    text = open(os.path.join(root, head['report']), encoding='utf8').read().rstrip('\n')
    rec = cases.read_all(program, [('r', head.get('published'), head.get('outlet'), text)])['r']
    owner = pair(want, rec)
    found = set(owner.values())
    n = {t: [0, 0, 0] for t in cases.CLAIMS if t != 'any'}
    for i, (_, kind, _) in enumerate(want):
        n[kind][0] += i in found
        n[kind][1] += 1
    for c in rec.claims:
        n[c['claim']][2] += 1
    if verbose:
        print(head['report'])
        for i, w in enumerate(want):
            if i not in found:
                print('   -', w[0])
        for i, c in enumerate(rec.claims):
            if i not in owner:
                print('   +', cases.readable(rec, c))
    return n, head


def f1(hit, gold, out):
    return 2 * hit / max(1, gold + out)


def total(n):
    return [sum(x[i] for x in n.values()) for i in range(3)]


def one(path, root, program, verbose):
    n, head = score(path, root, program, verbose)
    hit, gold, out = total(n)
    print(f'{head["report"]}: {hit} of {gold} claims found, {out - hit} extra; F1 {f1(hit, gold, out):.3f} (floor {head["floor"]})')
    bad = f1(hit, gold, out) < float(head['floor'])
    for t, (hit, gold, out) in sorted(n.items()):
        if gold:
            print(f'  {t:10} {hit:3} of {gold:3}, {out - hit} extra')
            if not hit:
                print(f'  no {t} found at all')
                bad += 1
    return bad


def folder(path, root, program, verbose):
    floors = dict(line.split() for line in open(os.path.join(path, 'floors'), encoding='utf8') if line.strip() and not line.startswith('#'))
    files = sorted(glob.glob(os.path.join(path, '*.gold')))
    n = {t: [0, 0, 0] for t in cases.CLAIMS if t != 'any'}
    for f in files:
        for t, x in score(f, root, program, verbose)[0].items():
            n[t] = [a + b for a, b in zip(n[t], x)]
    bad = 0
    print(f'{os.path.relpath(path, root)}: {len(files)} reports')
    for t, (hit, gold, out) in [*sorted(n.items()), ('all', total(n))]:
        low = f1(hit, gold, out) < float(floors[t])
        print(f'  {t:10} {hit:4} of {gold:4}, {out - hit:3} extra; F1 {f1(hit, gold, out):.3f} (floor {floors[t]}){" TOO LOW" if low else ""}')
        bad += low
    return bad


def main(argv):
    verbose = '-v' in argv
    program = os.environ.get('DABIR', os.path.join(HERE, '..', '..', 'build', 'dabir'))
    root = os.environ.get('DABIR_SOURCE', os.path.join(HERE, '..', '..'))
    bad = sum(one(p, root, program, verbose) for p in sorted(glob.glob(os.path.join(HERE, '*.gold'))))
    bad += sum(folder(os.path.dirname(p), root, program, verbose) for p in sorted(glob.glob(os.path.join(HERE, '*', 'floors'))))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
