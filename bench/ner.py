#!/usr/bin/env python3
"""ner.py: names found by `dabir text names`, against the kit's annotated texts (DABIR_KIT, by default ../shared).

  ner/nsurl-dev       216 news articles (NSURL-2019 task 7), nothing of which was trained on or put into lists; each is read as a whole
  ner/parstwiner dev  tweets (ParsTwiNER), each read by itself; its train file is one of the two that the labeller learnt from

Given tokens in, labels out (--bio). A name counts when its first token, its last token and its type are those of the annotation; types PER,
ORG, LOC (in the tweets political groups, POG, count as ORG; other types are none). How far names reach is dabir's one usage for all texts
(src/names/label_style.c), which follows the news and not the tweets ("استان کرمان" is the place there, "کرمان" here).
The interval is 95 % by bootstrap over articles (tweets), 1000 draws from a fixed seed. Halves: articles of even and of odd number; errors
were looked at in the even ones only.
"""
import glob
import os
import random
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KIT = os.environ.get('DABIR_KIT', os.path.join(HERE, '..', '..', 'shared'))
DABIR = os.environ.get('DABIR', os.path.join(HERE, '..', 'build', 'dabir'))
TYPES = ('PER', 'ORG', 'LOC')


def names(labels):
    found, start = set(), None
    for i, y in enumerate(labels + ['O']):
        if start is not None and (y == 'O' or y[0] == 'B' or y[2:] != labels[start][2:]):
            found.add((start, i, labels[start][2:]))
            start = None
        if y != 'O' and start is None:
            start = i
    return found


def column(lines):
    """Labels of three types, a list; an empty line stands as O, so that no name runs over it."""
    out = []
    for line in lines:
        y = line.rstrip('\r\n').split('\t')[-1] if line.strip() else 'O'
        y = y.replace('POG', 'ORG')
        out.append(y if y[2:] in TYPES else 'O')
    return out


def tag(options, path):
    done = subprocess.run([DABIR, 'text', 'names', *options, path], capture_output=True, check=True)
    return done.stdout.decode().split('\n')


def counts(gold, found):
    g, f = names(gold), names(found)
    c = {}
    for t in TYPES:
        a, b = {x for x in g if x[2] == t}, {x for x in f if x[2] == t}
        c[t] = (len(a & b), len(b), len(a))
    return c


def blocks(lines):
    """Tweets: runs of lines without an empty one."""
    out = [[]]
    for line in lines:
        if line.strip():
            out[-1].append(line)
        elif out[-1]:
            out.append([])
    return [b for b in out if b]


def add(docs, types):
    s = [0, 0, 0]
    for d in docs:
        for t in types:
            for i in range(3):
                s[i] += d[t][i]
    return s


def f1(s):
    return 200.0 * s[0] / max(1, s[1] + s[2])


def report(title, docs):
    print(f'== {title}: {len(docs)} texts')
    print('            P      R     F1   95 %          n')
    for label, types in (*((t, (t,)) for t in TYPES), ('all', TYPES)):
        s = add(docs, types)
        rnd = random.Random(7)
        draws = sorted(f1(add([docs[rnd.randrange(len(docs))] for _ in docs], types)) for _ in range(1000))
        print(f'{label:6} {100 * s[0] / max(1, s[1]):6.1f} {100 * s[0] / max(1, s[2]):6.1f} {f1(s):6.1f}   {draws[25]:.1f}-{draws[974]:.1f} {s[2]:7}')


def main():
    news = sorted(glob.glob(os.path.join(KIT, 'data', 'ner', 'nsurl-dev', '*.txt')))
    tweets = os.path.join(KIT, 'data', 'ner', 'parstwiner', 'dev.txt')
    if not news or not os.path.exists(tweets):
        print(f"ner: skipped: no kit at '{KIT}' (set DABIR_KIT)")
        return 0
    docs = {0: [], 1: []}
    for path in news:
        with open(path, encoding='utf-8') as f:
            gold = column(f.readlines())
        found = column(tag(['--bio'], path))
        n = int(re.search(r'(\d+)\.txt$', path).group(1))
        docs[n % 2].append(counts(gold, found[:len(gold)]))
    report('nsurl-dev', docs[0] + docs[1])
    report('nsurl-dev, even articles', docs[0])
    report('nsurl-dev, odd articles', docs[1])
    with open(tweets, encoding='utf-8') as f:
        gold = blocks(f.readlines())
    found = blocks(tag(['--apart'], tweets))
    if len(gold) != len(found):
        sys.exit('ner: tweets in and out do not agree')
    report('parstwiner dev', [counts(column(a), column(b)) for a, b in zip(gold, found)])
    return 0


if __name__ == '__main__':
    sys.exit(main())
