#!/usr/bin/env python3
"""The code books (data/codes) and what the program does with them.

  run.py             every event that the program finds in the examples and the cases agrees with the code books
  run.py --selftest  … and one that does not is found out
  run.py --kit       the code books agree with the tables of the kit (DABIR_KIT, by default ../shared); exit status 77 without one

A code whose line in cameo.tsv ends in a remark differs from PLOVER's own table, and the remark says why; all others must be as they are there.
"""
import csv
import glob
import json
import os
import subprocess
import sys
import tempfile

KIT = os.environ.get('DABIR_KIT', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'shared'))
ROOT = os.environ.get('DABIR_SOURCE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
PROGRAM = os.environ.get('DABIR', os.path.join(ROOT, 'build', 'dabir'))
AUX = ['historical', 'future', 'hypothetical', 'negation']
SCALE = 'ICEWS Goldstein (CAMEO)'
faults = []


def fault(text):
    faults.append(text)


def rows(name):
    with open(os.path.join(ROOT, 'data', 'codes', name), encoding='utf8') as f:
        return [line.rstrip('\n').split('\t') for line in f if line.strip() and not line.startswith('#')]


class Books:
    def __init__(self):
        self.quad = {r[0]: int(r[1]) for r in rows('events.tsv')}
        self.root = {r[0]: r[2] for r in rows('events.tsv')}
        self.needs = {r[0]: r[3] == 'yes' for r in rows('events.tsv')}
        self.modes = {(r[0], r[1]): r[2] for r in rows('modes.tsv')}
        self.contexts = {r[0] for r in rows('contexts.tsv')}
        self.cameo = {r[0]: r[1:] for r in rows('cameo.tsv')}
        self.turns = {r[0]: r[1:] for r in rows('modality.tsv')}

    def value(self, code):
        while len(code) > 2 and not self.cameo[code][4]:
            code = code[:-1]
        return float(self.cameo[code][4])


def check_event(books, name, c):
    """One event claim against the code books."""
    event, cameo, where = c.get('event'), c.get('cameo'), f'{name}: {c["id"]} ({c.get("rule")})'
    if event not in books.quad:
        return fault(f'{where}: there is no event {event}')
    if c.get('quad_code') != books.quad[event]:
        fault(f'{where}: {event} with quad_code {c.get("quad_code")}')
    if cameo not in books.cameo:
        return fault(f'{where}: there is no code {cameo}')
    if books.cameo[cameo][1] != event and books.root[event] != cameo:
        fault(f'{where}: {cameo} is a code of {books.cameo[cameo][1] or "no event"}, not of {event}')
    for m in c.get('mode', []):
        if (event, m) not in books.modes:
            fault(f'{where}: {event} has no mode {m}')
    for x in c.get('context', []):
        if x not in books.contexts:
            fault(f'{where}: there is no context {x}')
    if c.get('scale') != {'name': SCALE, 'value': books.value(cameo)}:
        fault(f'{where}: scale {c.get("scale")} for {cameo}')
    if [a for a in AUX if a in c.get('aux_mode', [])] != c.get('aux_mode'):
        fault(f'{where}: aux_mode {c.get("aux_mode")}')
    if 'hypothetical' in c.get('aux_mode', []):
        fault(f'{where}: what is only supposed is coded')
    if not c.get('actor') and not c.get('recipient'):
        fault(f'{where}: nobody takes part')


def texts():
    out = [(f, open(f, encoding='utf8').read()) for f in sorted(glob.glob(os.path.join(ROOT, 'examples', '*.txt')))]
    for f in sorted(glob.glob(os.path.join(ROOT, 'tests', 'cases', '*.case'))):
        name, text = None, []
        for line in open(f, encoding='utf8').read().splitlines() + ['case']:
            if line.startswith('case'):
                if text:
                    out.append((name, '\n'.join(text)))
                name, text = f'{os.path.basename(f)} {line[5:]}', []
            elif line.startswith('text '):
                text.append(line[5:])
    return out


def records(reports):
    with tempfile.TemporaryDirectory() as tmp:
        files = []
        for i, (_, text) in enumerate(reports):
            files.append(os.path.join(tmp, f'{i:05d}.txt'))
            with open(files[-1], 'w', encoding='utf8') as f:
                f.write(text)
        p = subprocess.run([PROGRAM, 'read', '--json', '--published', '2024-06-08', *files], capture_output=True, timeout=280)
    if p.returncode != 0:
        fault(f'exit status {p.returncode}: {p.stderr[:300].decode(errors="replace")}')
    return [json.loads(line) for line in p.stdout.decode('utf8').splitlines()]


def check_all(books):
    reports = texts()
    seen, n = set(), 0
    for (name, _), record in zip(reports, records(reports), strict=True):
        for c in record['claims']:
            if c['claim'] == 'event':
                check_event(books, name, c)
                seen.add(c['event'])
                n += 1
    for e in sorted(set(books.quad) - seen):
        fault(f'no text of the examples and cases gives the event {e}')
    return f'{n} events of {len(reports)} texts agree with the code books'


def selftest(books):
    good = {'id': 'c1', 'event': 'CONSULT', 'cameo': '042', 'quad_code': 1, 'mode': ['visit'], 'actor': ['e1'], 'recipient': ['e2'], 'aux_mode': [], 'scale': {'name': SCALE, 'value': 1.9}}
    check_event(books, 'good', good)
    if faults:
        return
    bad = [{'event': 'TALK'}, {'quad_code': 2}, {'cameo': '051'}, {'cameo': '0999'}, {'mode': ['demo']}, {'context': ['weather']}, {'scale': {'name': SCALE, 'value': 1.0}},
           {'scale': None}, {'aux_mode': ['hypothetical']}, {'aux_mode': ['future', 'historical']}, {'aux_mode': ['past']}, {'actor': [], 'recipient': []}]
    for change in bad:
        faults.clear()
        check_event(books, 'bad', {**good, **change})
        if not faults:
            print('not found out:', change)
            sys.exit(1)
    faults.clear()


# ---- against the kit -------------------------------------------------------------------------------------------------------------

def kit_table(name):
    path = os.path.join(KIT, 'data', 'codes', name)
    with open(path, encoding='utf8') as f:
        return list(csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE))


