#!/usr/bin/env python3
"""`dabir text normalize` from outside: what it must do (cases.tsv) and what it must leave alone (hard.txt), that a second run changes nothing, and
that the edits it lists lead from the text as given to the result and back. Needs $DABIR and $DABIR_MODEL."""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DABIR = os.environ.get('DABIR', 'dabir')
PROFILES = ['academy', 'minimal', 'hazm', 'shekar', 'virastar', 'virastar-rb', 'negar', 'parsivar', 'persian-tools']
failed = 0


def fail(what):
    global failed
    failed += 1
    print(what)


def run(args, text):
    p = subprocess.run([DABIR, 'text', 'normalize', *args], input=text.encode(), capture_output=True)
    if p.returncode:
        fail(f'{" ".join(args)}: status {p.returncode}: {p.stderr.decode()}')
    return p.stdout.decode()


def redo(text, edits):
    out, at = [], 0
    for e in edits:
        if text[e['at']:e['at'] + len(e['old'])] != e['old'] or e['at'] < at:
            fail(f'edit {e} does not stand in the text')
            return text
        out += [text[at:e['at']], e['new']]
        at = e['at'] + len(e['old'])
    return ''.join(out) + text[at:]


def undo(text, edits):
    back, by = [], 0
    for e in edits:
        back.append({'at': e['at'] + by, 'old': e['new'], 'new': e['old']})
        by += len(e['new']) - len(e['old'])
    return redo(text, back)


def cases():
    for line in open(os.path.join(HERE, 'cases.tsv'), encoding='utf8'):
        cells = line.rstrip('\n').replace('~', '\u200c').split('\t')
        if line.strip() and not line.startswith('#'):
            yield cells[0], cells[1], cells[2].split(' ') if len(cells) > 2 else []


def main():
    given = list(cases())
    for text, want, args in given:
        got = run(args, text + '\n').rstrip('\n')
        if got != want:
            fail(f'«{text}» {" ".join(args)}\n  wants «{want}»\n  gives «{got}»'.replace('\u200c', '~'))
        again = run(args, got + '\n').rstrip('\n')
        if again != got:
            fail(f'«{got}» {" ".join(args)}: a second run gives «{again}»'.replace('\u200c', '~'))
    hard = open(os.path.join(HERE, 'hard.txt'), encoding='utf8').read()
    for args in ([], ['--lines']):
        for a, b in zip(hard.split('\n'), run(args, hard).split('\n')):
            if a != b:
                fail(f'hard string changed{" (--lines)" if args else ""}: «{a}»: «{b}»'.replace('\u200c', '~'))
    text = hard + ''.join(t + '\n' for t, _, _ in given)
    for p in PROFILES:
        now = run(['--profile', p], text)
        edits = [json.loads(e) for e in run(['--profile', p, '--edits'], text).splitlines()]
        if redo(text, edits) != now:
            fail(f'{p}: the edits do not lead to the result')
        if undo(now, edits) != text:
            fail(f'{p}: the edits do not lead back')
        with tempfile.NamedTemporaryFile('w', encoding='utf8') as f:
            f.write(''.join(json.dumps(e, ensure_ascii=False) + '\n' for e in edits))
            f.flush()
            if run(['--undo', f.name], now) != text:
                fail(f'{p}: --undo does not lead back')
        if run(['--profile', p], now) != now:
            fail(f'{p}: a second run changes something')
    n = len(hard.splitlines())
    print(f'{len(given)} cases, {n} hard strings, {len(PROFILES)} profiles: {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
