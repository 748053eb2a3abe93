#!/usr/bin/env python3
"""What must hold for every report, whatever it says.

1. The text at every span is what the field says, and every reference leads somewhere.
2. Reading twice, alone or among others, gives the same bytes.
3. Broken input (cut UTF-8, random bytes, one line of a megabyte, deep quotes, NULs, punctuation only …) never crashes the program, and the
   good reports beside it are still read.

  run.py [--quick] [TEXT…]    examples and cases by default; --quick: fewer mutations (for sanitized builds)
"""
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

ROOT = os.environ.get('DABIR_SOURCE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
PROGRAM = os.environ.get('DABIR', os.path.join(ROOT, 'build', 'dabir'))
TYPES = {'office', 'membership', 'meeting', 'statement', 'agreement', 'event'}
ENV = dict(os.environ, ASAN_OPTIONS='exitcode=99:detect_leaks=1', UBSAN_OPTIONS='halt_on_error=1:exitcode=99:print_stacktrace=1')
faults = []


def fault(text):
    faults.append(text)
    if '--selftest' not in sys.argv:
        print('FAULT', text)


def read(files, *options):
    return subprocess.run([PROGRAM, 'read', '--json', *options, *files], capture_output=True, env=ENV, timeout=280)


def crashed(p):
    return p.returncode < 0 or p.returncode in (99, 134, 139) or b'runtime error' in p.stderr or b'Sanitizer' in p.stderr


def spans_of(x, path=''):
    """Every {"start","end"} in the object, with the object that holds it."""
    if isinstance(x, dict):
        if isinstance(x.get('start'), int) and isinstance(x.get('end'), int):
            yield path, x
        for k, v in x.items():
            yield from spans_of(v, f'{path}.{k}')
    elif isinstance(x, list):
        for i, v in enumerate(x):
            yield from spans_of(v, f'{path}[{i}]')


def check_record(name, obj, text):
    r = obj['report']
    if r['chars'] != len(text):
        fault(f'{name}: report.chars is {r["chars"]}, the text has {len(text)}')
    for path, s in spans_of(obj):
        if not 0 <= s['start'] <= s['end'] <= len(text):
            fault(f'{name}: {path} lies outside: {s}')
        elif 'text' in s and s['text'] != text[s['start']:s['end']]:
            fault(f'{name}: {path} says «{s["text"]}», the text has «{text[s["start"]:s["end"]]}»')
        elif s['start'] == s['end']:
            fault(f'{name}: {path} is an empty span')
    ids = [e['id'] for e in obj['entities']]
    if len(set(ids)) != len(ids):
        fault(f'{name}: two entities of one id')
    for e in obj['entities']:
        for a in e.get('aliases', []):
            if a not in text:
                fault(f'{name}: alias «{a}» does not stand in the text')
        marks = [(m['start'], m['end']) for m in e.get('mentions', [])]
        if len(set(marks)) != len(marks):
            fault(f'{name}: {e["id"]} is mentioned twice at one place')
    for c in obj['claims']:
        if c['claim'] not in TYPES:
            fault(f'{name}: claim {c["claim"]}')
        if not c.get('rule'):
            fault(f'{name}: {c["id"]} has no rule')
        if not isinstance(c.get('span'), dict):
            fault(f'{name}: {c["id"]} has no span')
        for k in ('person', 'of', 'member', 'organization', 'host', 'visitor', 'speaker', 'place'):
            check_ref(name, c, k, c.get(k), ids)
        for k in ('participants', 'actor', 'recipient', 'parties'):
            for v in c.get(k) or []:
                check_ref(name, c, k, v, ids)
        for k in ('start', 'end', 'as_of', 'signed', 'date'):
            if c.get(k) is not None and not re.fullmatch(r'\d{4}(-\d\d(-\d\d)?)?', str(c[k])):
                fault(f'{name}: {c["id"]}.{k} is no date: {c[k]}')


def check_ref(name, claim, k, v, ids):
    if isinstance(v, str) and re.fullmatch(r'e\d+', v) and v not in ids:
        fault(f'{name}: {claim["id"]}.{k} leads to {v}, which is not there')


def material(argv):
    files = [a for a in argv if not a.startswith('--')]
    if files:
        return [open(f, 'rb').read() for f in files]
    out = [open(f, 'rb').read() for f in sorted(glob.glob(os.path.join(ROOT, 'examples', '*.txt')))]
    for f in sorted(glob.glob(os.path.join(ROOT, 'tests', 'cases', '*.case'))):
        out += [line[5:].encode() for line in open(f, encoding='utf8') if line.startswith('text ')]
    out += [t.decode().replace('\u200c', '').encode() for t in out[:3]] + [t.decode().replace('\u200c', ' ').encode() for t in out[:3]]
    out.append(out[0].decode().replace('ی', 'ي').replace('ک', 'ك').replace('\n', '\r\n').encode())
    return out


def write(tmp, name, data):
    path = os.path.join(tmp, name)
    with open(path, 'wb') as f:
        f.write(data)
    return path


def spans_and_twice(tmp, texts):
    files = [write(tmp, f'r{i:05d}.txt', t) for i, t in enumerate(texts)]
    for options in ((), ('--published', '2024-06-08')):
        p, q = read(files, *options), read(files, *options)
        if p.returncode != 0:
            fault(f'exit status {p.returncode}: {p.stderr[:400].decode(errors="replace")}')
        if p.stdout != q.stdout:
            fault('reading twice gives other bytes')
        lines = p.stdout.decode('utf8').splitlines()
        if len(lines) != len(texts):
            fault(f'{len(texts)} reports in, {len(lines)} records out')
        for line, t in zip(lines, texts):
            obj = json.loads(line)
            check_record(obj['report']['id'], obj, t.decode('utf8').removeprefix('\ufeff'))
        # Alone and among others: a reader carries nothing over from one report to the next.
        for i in {0, len(files) // 2, len(files) - 1}:
            if read([files[i]], *options).stdout.decode().strip() != lines[i]:
                fault(f'report {i} reads differently alone and among others')


def mutations(texts, rng, n):
    base = [t for t in texts if len(t) > 200]
    yield 'nuls', b'\0' * 5000
    yield 'nul-inside', base[0].replace(b' ', b'\0', 40)
    yield 'punctuation', ('«».،؛؟!-–…()[]"\':/' * 400).encode()
    yield 'one-line', ('وزیر خارجه ایران با وزیر خارجه ترکیه دیدار کرد و گفت که ' * 9000).encode()[:1 << 20]
    yield 'no-space', ('می‌گفت‌و‌گو' * 40000).encode()
    yield 'one-letter', 'ا'.encode() * 300000
    yield 'and-list', ('ایران و ترکیه و ' * 20000).encode()
    yield 'comma-list', ('ایران، ترکیه، ' * 20000).encode()
    yield 'quotes-deep', ('«' * 20000 + 'گفت' + '»' * 20000).encode()
    yield 'quotes-open', ('وی گفت: «' * 5000).encode()
    yield 'said-that', ('وی گفت که ' * 20000).encode()
    yield 'titles', ('وزیر امور خارجه ' * 20000).encode()
    yield 'digits', b'1' * 100000
    yield 'digits-fa', '۱۴۰۳/۰۳/۱۷ '.encode() * 10000
    yield 'zwnj', '\u200c'.encode() * 100000
    yield 'bidi', '\u202b\u202c\u200f\u2067'.encode() * 20000
    yield 'kashida', ('ا' + 'ـ' * 50000 + 'ب').encode()
    yield 'diacritics', ('ب' + '\u064b\u0651' * 50000).encode()
    yield 'combining-first', '\u0651\u0654 گفت'.encode()
    yield 'bom-only', b'\xef\xbb\xbf'
    yield 'utf16-odd', b'\xff\xfe' + 'وزیر خارجه گفت'.encode('utf-16-le') + b'\x06'
    yield 'utf16-surrogate', b'\xfe\xff\xd8\x00\x00\x41\xdc\x00'
    yield 'cp1256', 'وزير خارجه ترکيه وارد تهران شد. وي گفت: روابط خوب است.'.encode('cp1256')
    yield 'latin', b'The quick brown fox. ' * 5000
    yield 'emoji', '🇮🇷👩‍👩‍👧‍👦 دیدار کرد '.encode() * 3000
    yield 'lines', b'\n' * 100000
    yield 'crs', b'\r' * 100000
    yield 'surrogates-in-utf8', b'\xed\xa0\x80' * 1000
    yield 'overlong', b'\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80' * 500
    for i in range(n):
        t = bytearray(rng.choice(base))
        how = i % 6
        if how == 0:
            t = t[:rng.randrange(1, len(t))]
        elif how == 1:
            for _ in range(rng.randrange(1, 40)):
                t[rng.randrange(len(t))] = rng.randrange(256)
        elif how == 2:
            a, b = sorted(rng.randrange(len(t)) for _ in range(2))
            del t[a:b]
        elif how == 3:
            words = bytes(t).decode(errors='ignore').split(' ')
            rng.shuffle(words)
            t = ' '.join(words).encode()
        elif how == 4:
            a, b = sorted(rng.randrange(len(t)) for _ in range(2))
            t = t[:a] + t[a:b] * 3 + t[b:]
        else:
            t = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 3000)))
        yield f'mutant{i}', bytes(t)


