#!/usr/bin/env python3
"""Every text of DABIR_KIT/data/news through the program: no sanitizer report, the text at every span equals the field, the same bytes twice.

  corpus.py PROGRAM SANITIZED     two builds: the plain one, and one under ASan + UBSan (make corpus builds both)

The sanitized build reads every file whole; the plain one reads it twice; all three outputs must be equal. Prints a line a file and the sum.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

ENV = dict(os.environ, ASAN_OPTIONS='exitcode=99:detect_leaks=1', UBSAN_OPTIONS='halt_on_error=1:exitcode=99:print_stacktrace=1')


def read(program, path, out):
    """Runs the program over one JSONL file into `out`; returns what it said on stderr that is no plain warning."""
    p = subprocess.run([program, 'read', '--json', '-o', out, path], stderr=subprocess.PIPE, env=ENV, timeout=3000)
    said = p.stderr.decode('utf8', 'replace')
    bad = p.returncode not in (0, 1) or 'runtime error' in said or 'Sanitizer' in said
    return said[-2000:] if bad else None


def texts(path):
    for line in open(path, encoding='utf8'):
        try:
            o = json.loads(line)
        except ValueError:
            continue
        if (o.get('text') or '').strip():
            yield o['text']


def spans(o, where):
    """Every object with start and end below o, with the text it claims (None: only its bounds can be checked)."""
    if isinstance(o, dict):
        if isinstance(o.get('start'), int) and isinstance(o.get('end'), int):
            yield o['start'], o['end'], o.get('text'), where
        for k, v in o.items():
            yield from spans(v, k)
    elif isinstance(o, list):
        for v in o:
            yield from spans(v, where)


def check(path, out):
    n = wrong = reports = 0
    for text, line in zip(texts(path), open(out, encoding='utf8')):
        o = json.loads(line)
        reports += 1
        wrong += o['report']['chars'] != len(text)
        for a, b, said, where in spans({'entities': o['entities'], 'claims': o['claims']}, ''):
            n += 1
            if not 0 <= a < b <= len(text) or (said is not None and text[a:b] != said):
                wrong += 1
                print(f'{path}: {o["report"]["id"]}: {where} [{a}, {b}) is «{text[a:b]}», not «{said}»')
        for e in o['entities']:
            forms = {text[m['start']:m['end']] for m in e['mentions']}
            wrong += sum(x not in forms for x in e['aliases'])
    return reports, n, wrong


def main():
    kit = os.environ.get('DABIR_KIT', '')
    files = sorted(glob.glob(os.path.join(kit, 'data/news/*.jsonl'))) if kit else []
    if not files:
        print('corpus: DABIR_KIT has no data/news here: skipped')
        return 0
    total = [0, 0, 0]
    failed = False
    with tempfile.TemporaryDirectory() as d:
        a, b, c = (os.path.join(d, x) for x in 'abc')
        for f in files:
            trouble = read(sys.argv[1], f, a) or read(sys.argv[1], f, b) or read(sys.argv[2], f, c)
            if trouble:
                print(f'{os.path.basename(f)}: {trouble}')
                failed = True
                continue
            same = open(a, 'rb').read() == open(b, 'rb').read() == open(c, 'rb').read()
            got = check(f, a)
            total = [x + y for x, y in zip(total, got)]
            failed |= not same or got[2] > 0
            print(f'{os.path.basename(f)}: {got[0]} reports, {got[1]} spans, {got[2]} wrong, three readings {"equal" if same else "DIFFER"}, no sanitizer report', flush=True)
    print(f'all: {total[0]} reports, {total[1]} spans, {total[2]} wrong')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