RENAMED = {'humanitarian': 'human_security', 'democracy': 'pro_democracy'}  # contexts that PLOVER 0.8 does not have


def kit_codes(books):
    kit = {r['code']: r for r in kit_table('cameo_codes.tsv')}
    scale = {r['code']: float(r['goldstein']) for r in kit_table('icews_cameo_goldstein.tsv')}
    if set(kit) != set(books.cameo):
        fault(f'other codes than in the kit: {sorted(set(kit) ^ set(books.cameo))}')
    for code in sorted(set(kit) & set(books.cameo)):
        _, event, mode, context, value, why = books.cameo[code]
        theirs = [RENAMED.get(x.strip(), x.strip()) for x in (kit[code]['plover_context'] or '').split(';') if x.strip()]
        same = (event, mode, context) == (kit[code]['plover_event'] or '', kit[code]['plover_mode'] or '', '; '.join(theirs))
        if not same and not why:
            fault(f'{code}: {event} {mode} {context} here, {kit[code]["plover_event"]} {kit[code]["plover_mode"]} {theirs} in the kit, and no remark says why')
        if same and why:
            fault(f'{code}: the remark is idle, the kit says the same')
        if (float(value) if value else None) != scale.get(code):
            fault(f'{code}: {value or "no value"} here, {scale.get(code)} on the scale of ICEWS')
    return len(kit)


def kit_lists(books):
    for r in kit_table('plover_events.tsv'):
        ours = (books.quad.get(r['event']), books.needs.get(r['event']))
        if ours != (int(r['quad']), r['requires_recipient'] == 'Yes'):
            fault(f'{r["event"]}: {ours} here, {r["quad"]}, {r["requires_recipient"]} in the kit')
    kit = {(r['event'], r['mode']) for r in kit_table('plover_modes.tsv')}
    ours = {k for k, own in books.modes.items() if not own}
    if kit != ours:
        fault(f'other modes than in the kit: {sorted(kit ^ ours)}')
    if {r['context'] for r in kit_table('plover_contexts.tsv')} != books.contexts:
        fault('other contexts than in the kit')
    if [r['mode'] for r in kit_table('plover_aux_modes.tsv')] != AUX:
        fault('other aux modes than in the kit')


# Rows of PLOVER's table of modality under the names that PLOVER 0.8 gave up.
OLD = {'YIELD': ['CONCEDE', 'RETREAT'], 'INVESTIGATE': ['ACCUSE'], 'FIGHT': ['ASSAULT']}
# Where the record contract decides otherwise than PLOVER's table, by event and tense: what it says.
SAID, DEED = ['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'], ['PROTEST', 'MOBILIZE', 'SANCTION', 'COERCE', 'ASSAULT']
CONTRACT = {(e, t): '-' for e in SAID for t in (1, 2, 3)}           # not said yet; conflict that is not there
CONTRACT |= {(e, t): '-' for e in DEED for t in (2, 3)}             # conflict that is not done is nothing
CONTRACT |= {(e, 1): e for e in DEED + ['CONCEDE', 'RETREAT']}      # only CONSULT, SUPPORT, COOPERATE, AID become AGREE; a deed to come is no threat by itself
CONTRACT |= {(e, 2): 'REJECT' for e in ('COOPERATE', 'AID', 'CONCEDE', 'RETREAT')}  # "negated cooperation -> REJECT"


def kit_modality(books):
    seen = set()
    for r in kit_table('plover_modality_zsp.tsv'):
        for event in OLD.get(r['rootcode'], [r['rootcode']]):
            if event not in books.turns:
                fault(f'modality.tsv has no line for {event}')
                continue
            seen.add(event)
            for t, column in enumerate(('past', 'future', 'neg_past', 'neg_future')):
                cell = books.turns[event][t]
                ours = event if cell == '=' else cell.split('/')[0]
                theirs = OLD.get(r[column], [r[column]])
                if r[column] == r['rootcode']:
                    theirs = [event]
                want = CONTRACT.get((event, t))
                if ours != want if want else ours not in theirs:
                    fault(f'{event}, {column}: {ours} here, {want or r[column]} expected')
    if seen != set(books.quad):
        fault(f'PLOVER\'s table of modality leaves out {sorted(set(books.quad) - seen)}')


def main():
    books = Books()
    if '--kit' in sys.argv:
        if not KIT or not os.path.isdir(os.path.join(KIT, 'data', 'codes')):
            print(f"skipped: no kit at '{KIT}' (set DABIR_KIT)")
            sys.exit(77)
        n = kit_codes(books)
        kit_lists(books)
        kit_modality(books)
        done = f'{n} codes, the modes, contexts and the table of modality agree with the kit, but for what the remarks tell'
    elif '--selftest' in sys.argv:
        selftest(books)
        done = 'events that do not agree with the code books are found out'
    else:
        done = check_all(books)
    for f in faults:
        print('FAULT', f)
    if not faults:
        print(done)
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
