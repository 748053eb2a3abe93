#!/usr/bin/env python3
"""Runs the cases: small texts with the claims that must come out (+) and those that must not (-).

  run.py [FILE.case …]        all of tests/cases/*.case by default; DABIR names the program (default build/dabir)
  run.py -v …                 also prints what came out where a case fails
  run.py --selftest           checks this runner itself

A case, as a linguist writes it (see README.md here for the whole format):

  case meeting.with.1
  published 2024-05-01
  text وزیر خارجه ترکیه دیروز در تهران با وزیر خارجه ایران دیدار کرد.
  + meeting format=bilateral status=held participants=IRN,TUR place=تهران start=2024-04-30
  - statement

Every text is read in three spellings: as given, with its half-spaces lost (glued) and with half-spaces written as spaces.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CLAIMS = {'office', 'membership', 'meeting', 'statement', 'agreement', 'event'}
REFS = {'person', 'of', 'member', 'organization', 'host', 'visitor', 'place', 'speaker', 'addressee', 'attribution', 'target'}
REF_LISTS = {'participants', 'actor', 'recipient', 'parties'}
TEXTS = {'post', 'title', 'cue', 'content', 'stance_target'}
SETS = {'mode', 'context', 'aux_mode'}
PLAIN = {'status', 'change', 'format', 'kind', 'action', 'stance', 'event', 'cameo', 'quad_code',
         'start', 'end', 'as_of', 'signed', 'date', 'rule'}
FOLD = str.maketrans('يىكةۀأإٱآؤئە۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩', 'ییکههااااویه01234567890123456789')


def squash(s):
    """Letters and digits only, spelling variants folded: spacing does not count."""
    return re.sub(r'[\W_]+', '', s.translate(FOLD))


class Fault(Exception):
    pass


class Case:
    def __init__(self, name, where):
        self.name, self.where = name, where
        self.published = self.outlet = self.todo = None
        self.lines, self.want, self.spellings = [], [], True

    def texts(self):
        t = '\n'.join(self.lines)
        yield 'given', t
        if self.spellings and '\u200c' in t:
            yield 'glued', t.replace('\u200c', '')
            yield 'space', t.replace('\u200c', ' ')


def parse_claim(rest, where):
    """'meeting format=bilateral place=تهران' -> ('meeting', {…}); values run to the next ' name='."""
    parts = re.split(r'\s+(?=[a-z_]+=)', rest.strip())
    kind, fields = parts[0], {}
    if kind != 'any' and kind not in CLAIMS:
        raise Fault(f'{where}: no such claim: {kind}')
    for p in parts[1:]:
        k, v = p.split('=', 1)
        if k not in REFS | REF_LISTS | TEXTS | SETS | PLAIN:
            raise Fault(f'{where}: no such field: {k}')
        fields[k] = v.strip()
    return kind, fields


def load(path):
    cases, cur = [], None
    for n, line in enumerate(open(path, encoding='utf8'), 1):
        line, where = line.rstrip('\n'), f'{os.path.basename(path)}:{n}'
        if not line.strip() or line.startswith('#'):
            continue
        word, _, rest = line.partition(' ')
        if word == 'case':
            cur = Case(rest.strip(), where)
            cases.append(cur)
        elif cur is None:
            raise Fault(f'{where}: expected "case NAME"')
        elif word == 'text':
            cur.lines.append(rest.strip())
        elif word in ('published', 'outlet', 'todo'):
            setattr(cur, word, rest.strip())
        elif word == 'spellings' and rest.strip() == 'given':
            cur.spellings = False
        elif word in '+-' and len(word) == 1:
            cur.want.append((word, rest.strip(), *parse_claim(rest, where), where))
        else:
            raise Fault(f'{where}: expected case, published, outlet, text, spellings given, todo, + or -')
    for c in cases:
        if not c.lines or not c.want:
            raise Fault(f'{c.where}: case {c.name} needs a text and at least one + or -')
    return cases


class Record:
    """One report's output, with its entities at hand."""

    def __init__(self, obj):
        self.claims = obj['claims']
        self.ents = {e['id']: e for e in obj['entities']}

    def is_entity(self, ref, want):
        e = self.ents.get(ref)
        if e is None:
            return ref == want or (isinstance(ref, str) and squash(ref) == squash(want))
        if want == e.get('code'):
            return True
        return squash(want) in {squash(n) for n in [e['name'], *e.get('aliases', [])]}

    def field_ok(self, claim, k, want):
        have = claim.get(k)
        if want == '-':
            return have in (None, '', [])
        if k in REFS:
            return have is not None and self.is_entity(have, want)
        if k in REF_LISTS:
            wants, haves = [w.strip() for w in want.split(',') if w.strip()], have or []
            return (all(any(self.is_entity(h, w) for h in haves) for w in wants)
                    and all(any(self.is_entity(h, w) for w in wants) for h in haves))
        if k in SETS:
            return set(w.strip() for w in want.split(',') if w.strip()) == set(have or [])
        if k in TEXTS:
            have = have.get('text') if isinstance(have, dict) else have
            return have is not None and text_ok(have, want)
        return have is not None and str(have) == want

    def misses(self, claim, fields):
        return [k for k, v in fields.items() if not self.field_ok(claim, k, v)]

    def found(self, kind, fields):
        return [c for c in self.claims if kind in ('any', c['claim']) and not self.misses(c, fields)]