def never_crashes(tmp, texts, n):
    rng = random.Random(1403)
    good = write(tmp, 'good.txt', texts[0])
    expected = read([good]).stdout
    files = [(name, write(tmp, f'm-{name}.txt', data)) for name, data in mutations(texts, rng, n)]
    for start in range(0, len(files), 25):
        part = files[start:start + 25]
        p = read([f for _, f in part] + [good])
        if not crashed(p) and p.stdout.endswith(expected) and all_json(p.stdout):
            continue
        for name, f in part:  # which one was it?
            p = read([f])
            if crashed(p):
                fault(f'{name}: crash (exit status {p.returncode}): {p.stderr[-1500:].decode(errors="replace")}')
            elif not all_json(p.stdout):
                fault(f'{name}: the output is not JSON in UTF-8')
            elif not read([f, good]).stdout.endswith(expected):
                fault(f'{name}: the good report behind it is not read, or reads differently')
    empty = write(tmp, 'empty.txt', b'')
    p = read([empty, good])
    if crashed(p) or not p.stdout.endswith(expected) or p.returncode == 0 or b'empty.txt' not in p.stderr:
        fault(f'an empty file among others: exit status {p.returncode}, {p.stderr[:200].decode(errors="replace")}')
    return len(files)


def all_json(out):
    try:
        for line in out.decode('utf8').splitlines():
            json.loads(line)
        return True
    except ValueError:
        return False


