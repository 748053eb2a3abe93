#!/usr/bin/env python3
"""Runs the cases: small texts with the claims that must come out (+) and those that must not (-).

  run.py [FILE.case …]        all of tests/cases/*.case by default; DABIR names the program (default build/dabir)
  run.py --rules DIR …        with own rules laid over the shipped ones
  run.py -v …                 also prints what came out where a case fails
  run.py --lint               also: does every rule fire in a case, and has every rule a near miss (`not ID`)?
  run.py --selftest           checks this runner itself

A case, as a linguist writes it (see README.md here for the whole format):

  case meeting.with.1
  published 2024-05-01
  text وزیر خارجه ترکیه دیروز در تهران با وزیر خارجه ایران دیدار کرد.
  + meeting format=bilateral status=held participants=IRN,TUR place=تهران start=2024-04-30
  - statement

Every text is read in three spellings: as given, with its half-spaces lost (glued) and with half-spaces written as spaces.
"""
import difflib
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.realpath(__file__))
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
    """What is wrong in a file of cases; with a place it is shown as compilers do, the line and a caret below."""

    def __init__(self, message, path=None, n=0, line='', col=0):
        super().__init__(message)
        self.at = (path, n, line, col)

    def __str__(self):
        path, n, line, col = self.at
        if not path:
            return self.args[0]
        pad = ''.join('\t' if c == '\t' else ' ' for c in line[:col] if unicodedata.category(c) not in ('Mn', 'Cf'))
        return f'{path}:{n}:{col + 1}: {self.args[0]}\n    {line}\n    {pad}^'


class Case:
    def __init__(self, name, where):
        self.name, self.where = name, where
        self.published = self.outlet = self.todo = None
        self.lines, self.want, self.spellings = [], [], True
        self.rules = []  # (must fire?, id, where)

    def texts(self):
        t = '\n'.join(self.lines)
        yield 'given', t
        if self.spellings and '\u200c' in t:
            yield 'glued', t.replace('\u200c', '')
            yield 'space', t.replace('\u200c', ' ')


def parse_claim(rest, fault):
    """'meeting format=bilateral place=تهران' -> ('meeting', {…}); values run to the next ' name='. fault(message, column) raises; a string: the place to be named."""
    if isinstance(fault, str):
        where = fault

        def fault(message, _):
            raise Fault(f'{where}: {message}')
    kind, fields = rest.split(None, 1)[0] if rest.strip() else '', {}
    if kind != 'any' and kind not in CLAIMS:
        fault(f"there is no claim '{kind}': {', '.join(sorted(CLAIMS))} or any", 0)
    at = len(kind)
    for m in re.finditer(r'\s+([a-z_]+)=(.*?)(?=\s+[a-z_]+=|\s*$)', rest[at:]):
        k, v = m.group(1), m.group(2)
        if k not in REFS | REF_LISTS | TEXTS | SETS | PLAIN:
            near = difflib.get_close_matches(k, sorted(REFS | REF_LISTS | TEXTS | SETS | PLAIN), 1)
            fault(f"there is no field '{k}'" + (f" (did you mean '{near[0]}'?)" if near else ''), at + m.start(1))
        if k in fields:
            fault(f"the field '{k}' stands twice", at + m.start(1))
        fields[k] = v.strip()
    rest_of = re.sub(r'\s+[a-z_]+=.*', '', rest[at:]).strip()
    if rest_of:
        fault(f"'{rest_of}' is no field of the form name=value", rest.index(rest_of, at))
    return kind, fields


KEYWORDS = 'case, published, outlet, text, spellings given, todo, rule, not, + or -'


def load(path):
    cases, cur = [], None
    name = os.path.relpath(path)
    for n, line in enumerate(open(path, encoding='utf8'), 1):
        line, where = line.rstrip('\n'), f'{os.path.basename(path)}:{n}'

        def fault(message, col):
            raise Fault(message, name, n, line, col)
        if not line.strip() or line.startswith('#'):
            continue
        word, _, rest = line.partition(' ')
        behind = len(word) + 1 + len(rest) - len(rest.lstrip())
        rest = rest.strip()
        if word == 'case':
            if not rest:
                fault('a case needs a name', len(line))
            cur = Case(rest, where)
            cur.place = (name, n, line, 0)
            cases.append(cur)
        elif cur is None:
            fault(f"a file begins with 'case NAME', not '{word}'", 0)
        elif word == 'text':
            cur.lines.append(rest)
        elif word == 'published' and not re.fullmatch(r'\d{4}-\d\d-\d\d', rest):
            fault(f"'{rest}' is no day YYYY-MM-DD", behind)
        elif word in ('published', 'outlet', 'todo'):
            setattr(cur, word, rest)
        elif word == 'spellings' and rest == 'given':
            cur.spellings = False
        elif word in ('rule', 'not'):
            if not rest or ' ' in rest:
                fault('the id of one rule is expected', behind)
            cur.rules.append((word == 'rule', rest, where, (name, n, line, behind)))
        elif word in ('+', '-'):
            cur.want.append((word, rest, *parse_claim(rest, lambda m, c: fault(m, behind + c)), where))
        else:
            fault(f"'{word}' is none of {KEYWORDS}", 0)
    for c in cases:
        if not c.lines or not (c.want or c.rules):
            raise Fault(f"the case '{c.name}' needs a text and at least one line with + - rule or not", *c.place)
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
    for must, rule, where, _ in case.rules:
        if must != any(c.get('rule') == rule for c in rec.claims):
            out.append(f'{where}: ' + (f'the rule {rule} must fire' if must else f'the rule {rule} must not fire'))
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