def text_ok(have, want):
    """Equal without spacing; «a … b» asks for the beginning and the end only."""
    if '…' in want:
        a, b = want.split('…', 1)
        h = squash(have)
        return h.startswith(squash(a)) and h.endswith(squash(b))
    return squash(have) == squash(want)


def judge(case, rec):
    """Faults of one reading of a case: a list of lines, empty if all is well."""
    out = []
    for sign, raw, kind, fields, where in case.want:
        hit = rec.found(kind, fields)
        if sign == '+' and not hit:
            near = min((c for c in rec.claims if c['claim'] == kind), key=lambda c: len(rec.misses(c, fields)), default=None)
            why = f'; nearest differs in {", ".join(rec.misses(near, fields))}' if near else f'; no {kind} at all'
            out.append(f'{where}: missing: + {raw}{why}')
        elif sign == '-' and hit:
            out.append(f'{where}: there, but must not be: - {raw} (rule {hit[0].get("rule")})')
    return out


def readable(rec, c):
    def one(v):
        if isinstance(v, list):
            return ','.join(one(x) for x in v)
        if isinstance(v, dict):
            if 'text' in v:
                return v['text']
            return '-'.join(one(x) for x in v.values())
        e = rec.ents.get(v) if isinstance(v, str) else None
        return (e.get('code') or e['name']) + f'({e["kind"]})' if e else str(v)
    return c['claim'] + ' ' + ' '.join(f'{k}={one(v)}' for k, v in c.items() if k not in ('claim', 'id', 'span') and v not in ([], None))


def read_all(program, jobs):
    """jobs: (key, published, outlet, text) -> {key: (Record, text)}; one run of the program a date and outlet.

    `content` is a span alone in the output: its text is filled in from the report as given."""
    groups, out = {}, {}
    for key, published, outlet, text in jobs:
        groups.setdefault((published, outlet), []).append((key, text))
    with tempfile.TemporaryDirectory() as tmp:
        for (published, outlet), items in groups.items():
            files = {}
            for i, (key, text) in enumerate(items):
                path = os.path.join(tmp, f'c{i:05d}.txt')
                with open(path, 'w', encoding='utf8') as f:
                    f.write(text + '\n')
                files[f'c{i:05d}'] = (path, key, text)
            cmd = [program, 'read', '--json']
            cmd += ['--published', published] if published else []
            cmd += ['--outlet', outlet] if outlet else []
            p = subprocess.run(cmd + [f[0] for f in files.values()], capture_output=True)
            if p.returncode != 0:
                raise Fault(f'{" ".join(cmd)} …: exit status {p.returncode}: {p.stderr.decode(errors="replace")[:500]}')
            for line in p.stdout.decode('utf8').splitlines():
                obj = json.loads(line)
                _, key, text = files[obj['report']['id']]
                for c in obj['claims']:
                    s = c.get('content')
                    if isinstance(s, dict) and 'text' not in s:
                        s['text'] = text[s['start']:s['end']]
                out[key] = Record(obj)
    return out


