#!/usr/bin/env python3
"""tour.py: writes doc/tour.md, the source tour, from the first sentence of each file's head comment. Run it after adding a file."""
import os
import re
import subprocess

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
TOP = ['.ci', 'bench', 'data', 'doc', 'examples', 'include', 'scripts', 'src', 'tests', 'tools']

FOLDERS = {
    '': 'The project.',
    '.ci/': 'What a commit must pass.',
    'bench/': 'Figures: speed and scores.',
    'data/': 'What dabir knows of Persian and of the world, as text; compiled to fa.dabir.',
    'data/codes/': 'The code books: PLOVER events, modes, contexts, CAMEO codes and their scale.',
    'data/lexicon/': 'Words and their forms.',
    'data/lists/': 'Classes of words and phrases that rules and code name.',
    'data/names/': 'Parts of personal names.',
    'data/ortho/': 'How text is set right: affixes, profiles of switches.',
    'data/register/': 'States, organisations, bodies, places, outlets, groups.',
    'data/rules/': 'Which verb with which roles makes which claim.',
    'data/weights/': 'What `dabir train` learnt; a section of the model file each.',
    'doc/': 'For people who work on dabir.',
    'examples/': 'Reports of our own, to try it.',
    'include/dabir/': 'What a program that uses the library sees.',
    'scripts/': 'Helpers of the Makefile and the tests.',
    'src/base/': 'What everything stands on; knows nothing of language.',
    'src/learn/': 'Linear models over hashed features, and what makes them; knows nothing of language.',
    'src/text/': 'Bytes to tokens.',
    'src/lang/': 'Tokens to words, phrases and dates; the model file.',
    'src/ortho/': 'Half-spaces and spelling: `dabir text normalize`.',
    'src/syntax/': 'Words and clitics, parts of speech, lemmas, trees; CoNLL-U.',
    'src/names/': 'Spans to entities: who and where.',
    'src/record/': 'Clauses to claims: the rules and what they make.',
    'src/train/': 'Annotated and raw text to weights: `dabir train`.',
    'src/input/': 'From names on the command line to reports.',
    'src/cli/': 'The program dabir.',
    'tests/': 'All tests; each room by itself, then the whole.',
    'tests/cases/': 'Small texts and the claims they must give.',
    'tests/cli/': 'The program from outside; its reports lie in a folder below.',
    'tests/codes/': 'The code books against the kit, and every event against them.',
    'tests/data/': 'The data against itself.',
    'tests/dated/': 'Offices and days that hang on the date of the report.',
    'tests/fuzz/': 'libFuzzer.',
    'tests/gold/': 'Whole reports and all of their claims; reports/ holds 36 that are scored together.',
    'tests/lint/': 'Faulty data files and the message each must give; a folder a fault, with its `expected`.',
    'tests/ortho/': 'Text that must be set right, and text that must stay.',
    'tests/rules/': 'What one types and what comes out: own rules, and why a rule did not fire.',
    'tests/property/': 'What holds for every report.',
    'tests/tsan/': 'Races.',
    'tests/unit/': 'One file a room or part of it (cmocka).',
    'tools/': 'Programs that build the model or look at one room.',
}
# Files that have no comment to take the line from.
FILES = {
    'LICENSE': 'Apache License 2.0.',
    'NOTICE': 'whose work stands in dabir.',
    'mutate.todo': 'rules that no case misses, and why.',
    'README.md': 'what dabir is, the two commands, what comes out.',
    'CMakeLists.txt': 'the build.',
    'Makefile': 'the commands: demo, test, bench, eval, fuzz, asan, install.',
    '.gitignore': 'what git leaves alone.',
    'tests/CMakeLists.txt': 'which tests there are, plain and under sanitizers.',
    'tests/fuzz/CMakeLists.txt': 'the harness, with clang.',
    'bench/CMakeLists.txt': "the normaliser's benchmark.",
    'doc/dabir.1.scd': 'the man page, for scdoc.',
    'doc/dabir-rules.7.scd': 'the man page of lists, lexicon, register, rules and cases; its examples are run as a test.',
    'doc/dabir-text.1.scd': 'the man page of dabir text, for scdoc.',
    'bench/quiet.tsv': "a reader's verdicts on claims in quiet articles, for quiet.py.",
    'tests/ortho/hard.txt': 'strings that a normaliser must leave alone, each in a sentence.',
    'data/weights/classes.w': 'word classes.',
    'data/weights/clitic.w': 'which clitics are split off: the scorer.',
    'data/weights/clitic-facts.w': 'which words training saw split.',
    'data/weights/feats.w': 'features of words.',
    'data/weights/feats-verb.w': 'features of verb forms.',
    'data/weights/lemma.w': 'lemmas: the ranker.',
    'data/weights/lemma-facts.w': 'lemmas that training saw.',
    'data/weights/names.w': 'names of persons, organisations, places.',
    'data/weights/space.w': 'which pairs of words stand with a half-space.',
    'data/weights/space-gap.w': 'the scorer of gaps.',
    'data/weights/space-cut.w': 'the scorer of words written as one.',
    'data/weights/tag.w': 'parts of speech.',
    'data/weights/tree.w': 'steps of the parser.',
    'data/weights/tree-rel.w': 'relations.',
    'doc/tour.md': 'this page.',
    'examples/1-session.txt': 'a session of the secretaries of security councils of the CSTO.',
    'examples/2-visit.txt': 'a bilateral visit, with half-spaces written as spaces.',
    'examples/3-dari.txt': 'a visit and reactions, in Dari.',
    'tests/gold/1-session.gold': 'the claims of that example.',
    'tests/gold/2-visit.gold': 'the claims of that example.',
    'tests/gold/3-dari.gold': 'the claims of that example.',
}


