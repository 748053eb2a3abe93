#!/usr/bin/env python3
"""The test cases of the other tools of the field (DABIR_KIT/data/cases/*.jsonl), answered by dabir: cases.py [-v] [TOOL...]

bench/cases.tsv maps each tool's component to a command of `dabir text`, or says why it is refused. For each tool this prints: cases, mapped,
passed, contradicted, refused. A case is contradicted if another case asks the same of the same input and expects something else (found
here, mechanically), so that no program can pass both, or if its own tool does not pass it (the kit says so); the share passed is of those
that are not. -v shows every case that failed.

Where the kit lost a test's arguments the table gives the commands they may have been; a case passes if one of them gives what it expects.
"""
import collections
import glob
import itertools
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.join(HERE, '..', os.environ.get('BUILD', 'build'))
DABIR = os.environ.get('DABIR', os.path.join(BUILD, 'dabir'))
CASES = os.path.join(os.environ.get('DABIR_KIT') or os.path.join(HERE, '..', '..', 'shared'), 'data', 'cases')


def table():
    rows, tenses = [], {}
    for line in open(os.path.join(HERE, 'cases.tsv'), encoding='utf8'):
        line = line.rstrip('\n')
        if not line or line.startswith('#'):
            continue
        cells = line.split('\t') + ['', '']
        if cells[0] == 'tense':
            tenses[cells[1], cells[2]] = cells[3]
            continue
        component, _, options = cells[1].partition('{')
        rows.append((cells[0], component, json.loads('{' + options) if options else None, cells[2], cells[3].split(' || '), cells[4]))
    return rows, tenses


def row_of(rows, tool, case):
    """The first row for exactly these options, else the one without options, else the one with a star."""
    name, options = case['component'], case.get('options') or {}
    for row in rows:
        if row[0] == tool and row[1] == name and row[2] is not None and row[2] == options:
            return row
    for row in rows:
        if row[0] == tool and row[2] is None and row[1] == name and (not options or tool in ('virastar', 'hazm', 'shekar')):
            return row
    for row in rows:
        if row[0] == tool and row[2] is None and row[1].endswith('*') and name.startswith(row[1][:-1]):
            return row
    return None


class Batch:
    """Inputs are gathered by command; each command then runs once."""

    def __init__(self):
        self.want, self.got = collections.OrderedDict(), {}

    def ask(self, command, text, js=False):
        self.want.setdefault((command, js), collections.OrderedDict())[text] = None

    def run(self):
        for (command, js), texts in self.want.items():
            texts = [t for t in texts if (command, js, t) not in self.got]
            if not texts:
                continue
            lines = ''.join(json.dumps(t, ensure_ascii=False) + '\n' for t in texts)
            args = [DABIR, 'text', *command.split(' '), '--batch'] + (['--json'] if js else [])
            p = subprocess.run(args, input=lines.encode(), capture_output=True)
            answers = p.stdout.decode('utf8').splitlines()
            if p.returncode or len(answers) != len(texts):
                print(f'  {" ".join(args[1:])}: status {p.returncode}: {p.stderr.decode("utf8")[:200].strip()}')
                answers = ['null'] * len(texts)
            for t, a in zip(texts, answers):
                self.got[command, js, t] = json.loads(a)

    def answer(self, command, text, js=False):
        return self.got.get((command, js, text))


# ---- how a case is asked and compared: each yields (command, input, json?) and tells whether the answer is what is expected ----

def as_text(v):
    return '' if v is None else str(v).lower() if isinstance(v, bool) else v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)


def number(v):
    try:
        return float(as_text(v) or 0)
    except ValueError:
        return None