def run(paths, verbose):
    program = os.environ.get('DABIR', os.path.join(HERE, '..', '..', 'build', 'dabir'))
    cases = [c for p in paths for c in load(p)]
    names = [c.name for c in cases]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise Fault('two cases of one name: ' + ', '.join(twice))
    jobs = [((c.name, how), c.published, c.outlet, t) for c in cases for how, t in c.texts()]
    records = read_all(program, jobs)
    bad, todo, readings = 0, 0, 0
    for c in cases:
        faults = []
        for how, _ in c.texts():
            readings += 1
            rec = records.get((c.name, how))
            if rec is None:
                faults.append((how, [f'{c.where}: nothing came out'], None))
                continue
            f = judge(c, rec)
            if f:
                faults.append((how, f, rec))
        if c.todo is not None:
            if faults:
                todo += 1
                continue
            faults = [('all', [f'{c.where}: passes, though it is marked todo ({c.todo}): take the mark away'], None)]
        if faults:
            bad += 1
            for how, lines, rec in faults:
                print(f'FAIL {c.name} [{how}]')
                for line in lines:
                    print('   ', line)
                if verbose and rec:
                    for cl in rec.claims:
                        print('      =', readable(rec, cl))
    print(f'{len(cases)} cases, {readings} readings: {len(cases) - bad - todo} pass, {bad} fail, {todo} still to do')
    return 1 if bad or not cases else 0


def selftest():
    rec = Record({'entities': [{'id': 'e1', 'kind': 'person', 'name': 'وزیر خارجه ترکیه', 'code': 'TUR', 'aliases': []},
                               {'id': 'e2', 'kind': 'state', 'name': 'ایران', 'code': 'IRN', 'aliases': ['جمهوري اسلامي ايران']},
                               {'id': 'e3', 'kind': 'group', 'name': 'حماس', 'aliases': []}],
                  'claims': [{'claim': 'meeting', 'participants': ['e1', 'e2'], 'status': 'held', 'start': '2024-04-30', 'aux_mode': []},
                             {'claim': 'statement', 'speaker': 'unresolved', 'content': {'text': 'این سفر، انجام خواهد شد'},
                              'cue': {'text': 'می گوید'}}]})

    def yes(s):
        assert rec.found(*parse_claim(s, 'self')), s

    def no(s):
        assert not rec.found(*parse_claim(s, 'self')), s

    yes('meeting participants=IRN,TUR')
    yes('meeting participants=جمهوری اسلامی ایران,وزیر خارجهٔ ترکیه')
    no('meeting participants=IRN')
    no('meeting participants=IRN,TUR,RUS')
    yes('meeting start=2024-04-30 end=-')
    no('meeting start=-')
    no('meeting start=2024-04-29')
    yes('meeting aux_mode=')
    no('meeting aux_mode=future')
    yes('statement speaker=unresolved cue=می‌گوید content=این سفر … خواهد شد')
    no('statement content=سفر … خواهد شد')
    no('statement speaker=IRN')
    no('event')
    yes('any')
    for wrong in ('meetings a=1', 'meeting colour=red'):
        try:
            parse_claim(wrong, 'self')
        except Fault:
            continue
        raise AssertionError(wrong)
    print('the case runner tells right from wrong')


def main(argv):
    if '--selftest' in argv:
        return selftest()
    verbose = '-v' in argv
    paths = [a for a in argv if a != '-v'] or sorted(glob.glob(os.path.join(HERE, '*.case')))
    try:
        return run(paths, verbose)
    except Fault as f:
        print(f)
        return 2


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