def jsonl(jobs):
    """jobs: (key, published, outlet, text) -> one line of JSON each; the key's place is the id."""
    lines = []
    for i, (_, published, outlet, text) in enumerate(jobs):
        o = {'id': str(i), 'text': text + '\n'}
        if published:
            o['published'] = published
        if outlet:
            o['outlet'] = outlet
        lines.append(json.dumps(o, ensure_ascii=False))
    return '\n'.join(lines) + '\n'


def program():
    return os.environ.get('DABIR', os.path.join(HERE, '..', '..', 'build', 'dabir'))


def read_raw(path, more=(), dabir=None):
    """What one run of the program makes of a file of jsonl(): its lines, in order."""
    cmd = [dabir or program(), 'read', '--json', *more, path]
    p = subprocess.run(cmd, capture_output=True)
    if p.returncode != 0:
        raise Fault(f'{" ".join(cmd)}: exit status {p.returncode}: {p.stderr.decode(errors="replace")[:2000]}')
    return p.stdout.decode('utf8').splitlines()


def record(line, text):
    """`content` is a span alone in the output: its text is filled in from the report as given."""
    obj = json.loads(line)
    for c in obj['claims']:
        s = c.get('content')
        if isinstance(s, dict) and 'text' not in s:
            s['text'] = text[s['start']:s['end']]
    return Record(obj)


def read_all(dabir, jobs, more=()):
    """{key: Record} of all jobs, in one run of the program."""
    with tempfile.TemporaryDirectory() as tmp:
        path = os.path.join(tmp, 'cases.jsonl')
        with open(path, 'w', encoding='utf8') as f:
            f.write(jsonl(jobs))
        lines = read_raw(path, more, dabir)
    if len(lines) != len(jobs):
        raise Fault(f'{len(jobs)} texts went in, {len(lines)} records came out')
    return {job[0]: record(line, job[3]) for job, line in zip(jobs, lines)}


def jobs_of(cases, how=None):
    return [((c.name, h), c.published, c.outlet, t) for c in cases for h, t in c.texts() if how in (None, h)]


def load_all(paths):
    cases = [c for p in paths for c in load(p)]
    first = {}
    for c in cases:
        if c.name in first:
            raise Fault(f"{first[c.name].place[0]}:{first[c.name].place[1]} has a case already with the name '{c.name}'", *c.place)
        first[c.name] = c
    return cases


def run(paths, verbose, more=(), lint=False):
    cases = load_all(paths)
    records = read_all(program(), jobs_of(cases), more)
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
    odd = lint_cases(cases, records, more) if lint else 0
    return 1 if bad or odd or not cases else 0


def lint_cases(cases, records, more=()):
    """What the cases leave open of the rules; returns the number of findings."""
    p = subprocess.run([program(), 'rules', 'list', '--json', *more], capture_output=True)
    if p.returncode != 0:
        raise Fault(f'dabir rules list: exit status {p.returncode}: {p.stderr.decode(errors="replace")[:500]}')
    rules = [json.loads(line) for line in p.stdout.decode('utf8').splitlines()]
    known, fired, misses, n = {r['rule'] for r in rules}, set(), {}, 0
    for c in cases:
        for how, _ in c.texts():
            fired |= {cl.get('rule') for cl in records[(c.name, how)].claims}
        for must, rule, _, place in c.rules:
            if not must:
                misses.setdefault(rule, []).append((c, place))
                if rule not in known:
                    print(Fault(f"no rule has the id '{rule}'", *place))
                    n += 1
    with open(os.path.join(HERE, 'mutate.todo'), encoding='utf8') as f:
        idle = {line.split()[0] for line in f if line.strip() and not line.startswith('#')}
    for r in rules:
        if r['rule'] not in fired | idle:
            print(f"{r['file']}:{r['line']}: no case makes the rule {r['rule']} fire")
            n += 1
        if r['rule'] not in misses:
            print(f"{r['file']}:{r['line']}: no case comes near to the rule {r['rule']} without its firing (a line 'not {r['rule']}')")
            n += 1
    n += far_misses({k: v for k, v in misses.items() if k in known}, more)
    print(f'{len(rules)} rules, {len(rules) - len({r["rule"] for r in rules} - fired)} fire in a case, {len(set(misses) & known)} have a near miss, {len(idle & known)} known to be idle (mutate.todo); {n} findings')
    return n