SIMPLE = {
    'text': lambda got, want: got == as_text(want),
    'strip': lambda got, want: got.strip() == as_text(want).strip() or got.split('\t')[-1].strip() == as_text(want).strip(),
    'lines': lambda got, want: (got.split('\n') if got else []) == want,
    'tokens': lambda got, want: got.split() == want,
    'tokens-line': lambda got, want: got.split() == want.split(),
    'number': lambda got, want: number(got) == number(want),
    'bool': lambda got, want: got == ('true' if want else 'false'),
}
SIMPLE['slash'] = lambda got, want: SIMPLE['strip'](got.replace('#', '/'), want)


def simple(how, case, commands, tenses):
    text = as_text(case['input'])
    return [(c, text, False) for c in commands], SIMPLE[how]


def parsi_numbers(how, case, commands, tenses):
    def same(got, want):
        mine = [([n['start'], n['end']], float(n['value'])) for n in got if n['kind'] != 'ordinal' or n['form'] != 'words']
        return mine == [(w['span'], float(w['value'])) for w in want]
    return [(c, case['input'], True) for c in commands], same


def join_tokens(how, case, commands, tenses):
    return [(c, ' '.join(case['input']), False) for c in commands], lambda got, want: got.split() == want


def lemma_stems(how, case, commands, tenses):
    text = case['input'] if isinstance(case['input'], str) else case['input'][0]
    text = text.split("'")[1] if text.startswith("'") else text
    return [(c, text.replace('_', ' '), False) for c in commands], lambda got, want: want in [w.split('\t')[1] for w in got.split('\n') if '\t' in w]


def tag(how, case, commands, tenses):
    words = case['input'][0]
    text = ' '.join(words).replace('_', ' ')
    return [(c, text, False) for c in commands], lambda got, want: [tuple(w.split('\t')) for w in got.split('\n')] == [tuple(w) for w in want[0]]


def hazm_conjugate(how, case, commands, tenses):
    name, flags = case['component'].split('.')[1], ''
    for word in ('negative', 'passive'):
        if word + '_' in name:
            name, flags = name.replace(word + '_', '', 1), f'{flags} --{word}'
    tense = tenses.get(('hazm', name))
    if not tense:
        return [], None
    stem = case['input']
    present = tense in ('aorist', 'subjunctive', 'jussive', 'present', 'present-progressive') and 'passive' not in flags
    return [(f'{commands[0]} --tense {tense}{flags}', f'#{stem}' if present else f'{stem}#', False)], lambda got, want: got.split('\n') == want


def shekar_conjugate(how, case, commands, tenses):
    """Stems, prefix and non-verbal part come first, then yes or no for negative, passive, informal: which of them, the kit has lost."""
    tense = tenses.get(('shekar', case['component'].split('.')[1]))
    args = case['input'] if isinstance(case['input'], list) else [case['input']]
    words, yes = [a for a in args if isinstance(a, str)], sum(a is True for a in args)
    two = tense in ('aorist', 'present', 'subjunctive', 'present-progressive')
    stems = f'{words[0]}#{words[1]}' if two and len(words) > 1 else f'#{words[0]}' if tense == 'imperative' else f'{words[0]}#'
    rest = words[2 if two else 1:]
    before = f'{rest[1]} {rest[0]}+' if len(rest) > 1 else f'{rest[0]}+' if rest else ''
    flags = ['--negative', '--passive', '--informal']
    asks = [(' '.join([commands[0], '--tense', tense, *some]), before + stems, False) for some in itertools.combinations(flags, yes)]
    return asks, lambda got, want: got.split('\n') == want


SPECIAL = {'parsi-numbers': parsi_numbers, 'join-tokens': join_tokens, 'lemma-stems': lemma_stems, 'tag': tag,
           'hazm-conjugate': hazm_conjugate, 'shekar-conjugate': shekar_conjugate}


def load(tools):
    for path in sorted(glob.glob(os.path.join(CASES, '*_cases.jsonl'))):
        tool = os.path.basename(path)[:-len('_cases.jsonl')]
        if not tools or tool in tools:
            yield tool, [json.loads(line) for line in open(path, encoding='utf8')]


