#!/usr/bin/env python3
"""Runs the examples of a page: what it says one types and sees is what one types and sees.

  console.py FILE.md …          DABIR, DABIR_MODEL, DABIR_COMPILE, DABIR_SOURCE as for the other tests
  console.py --accept FILE.md   writes the outputs anew (look at them before you commit)
  console.py --selftest

A man page (.scd) has plain blocks: one that begins with "$ " holds commands, one behind a line "File _PATH_:" is a file.

In a page, a block ```text PATH is a file that is written, and a block ```console holds commands behind "$ " and what they print, standard error
included. A command goes on in the next line after a backslash. A status other than 0 is the last line: "[exit status 2]". All blocks of a page
run in one folder of their own, in order; `dabir`, `dabir-compile` and `dabir-cases` (tests/cases/run.py) are found there by name.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))


def blocks_of_man(text):
    """The same of a man page; blocks that are neither are left out."""
    out, lines, i, path = [], text.split('\n'), 0, ''
    while i < len(lines):
        m = re.match(r'File _(.+)_:$', lines[i])
        path = m.group(1).replace('\\_', '_') if m else path if not lines[i] or lines[i] == '```' else ''
        i += 1
        if lines[i - 1] != '```':
            continue
        at = i
        while i < len(lines) and lines[i] != '```':
            i += 1
        body = lines[at:i]
        if path:
            out.append(('text', path, at, body))
        elif body and body[0].startswith('$ '):
            out.append(('console', '', at, body))
        path = ''
        i += 1
    return out


def blocks(text):
    """(kind, argument, first line of the body, lines of the body) of each fenced block."""
    out, lines, i = [], text.split('\n'), 0
    while i < len(lines):
        m = re.match(r'```(\w*) ?(.*)$', lines[i])
        i += 1
        if not m:
            continue
        at = i
        while i < len(lines) and not lines[i].startswith('```'):
            i += 1
        out.append((m.group(1), m.group(2).strip(), at, lines[at:i]))
        i += 1
    return out


def commands(body):
    """(command, lines typed) with the lines that must come out."""
    out = []
    for line in body:
        if out and out[-1][0].endswith('\\'):
            out[-1][0] = out[-1][0][:-1] + line.strip()
            out[-1][1].append(line)
        elif line.startswith('$ '):
            out.append([line[2:], [line], []])
        elif out:
            out[-1][2].append(line)
    return out


def steady(lines):
    """Line numbers in shipped files change with every rule that is added: they do not count."""
    return [re.sub(r'"line":\d+', '"line":N', re.sub(r'(?<![\w/])((?:rules|lists|names|lexicon|register)/[\w.-]+:)\d+ *', r'\1N ', x)).rstrip() for x in lines]


def environment(folder):
    env = dict(os.environ)
    src = env.get('DABIR_SOURCE', os.path.join(HERE, '..'))
    dabir = os.path.abspath(env.get('DABIR', os.path.join(src, 'build', 'dabir')))
    build = os.path.dirname(dabir)
    compile_ = os.path.abspath(env.get('DABIR_COMPILE', os.path.join(build, 'dabir-compile')))
    env['DABIR'] = dabir
    env['DABIR_MODEL'] = os.path.abspath(env.get('DABIR_MODEL', os.path.join(build, 'fa.dabir')))
    env['DABIR_SOURCE'] = os.path.abspath(src)
    bin_ = os.path.join(folder, '.bin')
    os.mkdir(bin_)
    os.symlink(dabir, os.path.join(bin_, 'dabir'))
    os.symlink(compile_, os.path.join(bin_, 'dabir-compile'))
    os.symlink(os.path.join(env['DABIR_SOURCE'], 'tests', 'cases', 'run.py'), os.path.join(bin_, 'dabir-cases'))
    env['PATH'] = bin_ + ':' + env['PATH']
    env.pop('COLUMNS', None)
    env.pop('NO_COLOR', None)
    return env


def run_page(text, blocks=blocks):
    """Faults of a page, and the page as it would be right."""
    faults, lines = [], text.split('\n')
    fixed = list(lines)
    shift = 0
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        for kind, arg, at, body in blocks(text):
            if kind == 'text' and arg:
                path = os.path.join(folder, arg)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, 'w', encoding='utf8') as f:
                    f.write('\n'.join(body) + '\n')
            elif kind == 'console':
                new = []
                for command, typed, want in commands(body):
                    p = subprocess.run(['bash', '-c', command], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
                    have = p.stdout.decode('utf8', 'replace').replace(folder, '.').split('\n')
                    if have[-1] == '':
                        have.pop()
                    have += [f'[exit status {p.returncode}]'] if p.returncode else []
                    have = [h.rstrip() for h in have]
                    same = steady(have) == steady(want)
                    new += typed + (want if same else have)
                    if not same:
                        faults.append(f'line {at}: $ {command}\n' + '\n'.join(difflib.unified_diff(want, have, 'the page', 'the program', lineterm='')))
                fixed[at + shift:at + shift + len(body)] = new
                shift += len(new) - len(body)
    return faults, '\n'.join(fixed)


def selftest():
    page = 'Some words.\n```text a/b\nhello\n```\n```console\n$ cat a/b\nhello\n$ cat \\\n  none; exit 3\nX\n```\n'
    faults, fixed = run_page(page)
    assert len(faults) == 1 and 'No such file' in faults[0], faults
    assert '[exit status 3]' in fixed and 'X' not in fixed.split('```console')[1], fixed
    assert run_page(fixed)[0] == []
    assert steady(['rules/a.rules:12   verb', 'own/rules/a.rules:3']) == steady(['rules/a.rules:9    verb', 'own/rules/a.rules:3']) != steady(['rules/a.rules:9 verb', 'own/rules/a.rules:4'])
    man = 'File _a/b_:\n\n```\nhello\n```\n\nWords.\n\n```\nnothing to run\n```\n\n```\n$ cat a/b\n```\n'
    faults, fixed = run_page(man, blocks_of_man)
    assert len(faults) == 1 and fixed.endswith('```\n$ cat a/b\nhello\n```\n'), fixed
    print('the runner of pages tells right from wrong')


def main(argv):
    if '--selftest' in argv:
        return selftest()
    accept, bad, n = '--accept' in argv, 0, 0
    for path in [a for a in argv if not a.startswith('--')]:
        text = open(path, encoding='utf8').read()
        find = blocks_of_man if path.endswith('.scd') else blocks
        n += sum(len(commands(body)) for kind, _, _, body in find(text) if kind == 'console')
        faults, fixed = run_page(text, find)
        for f in faults:
            print(f'{path}: {f}')
        bad += len(faults)
        if accept and fixed != text:
            with open(path, 'w', encoding='utf8') as f:
                f.write(fixed)
    print(f'{n} commands, {bad} print something else than the page')
    return 0 if accept or (n and not bad) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
