#!/usr/bin/env python3
"""fields.py GOLD_DIR... OUTPUT.jsonl: how often each field of the claims that pair with the gold is right.

The kit's scorer prints one figure a claim type; this prints one a field, by the scorer's own pairing and comparison (it is loaded from
DABIR_KIT/score/score, by default ../shared). Columns: in how many pairs the gold has the field, how often dabir gives one, how often both
agree; precision, recall; and `pairs`, the share of all pairs in which the field is the same, both absent counting as the same.
"""
import collections
import json
import os
import sys


def scorer():
    path = os.path.join(os.environ.get('DABIR_KIT') or os.path.join(os.path.dirname(__file__), '..', '..', 'shared'), 'score', 'score')
    if not os.path.exists(path):
        print(f'fields: skipped: no scorer at {path} (set DABIR_KIT)')
        sys.exit(0)
    source = open(path, encoding='utf8').read().rstrip()
    assert source.endswith('\nmain()'), path
    names = {'__file__': path, '__name__': 'score'}
    exec(compile(source[:-len('main()')], path, 'exec'), names)
    return names


def main(argv):
    if len(argv) < 2:
        sys.exit(__doc__)
    s = scorer()
    out = {}
    for line in open(argv[-1], encoding='utf8'):
        r = json.loads(line)
        out[r['report']['id']] = r
    n = collections.defaultdict(lambda: [0, 0, 0, 0])  # gold, given, right, same
    pairs = collections.Counter()
    for folder in argv[:-1]:
        for f in sorted(os.listdir(folder)):
            if not f.endswith('.json') or f[:-5] not in out:
                continue
            gold, got = json.load(open(os.path.join(folder, f), encoding='utf8')), out[f[:-5]]
            text = open(os.path.join(folder, f[:-5] + '.txt'), encoding='utf8', newline='').read()
            g, o = s['Doc'](gold.get('entities'), text), s['Doc'](got.get('entities'), text, 12)
            for t, fit in s['MATCH'].items():
                a = s['once']([c for c in gold['claims'] if c['claim'] == t], g, text)
                b = s['once']([c for c in got['claims'] if c['claim'] == t], o, text)
                for i, j in s['pair'](a, b, fit, g, o):
                    pairs[t] += 1
                    for k in s['FIELDS'][t].split():
                        u, v = a[i].get(k), b[j].get(k)
                        right = bool(u and v and s['field_ok'](k, u, v, g, o))
                        row = n[t, k]
                        row[0] += bool(u)
                        row[1] += bool(v)
                        row[2] += right
                        row[3] += right or (not u and not v)
    print(f'{"":24} {"gold":>6} {"given":>6} {"right":>6} {"P":>6} {"R":>6} {"pairs":>6}')
    for (t, k), (u, v, r, same) in n.items():
        if u or v:
            print(f'{t + " " + k:24} {u:6} {v:6} {r:6} {r / v if v else 0:6.3f} {r / u if u else 0:6.3f} {same / pairs[t]:6.3f}')


if __name__ == '__main__':
    main(sys.argv[1:])
