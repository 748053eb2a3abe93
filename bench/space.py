#!/usr/bin/env python3
"""How well `dabir text normalize` sets half-spaces: space.py [-q]   (DABIR_KIT gives the data; -q leaves out the 100,000 lines)

The sentences of the two news treebanks' dev files, which the scorer was not trained on, are given three times over: with a space for each
half-space, with each left out, and as they are. Gaps are the places between two letters or digits; gold is a half-space in the original. F1 counts
half-spaces, with 95 % of 1,000 draws of sentences with replacement; harm is the share of the gaps of the text as it is that come out differently.
"whole": the file as one text, so that what the writer does elsewhere counts; "alone": each sentence as a text of its own."""
import os
import random
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
DABIR = os.environ.get('DABIR', os.path.join(HERE, '..', os.environ.get('BUILD', 'build'), 'dabir'))
DATA = os.path.join(os.environ.get('DABIR_KIT') or os.path.join(HERE, '..', '..', 'shared'), 'data')
ZWNJ = '\u200c'
FOLD = str.maketrans('يىكأإٱة', 'ییکاااه')


def gaps(text):
    """Letters, and what stands before each but the first: Z half-space, S white space, P marks, J nothing."""
    letters, kinds, between = [], [], ''
    for c in unicodedata.normalize('NFC', text).translate(FOLD):
        cat = unicodedata.category(c)
        if cat == 'Mn' or c == 'ـ':
            continue
        if cat[0] in 'LN':
            if letters:
                kinds.append('S' if any(x.isspace() for x in between) else 'Z' if ZWNJ in between else 'P' if between else 'J')
            letters.append(str(unicodedata.digit(c)) if cat == 'Nd' else c)
            between = ''
        else:
            between += c
    return letters, kinds


def normalize(lines, *args):
    p = subprocess.run([DABIR, 'text', 'normalize', *args], input='\n'.join(lines) + '\n', capture_output=True, text=True, encoding='utf8')
    out = p.stdout.split('\n')[:len(lines)]
    if p.returncode or len(out) != len(lines):
        sys.exit(f'space: {len(lines)} lines in, {len(out)} out, status {p.returncode}: {p.stderr}')
    return out


def counts(gold, out):
    """A sentence: half-spaces rightly set, in the gold, set; gaps changed, gaps."""
    (gl, gk), (ol, ok) = gaps(gold), gaps(out)
    if gl != ol:
        sys.exit(f'space: letters changed: {gold} -> {out}')
    return (sum(a == b == 'Z' for a, b in zip(gk, ok)), gk.count('Z'), ok.count('Z'), sum(a != b for a, b in zip(gk, ok)), len(gk))


def f1(rows):
    tp, gold, out = (sum(r[i] for r in rows) for i in range(3))
    return 200 * tp / (gold + out or 1)


def measure(rows):
    rng = random.Random(20)
    draws = sorted(f1(rng.choices(rows, k=len(rows))) for _ in range(1000))
    tp, gold, out = (sum(r[i] for r in rows) for i in range(3))
    return f'P {100 * tp / (out or 1):.2f}  R {100 * tp / (gold or 1):.2f}  F1 {f1(rows):.2f} [{draws[25]:.2f}, {draws[974]:.2f}]'


def treebank(name, lines):
    n = sum(l.count(ZWNJ) for l in lines)
    print(f'{name}: {len(lines)} sentences, {n} half-spaces')
    for how, args in (('whole', []), ('alone', ['--lines'])):
        for mode, f in (('from spaces', lambda s: s.replace(ZWNJ, ' ')), ('from glued', lambda s: s.replace(ZWNJ, ''))):
            rows = [counts(a, b) for a, b in zip(lines, normalize([f(l) for l in lines], *args))]
            print(f'  {how}  {mode:11}  {measure(rows)}')
        rows = [counts(a, b) for a, b in zip(lines, normalize(lines, *args))]
        changed, all_gaps = sum(r[3] for r in rows), sum(r[4] for r in rows)
        words = sum(len(l.split()) for l in lines)
        exact = sum(r[3] == 0 for r in rows)
        print(f'  {how}  clean text   {changed} of {all_gaps} gaps changed ({100 * changed / all_gaps:.3f} %; {100 * changed / words:.2f} for 100 words), {100 * exact / len(rows):.1f} % of the sentences as they were')


def texts(path):
    return [l[9:].rstrip('\n') for l in open(path, encoding='utf8') if l.startswith('# text = ')]


def corrupted():
    """500 lines with half-spaces damaged by hand; the gold has its own policy, hence only a check."""
    d = os.path.join(DATA, 'lexicon', 'zwnj-hami')
    bad = open(os.path.join(d, 'corrupted_data.txt'), encoding='utf8').read().split('\n')
    good = open(os.path.join(d, 'target_data.test'), encoding='utf8').read().split('\n')
    pairs = [(g, b) for g, b in zip(good, bad) if gaps(g)[0] == gaps(b)[0] and g.strip()]
    out = normalize([b for _, b in pairs])
    rows = [counts(g, o) for (g, _), o in zip(pairs, out) if gaps(g)[0] == gaps(o)[0]]
    print(f'corrupted lines (zwnj-hami): {len(rows)}  {measure(rows)}')


def second_pass():
    path = os.path.join(DATA, 'text', 'all.txt')
    with open(path, encoding='utf8') as f:
        lines = [l.rstrip('\n') for l, _ in zip(f, range(100000))]
    once = normalize(lines)
    twice = normalize(once)
    print(f'second pass over {len(lines)} lines of news: {sum(a != b for a, b in zip(once, twice))} lines changed')


def main():
    if not os.path.isdir(os.path.join(DATA, 'trees')):
        print('no kit (DABIR_KIT): half-spaces are not measured')
        return
    for name, path in (('PerDT dev', 'fa_perdt-ud-dev.conllu'), ('Seraji dev', 'fa_seraji-ud-dev.conllu')):
        treebank(name, texts(os.path.join(DATA, 'trees', path)))
    corrupted()
    hard = open(os.path.join(HERE, '..', 'tests', 'ortho', 'hard.txt'), encoding='utf8').read().splitlines()
    print(f'hard strings: {sum(a == b for a, b in zip(hard, normalize(hard)))} of {len(hard)} kept')
    if '-q' not in sys.argv:
        second_pass()


main()
