#!/usr/bin/env python3
"""Compound verbs that the dependency treebanks mark (compound:lvc): prints the rows of data/lists/compound.list that come from them.

  make_compounds.py            reads DABIR_KIT/data/trees (default ../shared) and data/lexicon/verbs.tsv; writes to standard output

A pair of a noun and a light verb counts if it is attested twice, or once with one of the four commonest light verbs. What news needs
besides is added to the list by hand below the generated rows.
"""
import collections
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
KIT = os.environ.get('DABIR_KIT') or os.path.join(ROOT, '..', 'shared')
TREES = ('fa_perdt-ud-dev', 'fa_seraji-ud-dev', 'iPerUDT_train', 'iPerUDT_dev')
LIGHT = {'کردن', 'شدن', 'دادن', 'گرفتن'}


def sentences(path):
    sent = {}
    for line in open(path, encoding='utf8'):
        line = line.rstrip('\n')
        if not line:
            yield sent
            sent = {}
        elif line[0] != '#' and line.split('\t')[0].isdigit():
            sent[line.split('\t')[0]] = line.split('\t')


def pairs():
    for name in TREES:
        for sent in sentences(os.path.join(KIT, 'data/trees', name + '.conllu')):
            for w in sent.values():
                h = sent.get(w[6])
                if h and w[7].startswith('compound:lvc'):
                    noun, verb = (w, h) if h[3] in ('VERB', 'AUX') else (h, w)
                    yield noun[1], verb[2].split('#')[0]


def main():
    infinitive = {}
    for line in open(os.path.join(ROOT, 'data/lexicon/verbs.tsv'), encoding='utf8'):
        if line.strip() and line[0] != '#':
            c = line.rstrip('\n').split('\t')
            infinitive.setdefault(c[1], c[0])
    if not os.path.isdir(os.path.join(KIT, 'data/trees')):
        sys.exit(f'make_compounds: no treebanks under {KIT} (set DABIR_KIT)')
    count = collections.Counter((infinitive[v], n) for n, v in pairs() if v in infinitive and re.fullmatch('[\u0600-\u06ff\u200c]{2,}', n))
    rows = collections.defaultdict(set)
    for (verb, noun), n in count.items():
        if n >= 2 or verb in LIGHT:
            rows[verb].add(noun)
    for verb in sorted(rows):
        print('; '.join(f'{noun} {verb}' for noun in sorted(rows[verb])))


main()
