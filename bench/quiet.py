#!/usr/bin/env python3
"""How quiet dabir is on sport, films and technology: claims that an article of the kit gives where the record wants none.

  quiet.py                     claims an article by type, and how many of them bench/quiet.tsv judges extra
  quiet.py --sample N [SEED]   N articles with events, meetings, agreements or memberships, drawn with that seed: each claim with its words
  quiet.py --missing           the same for claims of articles in quiet.tsv that lack a verdict

Reads DABIR_KIT/data/news/isna2019.jsonl (DABIR_KIT: by default ../shared). bench/quiet.tsv holds what a reader found: article, type, first character of the claim's span, rule, verdict (ok: the
record wants it; extra: it does not), cause. Of a claim that is not made any more the line is idle, and counts as nothing.
"""
import collections
import json
import math
import os
import random
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
PROGRAM = os.environ.get('DABIR', os.path.join(ROOT, os.environ.get('BUILD', 'build'), 'dabir'))
VERDICTS = os.path.join(ROOT, 'bench', 'quiet.tsv')
QUIET = ['sport', 'cinema', 'tech']
TYPES = ['event', 'meeting', 'agreement', 'membership']


def articles():
    kit = os.environ.get('DABIR_KIT') or os.path.join(ROOT, '..', 'shared')
    if not os.path.isdir(os.path.join(kit, 'data', 'news')):
        print(f"quiet: skipped: no kit at '{kit}' (set DABIR_KIT)")
        sys.exit(0)
    with open(os.path.join(kit, 'data', 'news', 'isna2019.jsonl'), encoding='utf8') as f:
        return [a for a in map(json.loads, f) if a['category'] in QUIET]


def records(arts):
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf8') as f:
        for a in arts:
            f.write(json.dumps({'id': a['id'], 'title': a['title'], 'text': a['text'], 'outlet': 'ایسنا'}, ensure_ascii=False) + '\n')
        f.flush()
        p = subprocess.run([PROGRAM, 'read', '--json', '--jobs', '2', f.name], capture_output=True, check=True)
    return [json.loads(line) for line in p.stdout.decode('utf8').splitlines()]


def verdicts():
    out = {}
    if os.path.exists(VERDICTS):
        for line in open(VERDICTS, encoding='utf8'):
            if line.strip() and not line.startswith('#'):
                article, kind, start, rule, verdict, *_ = line.rstrip('\n').split('\t')
                out.setdefault(article, {})
                if kind != '-':
                    out[article][kind, int(start), rule] = verdict
    return out


def key(c):
    return c['claim'], c['span']['start'], c['rule']


def loud(r):
    return [c for c in r['claims'] if c['claim'] in TYPES]


def show(a, r, claims):
    names = {e['id']: e.get('code') or e['name'] for e in r['entities']}
    text = a['text']
    print(f'== {a["id"]} {a["category"]} {a["title"]}')
    for c in claims:
        who = [names[x] for k in ('actor', 'participants', 'parties', 'member', 'visitor') for x in ([c[k]] if isinstance(c.get(k), str) else c.get(k) or []) if x in names]
        to = [names[x] for k in ('recipient', 'organization', 'host') for x in ([c[k]] if isinstance(c.get(k), str) else c.get(k) or []) if x in names]
        s = c['span']
        print(f'{a["id"]}\t{c["claim"]}\t{s["start"]}\t{c["rule"]}\t?\t{c.get("event") or c.get("kind") or c.get("format") or c.get("status")} {",".join(who)} > {",".join(to)} {"".join(c.get("aux_mode", []))}')
        print(f'\t{text[max(0, s["start"] - 60):s["start"]]}⟦{text[s["start"]:s["end"]]}⟧{text[s["end"]:s["end"] + 40]}'.replace('\n', ' '))


def interval(k, n):
    """95 % of a Poisson rate, by the normal form of its square root."""
    return max(0.0, (math.sqrt(k + 0.375) - 0.98) ** 2 - 0.375) / n if k else 0.0, ((math.sqrt(k + 0.375) + 0.98) ** 2 - 0.375) / n


def figures(arts, recs):
    print(f'{"":12}{"articles":>9}' + ''.join(f'{t:>12}' for t in TYPES) + f'{"statement":>12}{"office":>9}   claims an article')
    for cat in QUIET + ['all']:
        rs = [r for a, r in zip(arts, recs) if cat in (a['category'], 'all')]
        n = collections.Counter(c['claim'] for r in rs for c in r['claims'])
        print(f'{cat:12}{len(rs):9}' + ''.join(f'{n[t] / len(rs):12.3f}' for t in TYPES) + f'{n["statement"] / len(rs):12.3f}{n["office"] / len(rs):9.3f}')
    v = verdicts()
    loud_arts = {r['report']['id']: loud(r) for r in recs if loud(r)}
    count, missing = collections.Counter(), 0
    for article in v:
        for c in loud_arts.get(article, []):
            verdict = v[article].get(key(c))
            missing += verdict is None
            count[verdict] += 1
    judged = [x for x in v if x in loud_arts]
    share = len(loud_arts) / len(recs)
    print(f'{len(loud_arts)} of {len(recs)} articles give such claims ({share:.1%})')
    if not v:
        return
    # Articles were drawn among those that gave claims: those of them that give none any more are quiet now. The rate over all articles is that
    # of the drawn ones times the share that was loud when they were drawn.
    drawn = float(next(line.split()[-1] for line in open(VERDICTS, encoding='utf8') if line.startswith('# share')))
    k, n = count['extra'], len(v) / drawn
    lo, hi = interval(k, n)
    print(f'{len(v)} articles drawn among the {drawn:.1%} that gave claims; {len(judged)} give some now: {count["ok"]} wanted, {k} extra, {missing} without a verdict')
    print(f'extra claims an article: {k / n:.3f} (95 % {lo:.3f}-{hi:.3f}), that is 1 in {n / k if k else math.inf:.0f} articles' + (f'; with all unjudged ones {(k + missing) / n:.3f}' if missing else ''))


def main():
    arts = articles()
    recs = records(arts)
    if '--sample' in sys.argv:
        at = sys.argv.index('--sample')
        n, seed = int(sys.argv[at + 1]), int(sys.argv[at + 2]) if len(sys.argv) > at + 2 else 1
        pairs = [(a, r) for a, r in zip(arts, recs) if loud(r)]
        print(f'# share of articles with claims: {len(pairs) / len(recs):.4f}')
        for a, r in sorted(random.Random(seed).sample(pairs, min(n, len(pairs))), key=lambda x: x[0]['id']):
            show(a, r, loud(r))
    elif '--missing' in sys.argv:
        v = verdicts()
        for a, r in zip(arts, recs):
            rest = [c for c in loud(r) if a['id'] in v and key(c) not in v[a['id']]]
            if rest:
                show(a, r, rest)
    else:
        figures(arts, recs)


if __name__ == '__main__':
    main()
