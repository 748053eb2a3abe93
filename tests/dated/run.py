#!/usr/bin/env python3
"""Whose code and sector a person has on the day of the report: a register of invented persons laid in the place of ours, and the phenomena that PETRARCH's
tests of dated actors try -- before, after, between, a span inside of another, ends, a default, other names, the report's date unknown or known by its
year alone. Then dates told by their distance («سه روز پیش»), which become ISO."""
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.environ.get('DABIR_SOURCE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
PROGRAM = os.environ.get('DABIR', os.path.join(ROOT, 'build', 'dabir'))
COMPILE = os.environ.get('DABIR_COMPILE', os.path.join(ROOT, 'build', 'dabir-compile'))

SAM, HAM, SLY = 'سامیار گلابچی', 'هامان گلابچی', 'اسمیل رودبانی'
ROWS = [  # name, other names, code, sector, post, from, to
    (SAM, '', 'IRN', 'ELI', 'نماینده', '', ''),  # the default
    (SAM, '', 'IRN', 'CVL', 'باغبان', '', '2008-01-20'),
    (SAM, '', 'AFG', 'MIL', 'فرمانده', '2010-01-09', '2010-01-12'),
    (SAM, '', 'IRN', 'MIL', 'فرمانده', '2008-01-20', '2012-11-09'),
    (SAM, '', 'IRN', 'GOV', 'وزیر', '2012-11-09', '2013-01-19'),
    (SAM, '', 'IRN', 'LEG', 'نماینده مجلس', '2013-01-20', ''),
    (HAM, '', 'IRN', 'CVL', 'باغبان', '', ''),
    (HAM, '', 'IRN', 'GOV', 'وزیر', '2012-11-09', '2013-01-19'),
    (SLY, 'اسلینک رودبانی; استینک رودبانی', 'TJK', 'GOV', 'وزیر', '1995-06-01', '1999'),
    (SLY, 'اسلینک رودبانی; استینک رودبانی', 'TJK', 'REB', 'فرمانده', '2000', ''),
    (SLY, 'اسلینک رودبانی; استینک رودبانی', 'TJK', 'CVL', 'ماهیگیر', '', ''),
]
PERSONS = [  # name, day of the report, code, sector
    (SAM, '1995-01-04', 'IRN', 'CVL'),      # long before the end of an open beginning
    (SAM, '2008-01-19', 'IRN', 'CVL'),      # the day before
    (SAM, '2008-01-20', 'IRN', 'MIL'),      # one ends, the other begins: the later one
    (SAM, '2010-01-06', 'IRN', 'MIL'),
    (SAM, '2010-01-08', 'IRN', 'MIL'),      # the day before a span inside
    (SAM, '2010-01-09', 'AFG', 'MIL'),      # its first day
    (SAM, '2010-01-10', 'AFG', 'MIL'),
    (SAM, '2010-01-12', 'AFG', 'MIL'),      # its last day
    (SAM, '2010-01-13', 'IRN', 'MIL'),      # the day after
    (SAM, '2012-12-31', 'IRN', 'GOV'),
    (SAM, '2013-01-19', 'IRN', 'GOV'),      # the last day
    (SAM, '2013-01-20', 'IRN', 'LEG'),      # an open end
    (SAM, '2024-06-08', 'IRN', 'LEG'),
    (HAM, '1995-01-04', 'IRN', 'CVL'),      # the default, before
    (HAM, '2012-11-08', 'IRN', 'CVL'),
    (HAM, '2012-11-09', 'IRN', 'GOV'),
    (HAM, '2012-12-25', 'IRN', 'GOV'),
    (HAM, '2014-01-04', 'IRN', 'CVL'),      # the default, after
    (SLY, '1995-11-01', 'TJK', 'GOV'),
    ('اسلینک رودبانی', '1998-01-01', 'TJK', 'GOV'),   # under another name
    ('استینک رودبانی', '1995-01-01', 'TJK', 'CVL'),   # another name, before: the default
    (SLY, '1999-12-31', 'TJK', 'GOV'),      # a year as the end: to its last day
    ('اسلینک رودبانی', '2000-01-01', 'TJK', 'REB'),   # a year as the beginning: from its first day
    (SLY, '2001-01-01', 'TJK', 'REB'),
]
DAYS = [  # words, day of the report, ISO
    ('دیروز', '2024-06-08', '2024-06-07'), ('امروز', '2024-06-08', '2024-06-08'), ('پریروز', '2024-03-01', '2024-02-28'), ('دیروز', '2024-01-01', '2023-12-31'),
    ('دیروز', '2024-03-01', '2024-02-29'), ('دیروز', '2023-03-01', '2023-02-28'), ('سه روز پیش', '2024-06-02', '2024-05-30'), ('دو هفته پیش', '2024-06-08', None),  # no day, no month
   
    ('روز دوشنبه', '2024-06-08', '2024-06-03'), ('شب گذشته', '2024-06-08', '2024-06-07'), ('ماه گذشته', '2024-01-15', '2023-12'), ('سال گذشته میلادی', '2024-06-08', '2023'),
    ('دو سال پیش', '2024-06-08', '2022'), ('دو ماه پیش', '2024-01-15', '2023-11'),
]


def model(tmp):
    data = os.path.join(tmp, 'data')
    for sub in sorted(os.listdir(os.path.join(ROOT, 'data'))):
        source = os.path.join(ROOT, 'data', sub)
        if not os.path.isdir(source):
            continue
        os.makedirs(os.path.join(data, sub))
        for f in os.listdir(source):
            if f != 'leaders.tsv':
                os.symlink(os.path.abspath(os.path.join(source, f)), os.path.join(data, sub, f))
    with open(os.path.join(data, 'register', 'leaders.tsv'), 'w', encoding='utf8') as out:
        out.writelines('\t'.join(r) + '\n' for r in ROWS)
    subprocess.run([COMPILE, data, os.path.join(tmp, 'model')], check=True)
    return os.path.join(tmp, 'model')


def read(tmp, m, texts):
    """A record for each (text, day); the day may be None."""
    out = []
    for i, (text, day) in enumerate(texts):
        path = os.path.join(tmp, f'{i}.txt')
        with open(path, 'w', encoding='utf8') as f:
            f.write(text)
        p = subprocess.run([PROGRAM, 'read', '--json', '--model', m, *(['--published', day] if day else []), path], capture_output=True, check=True)
        out.append(json.loads(p.stdout))
    return out


def main():
    faults = []
    with tempfile.TemporaryDirectory() as tmp:
        m = model(tmp)
        for (name, day, code, sector), r in zip(PERSONS, read(tmp, m, [(f'{name} حمله ترکیه به سوریه را محکوم کرد.', day) for name, day, _, _ in PERSONS])):
            got = [(e.get('code'), e.get('sector')) for e in r['entities'] if e['kind'] == 'person']
            if got != [(code, sector)]:
                faults.append(f'{name} on {day}: {got}, not {code} {sector}')
            actors = [a for c in r['claims'] if c['claim'] == 'event' and c['event'] == 'ACCUSE' for a in c['actor']]
            if [e['id'] for e in r['entities'] if e['kind'] == 'person'] != actors:
                faults.append(f'{name} on {day}: is no actor of the event')
        first, = read(tmp, m, [(f'{HAM} حمله ترکیه به سوریه را محکوم کرد.', None)])
        if [(e.get('code'), e.get('sector')) for e in first['entities'] if e['kind'] == 'person'] != [('IRN', 'CVL')]:
            faults.append('without a date of the report the first row does not count')
        for (words, day, iso), r in zip(DAYS, read(tmp, m, [(f'وزیر خارجه ترکیه {words} با وزیر خارجه عراق دیدار کرد.', d) for words, d, _ in DAYS])):
            got = [c.get('start') for c in r['claims'] if c['claim'] == 'meeting']
            if got != [iso]:
                faults.append(f'«{words}» on {day}: {got}, not {iso}')
    for f in faults:
        print('FAULT', f)
    if not faults:
        print(f'{len(PERSONS)} persons have the office of the day, {len(DAYS)} distances are dates')
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