def far_misses(misses, more):
    """`not ID` says something only where the rule's trigger stands."""
    n = 0
    with tempfile.TemporaryDirectory() as tmp:
        for rule, where in misses.items():
            path = os.path.join(tmp, 'near.jsonl')
            with open(path, 'w', encoding='utf8') as f:
                f.write(jsonl([(None, c.published, c.outlet, '\n'.join(c.lines)) for c, _ in where]))
            p = subprocess.run([program(), 'explain', '--json', '--why-not', rule, *more, path], capture_output=True)
            for line, (_, place) in zip(p.stdout.decode('utf8').splitlines(), where):
                if not json.loads(line)['places']:
                    print(Fault(f"no trigger of the rule '{rule}' stands in this text: it is no near miss", *place))
                    n += 1
    return n


def selftest():
    rec = Record({'entities': [{'id': 'e1', 'kind': 'person', 'name': 'وزیر خارجه ترکیه', 'code': 'TUR', 'aliases': []},
                               {'id': 'e2', 'kind': 'state', 'name': 'ایران', 'code': 'IRN', 'aliases': ['جمهوري اسلامي ايران']},
                               {'id': 'e3', 'kind': 'group', 'name': 'حماس', 'aliases': []}],
                  'claims': [{'claim': 'meeting', 'participants': ['e1', 'e2'], 'status': 'held', 'start': '2024-04-30', 'aux_mode': []},
                             {'claim': 'statement', 'speaker': 'unresolved', 'content': {'text': 'این سفر، انجام خواهد شد'},
                              'cue': {'text': 'می گوید'}}]})

    def wrong(message, col):
        raise Fault(message)

    def yes(s):
        assert rec.found(*parse_claim(s, wrong)), s

    def no(s):
        assert not rec.found(*parse_claim(s, wrong)), s

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
    faulty_files()
    print('the case runner tells right from wrong')


FAULTY = [
    ('text ایران', "x.case:1:1: a file begins with 'case NAME', not 'text'\n    text ایران\n    ^"),
    ('case', "x.case:1:5: a case needs a name\n    case\n        ^"),
    ('case a\ntext ایران', "x.case:1:1: the case 'a' needs a text and at least one line with + - rule or not\n    case a\n    ^"),
    ('case a\ntext ایران\n+ meetings a=1', "x.case:3:3: there is no claim 'meetings': agreement, event, meeting, membership, office, statement or any\n    + meetings a=1\n      ^"),
    ('case a\ntext ایران\n+ meeting plase=تهران', "x.case:3:11: there is no field 'plase' (did you mean 'place'?)\n    + meeting plase=تهران\n              ^"),
    ('case a\ntext ایران\n- event mode=a mode=b', "x.case:3:16: the field 'mode' stands twice\n    - event mode=a mode=b\n                   ^"),
    ('case a\ntext ایران\n+ meeting held', "x.case:3:11: 'held' is no field of the form name=value\n    + meeting held\n              ^"),
    ('case a\npublished today', "x.case:2:11: 'today' is no day YYYY-MM-DD\n    published today\n              ^"),
    ('case a\ntext ایران\nnot a b', "x.case:3:5: the id of one rule is expected\n    not a b\n        ^"),
    ('case a\ntxet ایران', f"x.case:2:1: 'txet' is none of {KEYWORDS}\n    txet ایران\n    ^"),
    ('case a\ntext ایران\n- any\ncase a\ntext ایران\n- any', "x.case:4:1: x.case:1 has a case already with the name 'a'\n    case a\n    ^"),
]


def faulty_files():
    """Each of these must be refused with exactly this message."""
    with tempfile.TemporaryDirectory() as tmp:
        was = os.getcwd()
        os.chdir(tmp)
        try:
            for text, want in FAULTY:
                with open('x.case', 'w', encoding='utf8') as f:
                    f.write(text + '\n')
                try:
                    load_all(['x.case'])
                except Fault as f:
                    assert str(f) == want, f'{f}\ninstead of\n{want}'
                    continue
                raise AssertionError(text)
        finally:
            os.chdir(was)


def main(argv):
    if '--selftest' in argv:
        return selftest()
    paths, more, args = [], [], iter(argv)
    for a in args:
        if a == '--rules':  # of the user's own, as for dabir read
            more += [a, next(args, '')]
        elif a not in ('-v', '--lint'):
            paths.append(a)
    paths = paths or sorted(glob.glob(os.path.join(HERE, '*.case')))
    try:
        return run(paths, '-v' in argv, more, '--lint' in argv)
    except (Fault, OSError) as f:
        print(f)
        return 2


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
