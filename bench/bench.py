#!/usr/bin/env python3
"""What `make bench` prints: speed, memory and start-up of the whole `dabir read --json` on real news, and the pace of the
normaliser and of the Persian layer step by step.

The news are the political articles of $DABIR_KIT/data/news/isna2019.jsonl, written out as plain files into a temporary folder. Without
the kit the examples are read many times over, and that is said: figures of the two are not comparable.
"""
import glob
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
BUILD = os.path.join(ROOT, os.environ.get('BUILD', 'build'))
DABIR = os.path.join(BUILD, 'dabir')
RUNS, STARTS, FEW, MANY = 5, 20, 100, 1500


def articles():
    path = os.path.join(os.environ.get('DABIR_KIT') or '', 'data', 'news', 'isna2019.jsonl')
    if not os.path.exists(path):
        print('no kit (DABIR_KIT): the examples are read instead of the news')
        return [open(f, encoding='utf8').read() for f in sorted(glob.glob(os.path.join(ROOT, 'examples', '*.txt')))] * 500
    rows = (json.loads(line) for line in open(path, encoding='utf8'))
    return [r['text'] for r in rows if r['category'] == 'politics' and r['text'].strip()]


# A process inherits the peak memory of the one it was forked from, so a small one stands between this program, which holds the
# news, and dabir.
RUNNER = '''
import os, sys, time
t = time.perf_counter()
pid = os.fork()
if pid == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(pid, 0)
print(status, time.perf_counter() - t, usage.ru_maxrss / 1024)
'''


def measured(args):
    """Runs the program, one thread, with its output thrown away: (seconds, peak memory in MB)."""
    out = subprocess.run([sys.executable, '-S', '-E', '-c', RUNNER, DABIR, *args], capture_output=True, text=True, check=True)
    status, seconds, peak = out.stdout.split()
    if status != '0':
        sys.exit(f'{DABIR} failed: status {status}: {out.stderr[:300]}')
    return float(seconds), float(peak)


def first_byte(path):
    t = time.perf_counter()
    p = subprocess.Popen([DABIR, 'read', '--json', path], stdout=subprocess.PIPE)
    p.stdout.read(1)
    dt = time.perf_counter() - t
    p.stdout.read()
    p.wait()
    return dt * 1000


def reading(tmp, texts):
    files = []
    for i, t in enumerate(texts):
        files.append(os.path.join(tmp, f'{i:05d}.txt'))
        with open(files[-1], 'w', encoding='utf8') as f:
            f.write(t)
    run = subprocess.run([DABIR, 'read', '--json', *files], stdout=subprocess.PIPE)
    if run.returncode:
        sys.exit(f'{DABIR} failed: exit status {run.returncode}')
    records = [json.loads(line) for line in run.stdout.splitlines()]
    sentences = sum(r['report']['sentences'] for r in records)
    claims = sum(len(r['claims']) for r in records)
    nbytes = sum(os.path.getsize(f) for f in files)
    print(f'{len(files)} reports, {sentences} sentences, {nbytes / 1e6:.1f} MB of text, {claims} claims')

    seconds = statistics.median(measured(['read', '--json', *files])[0] for _ in range(RUNS))
    print(f'read --json, one core     {sentences / seconds:10,.0f} sentences/s   {nbytes / 1e6 / seconds:6.1f} MB/s   (median of {RUNS})')
    for n in (FEW, MANY):
        if len(files) >= n:
            print(f'peak memory, {n:5d} reports {measured(["read", "--json", *files[:n]])[1]:9.1f} MB')
    small = min(files, key=os.path.getsize)
    print(f'start-up to first byte    {statistics.median(first_byte(small) for _ in range(STARTS)):10.1f} ms             (median of {STARTS}, {os.path.getsize(small)} bytes)')
    return files


def normaliser(tmp, files):
    prog = os.path.join(BUILD, 'bench', 'bench_normalise')
    if not os.path.exists(prog):
        return
    whole = os.path.join(tmp, 'all')
    with open(whole, 'wb') as out:
        for f in files:
            with open(f, 'rb') as src:
                shutil.copyfileobj(src, out)
            out.write(b'\n')
    sys.stdout.flush()
    subprocess.run([prog, whole], check=True)
    subprocess.run([os.path.join(BUILD, 'bench', 'bench_text'), os.path.join(BUILD, 'fa.dabir'), whole, DABIR], check=True)


def main():
    with tempfile.TemporaryDirectory() as tmp:
        files = reading(tmp, articles())
        normaliser(tmp, files)


main()
