#!/usr/bin/env python3
"""Takes each rule of data/rules away in turn: at least one case must miss it.

  mutate.py [RULE …]     all rules by default; DABIR, DABIR_COMPILE, DABIR_MODEL, DABIR_SOURCE as for the other tests

What a rule is called does not count: lines `rule ID` and fields rule=ID are left out of the judgement, a claim must be missing. Rules that are
known to be missed by no case stand in mutate.todo with the reason; such a line must go when a case begins to miss the rule.

A mutant is the model with its section of rules made anew; only cases of which something else comes out than before are judged again.
"""
import concurrent.futures
import glob
import os
import re
import subprocess
import sys
import tempfile


import run as runner

HERE = os.path.dirname(os.path.realpath(__file__))
SOURCE = os.environ.get('DABIR_SOURCE', os.path.join(HERE, '..', '..'))
BUILD = os.path.join(SOURCE, 'build')
COMPILE = os.environ.get('DABIR_COMPILE', os.path.join(BUILD, 'dabir-compile'))
MODEL = os.environ.get('DABIR_MODEL', os.path.join(BUILD, 'fa.dabir'))


def all_rules():
    ids = []
    for path in sorted(glob.glob(os.path.join(SOURCE, 'data', 'rules', '*.rules'))):
        ids += re.findall(r'^rule\s+(\S+)', open(path, encoding='utf8').read(), re.M)
    return ids


def nameless(case):
    """The case without what only names rules."""
    case.rules = []
    for *_, fields, _ in case.want:
        fields.pop('rule', None)
    return case


def known():
    with open(os.path.join(HERE, 'mutate.todo'), encoding='utf8') as f:
        return {line.split()[0] for line in f if line.strip() and not line.startswith('#')}


def breaks(rule, cases, jobs, path, before, tmp):
    """The first case that misses the rule, or None."""
    model = os.path.join(tmp, rule + '.dabir')
    subprocess.run([COMPILE, os.path.join(SOURCE, 'data'), model, '--rules-only', MODEL, '--without', rule], check=True)
    try:
        after = runner.read_raw(path, ('--model', model))
    finally:
        os.remove(model)
    for job, was, now in zip(jobs, before, after):
        case = cases[job[0][0]]
        if was != now and case.todo is None and runner.judge(case, runner.record(now, job[3])):
            return case.name
    return None


def main(argv):
    cases = {c.name: nameless(c) for c in runner.load_all(sorted(glob.glob(os.path.join(HERE, '*.case'))))}
    jobs = runner.jobs_of(cases.values(), 'given')
    rules, survivors, todo = argv or all_rules(), [], known()
    with tempfile.TemporaryDirectory() as tmp, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        path = os.path.join(tmp, 'cases.jsonl')
        with open(path, 'w', encoding='utf8') as f:
            f.write(runner.jsonl(jobs))
        before = runner.read_raw(path, ('--model', MODEL))
        for rule, case in zip(rules, pool.map(lambda r: breaks(r, cases, jobs, path, before, tmp), rules)):
            if case is None:
                survivors.append(rule)
                if rule not in todo:
                    print(f'no case misses the rule {rule}')
            elif rule in todo:
                print(f'the case {case} misses the rule {rule}: take its line out of mutate.todo')
            elif argv:
                print(f'{rule}: the case {case} misses it')
    print(f'{len(rules)} rules taken away in turn, {len(rules) - len(survivors)} missed by a case, {len(todo & set(rules))} known to be missed by none')
    return 1 if set(survivors) != todo & set(rules) or not rules else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