def selftest():
    """The checks themselves: a sound record passes, each fault put into it is found."""
    text = 'وزیر گفت'

    def record(**change):
        claim = {'id': 'c1', 'claim': 'statement', 'rule': 'r', 'span': {'start': 0, 'end': 8}, 'speaker': 'e1',
                 'cue': {'text': 'گفت', 'start': 5, 'end': 8}}
        claim.update(change)
        return {'report': {'chars': 8}, 'claims': [claim],
                'entities': [{'id': 'e1', 'aliases': ['وزیر'], 'mentions': [{'start': 0, 'end': 4}]}]}

    def count(obj):
        faults.clear()
        check_record('self', obj, text)
        n = len(faults)
        faults.clear()
        return n

    assert count(record()) == 0
    for wrong in ({'cue': {'text': 'گفت', 'start': 4, 'end': 8}}, {'cue': {'text': 'x', 'start': 5, 'end': 8}}, {'span': {'start': 0, 'end': 9}},
                  {'span': {'start': 3, 'end': 3}}, {'speaker': 'e2'}, {'rule': ''}, {'claim': 'rumour'}, {'start': '2024-6-1'}, {'span': None}):
        assert count(record(**wrong)) == 1, wrong
    print('the property checks tell right from wrong')


def main(argv):
    if '--selftest' in argv:
        return selftest()
    quick = '--quick' in argv
    texts = material(argv)
    with tempfile.TemporaryDirectory() as tmp:
        spans_and_twice(tmp, texts)
        n = never_crashes(tmp, texts, 60 if quick else 300)
    print(f'{len(texts)} reports, {n} broken ones: {len(faults)} faults')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
