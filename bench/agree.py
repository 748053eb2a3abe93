#!/usr/bin/env python3
"""agree.py A.jsonl B.jsonl …: how far do records of the same report in several spellings agree?

Each file holds one record. Claims are compared by what they say: entities by code or name, quoted words and contents without their spacing and letter
variants. Prints the share of claims that are in all of the records, out of the claims that are in any of them.
  --text A.txt …   the reports, in the same order: needed to compare contents, which the record gives as spans
  --show           also lists what is not in all of them
"""
import argparse
import json
import re

FOLD = str.maketrans('يىكةۀأإٱآؤئە', 'ییکههااااویه')
SKIP = {'id', 'span', 'rule', 'from', 'inferred_by', 'fills'}
REFS = {'person', 'of', 'member', 'organization', 'host', 'visitor', 'place', 'speaker', 'addressee', 'attribution',
        'participants', 'actor', 'recipient', 'parties', 'target'}


def squash(s):
    return re.sub(r'[\W_]+', '', s.translate(FOLD))


def said(claim, ents, text):
    """The claim's content as something that can be compared and counted."""
    def entity(v):
        e = ents.get(v)
        if e is None:
            return v
        if e['kind'] == 'person' or not e.get('code'):
            return e['kind'] + ':' + squash(e['name'])
        return e['kind'] + ':' + e['code']

    out = []
    for k, v in sorted(claim.items()):
        if k in SKIP or k.endswith('_span'):
            continue
        if k in REFS:
            v = tuple(sorted(entity(x) for x in v)) if isinstance(v, list) else entity(v)
        elif isinstance(v, dict):
            if 'text' in v or isinstance(v.get('end'), int):
                v = squash(v.get('text') or text[v['start']:v['end']])
            else:  # date_precision, calendar, inferred_by: plain words
                v = tuple(sorted(v.items()))
        elif isinstance(v, list):
            v = tuple(sorted(map(str, v)))
        out.append((k, v))
    return tuple(out)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('records', nargs='+')
    p.add_argument('--text', nargs='+', required=True)
    p.add_argument('--show', action='store_true')
    a = p.parse_args()
    sets = []
    for path, text in zip(a.records, a.text, strict=True):
        obj = json.loads(open(path, encoding='utf8').readline())
        t = open(text, encoding='utf8', newline='').read()
        ents = {e['id']: e for e in obj['entities']}
        sets.append({said(c, ents, t) for c in obj['claims']})
    every, some = set.intersection(*sets), set.union(*sets)
    print(f'claims {" ".join(str(len(s)) for s in sets)}; in all records {len(every)} of {len(some)}: {100 * len(every) / max(1, len(some)):.1f} %')
    if a.show:
        for c in sorted(some - every, key=str):
            where = ''.join('x' if c in s else '.' for s in sets)
            print(f'  [{where}]', ' '.join(f'{k}={v}' for k, v in c))


main()