def kind_of(row):
    """What is asked, so that two tools' cases can be compared: the command without its profile."""
    words = row[4][0].split(' ')
    kept = [w for i, w in enumerate(words) if w != '--profile' and (i == 0 or words[i - 1] != '--profile')]
    return kept[0] if kept[0] == 'normalize' else ' '.join(kept)


def main():
    verbose = '-v' in sys.argv
    tools = [a for a in sys.argv[1:] if a != '-v']
    if not os.path.isdir(CASES):
        print('no kit (DABIR_KIT): the cases of the other tools are skipped')
        return 0
    rows, tenses = table()
    batch, asked, refused = Batch(), collections.OrderedDict(), collections.OrderedDict()
    expected = collections.defaultdict(dict)
    for tool, cases in load(None):
        for case in cases:
            row = row_of(rows, tool, case)
            if row and row[3] != 'refuse' and isinstance(case['input'], str) and isinstance(case.get('expected'), str) and len(row[4]) == 1:
                expected[kind_of(row), case['input']].setdefault(case['expected'], set()).add(tool)
    for tool, cases in load(tools):
        asked[tool], refused[tool] = [], collections.Counter()
        for case in cases:
            row = row_of(rows, tool, case)
            if 'expected' not in case:
                refused[tool]['the case expects an error of its tool'] += 1
                continue
            if not row or row[3] == 'refuse':
                refused[tool][row[5] if row else 'not in the table: ' + case['component']] += 1
                continue
            asks, same = SPECIAL.get(row[3], simple)(row[3], case, row[4], tenses)
            for a in asks:
                batch.ask(*a)
            asked[tool].append((case, row, asks, same))
    batch.run()
    total = collections.Counter()
    print(f'{"tool":<15}{"cases":>6}{"mapped":>8}{"passed":>8}{"contradicted":>14}{"passed of the rest":>20}')
    for tool, cases in asked.items():
        n = collections.Counter(cases=len(cases) + sum(refused[tool].values()), mapped=len(cases))
        parts, failures = collections.defaultdict(collections.Counter), []
        for case, row, asks, same in cases:
            answers = [batch.answer(*a) for a in asks]
            ok = any(a is not None and same(a, case['expected']) for a in answers)
            others = [w for w in expected[kind_of(row), case['input']] if w != case['expected']] if isinstance(case['input'], str) else []
            n['passed'] += ok
            if case.get('verified') is False: # the tool itself gives something else
                others.append('its own tool')
            n['contradicted'] += bool(others) and not ok
            parts[case['component']].update(cases=1, passed=int(ok))
            if not ok:
                failures.append((case, asks, answers, others))
        rest = n['mapped'] - n['contradicted']
        share = f'{100 * n["passed"] / rest:.1f} %' if rest else '-'
        print(f'{tool:<15}{n["cases"]:>6}{n["mapped"]:>8}{n["passed"]:>8}{n["contradicted"]:>14}{share:>20}')
        for why, k in refused[tool].items():
            print(f'    refused {k:>3}: {why}')
        if verbose:
            for case, asks, answers, others in failures:
                print(f'    {case["component"]} {json.dumps(case["input"], ensure_ascii=False)}\n      wants {json.dumps(case["expected"], ensure_ascii=False)}')
                for a, got in zip(asks, answers):
                    print(f'      gives {json.dumps(got, ensure_ascii=False)}   ({a[0]})')
                if others:
                    print(f'      contradicted: {json.dumps(others, ensure_ascii=False)}')
        for name, k in parts.items():
            if verbose or k['passed'] < k['cases']:
                print(f'    {name}: {k["passed"]} of {k["cases"]}')
        total.update(n)
    rest = total['mapped'] - total['contradicted']
    print(f'{"all":<15}{total["cases"]:>6}{total["mapped"]:>8}{total["passed"]:>8}{total["contradicted"]:>14}{100 * total["passed"] / max(rest, 1):>18.1f} %')
    return 0


sys.exit(main())