def files():
    out = subprocess.run(['git', 'ls-files', '--cached', '--others', '--exclude-standard'], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({f for f in out.splitlines() if os.path.isfile(os.path.join(ROOT, f))})


def first_sentence(text):
    text = ' '.join(text.split())
    m = re.match(r'(.{15,}?[.!?])(\s|$)', text)
    return (m.group(1) if m else text).strip()


def head(path):
    """The first sentence of the file's head comment, without its own name."""
    try:
        raw = open(os.path.join(ROOT, path), encoding='utf8').read(3000)
    except UnicodeDecodeError:
        return ''
    if path.endswith('.md'):
        m = re.search(r'^# (.+)$', raw, re.M)
        return m.group(1) + '.' if m else ''
    if path.endswith(('.c', '.h')):
        m = re.match(r'/\*(.*?)\*/', raw, re.S)
        text = re.sub(r'\n \* ?', '\n', m.group(1)).split('\n\n')[0] if m else ''
    elif path.endswith('.py'):
        m = re.search(r'"""(.*?)(\n\n|""")', raw, re.S)
        text = m.group(1) if m else ''
    else:
        lines = []
        for line in raw.splitlines():
            if line.startswith('#!'):
                continue
            if not line.startswith('#') or line.strip() == '#':
                break
            lines.append(line.lstrip('# '))
        text = '\n'.join(lines)
    text = re.sub(r'^\s*' + re.escape(os.path.basename(path)) + r'[^\n:—-]{0,40}?(\s--\s|:\s)', '', text)
    return first_sentence(text)


def main():
    groups = {}
    for f in files():
        if '/' in f and f.split('/')[0] not in TOP:
            continue
        if re.match('tests/(lint|cli|gold)/.+/', f):  # fixtures: the line of the folder above speaks for them
            continue
        groups.setdefault(os.path.dirname(f) + '/' if '/' in f else '', []).append(f)
    out = ['# Source tour', '', 'Every folder and file in one line. `scripts/tour.py` writes this page from the head comments; '
           '`scripts/check-tour.sh`, a test, sees that no file is left out.', '']
    missing = []
    for d in sorted(groups):
        out += [f'## `{d or "./"}`', '', FOLDERS.get(d, ''), '']
        for f in groups[d]:
            line = FILES.get(f) or head(f)
            if not line:
                missing.append(f)
            out.append(f'- `{os.path.basename(f)}`: {line}')
        out.append('')
        if d not in FOLDERS:
            missing.append(d)
    with open(os.path.join(ROOT, 'doc', 'tour.md'), 'w', encoding='utf8') as fh:
        fh.write('\n'.join(out).rstrip() + '\n')
    for m in missing:
        print('no line for', m)


main()
