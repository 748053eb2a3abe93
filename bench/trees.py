#!/usr/bin/env python3
"""trees.py [FOLD...] -- parts of speech, lemmas and trees in five folds over the dev files of the two treebanks.

Each fold trains tagger, clitics, lemmas and parser (dabir train) without its block and tests on it: from gold words, and from raw text (the
sentences of the block, joined by spaces). FOLD (1 to 5): only these. Scores are those of the kit's score/ud; intervals: 95 %, bootstrap
over sentences. Needs the kit (DABIR_KIT, default ../shared); DABIR and DABIR_COMPILE name the programs. An hour and more on two cores.
"""
import os, random, re, shutil, subprocess, sys, tempfile, time

FILES = (("PerDT", "perdt", "fa_perdt-ud-dev.conllu"), ("Seraji", "seraji", "fa_seraji-ud-dev.conllu"))
FOLDS = 5
TRAINERS = ("tag", "clitic", "lemma", "tree")


def run(args):
    r = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if r.returncode:
        sys.exit("trees.py: %s: %s" % (" ".join(args), r.stderr.decode("utf-8", "replace")[-500:]))
    return r.stdout.decode("utf-8")


def blocks(path):
    with open(path, encoding="utf-8") as f:
        return [b.strip("\n") for b in f.read().split("\n\n") if b.strip()]


def words(block):
    rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
    return [c for c in rows if c[0].isdigit()]


def raw_of(gold):
    return " ".join(next(l for l in b.split("\n") if l.startswith("# text ="))[8:].strip() for b in gold) + "\n"


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def sentence_counts(gold, system):
    """Per sentence: words, right UPOS, lemma, head, head and relation (up to the colon)."""
    rows = []
    for g, s in zip(gold, system):
        a, b = words(g), words(s)
        if [x[1] for x in a] != [x[1] for x in b]:
            sys.exit("trees.py: gold words were not kept: " + g.split("\n")[0])
        heads = [x[6] == y[6] for x, y in zip(a, b)]
        rels = [x[7].split(":")[0] == y[7].split(":")[0] for x, y in zip(a, b)]
        rows.append((len(a), sum(x[3] == y[3] for x, y in zip(a, b)), sum(x[2] in ("_", y[2]) for x, y in zip(a, b)), sum(heads),
                     sum(h and r for h, r in zip(heads, rels))))
    return rows


def share(rows, i):
    return 100.0 * sum(r[i] for r in rows) / max(1, sum(r[0] for r in rows))


def interval(rows, i, n=1000):
    rnd = random.Random(1)
    got = sorted(share([rows[rnd.randrange(len(rows))] for _ in rows], i) for _ in range(n))
    return got[int(0.025 * n)], got[int(0.975 * n)]


def train(dabir, compiler, kit, data, model, weights, fold):
    for what in TRAINERS:
        run([compiler, data, model])
        run([dabir, "train", what, "--quiet", "--model", model, "--kit", kit, "--out", weights, "--fold", "%d/%d" % (fold + 1, FOLDS)])
        for f in os.listdir(weights):
            shutil.copy(os.path.join(weights, f), os.path.join(data, "weights", f))
    run([compiler, data, model])


def test(dabir, model, tmp, gold, scheme):
    """-> counts per sentence from gold words, system CoNLL-U from gold words and from raw text"""
    given, text = os.path.join(tmp, "gold.conllu"), os.path.join(tmp, "text.txt")
    write(given, "\n\n".join(gold) + "\n\n")
    write(text, raw_of(gold))
    parse = [dabir, "text", "parse", "--model", model, "--scheme", scheme, "--conllu"]
    got = run(parse + ["--from", "conllu", given])
    return sentence_counts(gold, [b for b in got.split("\n\n") if b.strip()]), got, run(parse + [text])


def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    shared = os.environ.get("DABIR_KIT") or os.path.join(root, "..", "shared")
    kit, ud = os.path.join(shared, "data"), os.path.join(shared, "score", "ud")
    if not os.path.isdir(os.path.join(kit, "trees")):
        print("trees.py: no kit at %s: skipped" % shared)
        return
    dabir = os.environ.get("DABIR", os.path.join(root, "build", "dabir"))
    compiler = os.environ.get("DABIR_COMPILE", os.path.join(os.path.dirname(dabir), "dabir-compile"))
    chosen = [int(a) - 1 for a in sys.argv[1:]] or list(range(FOLDS))
    tmp = tempfile.mkdtemp(prefix="dabir-trees-")
    data, model, weights = (os.path.join(tmp, x) for x in ("data", "fa.dabir", "out"))
    os.mkdir(weights)
    rows, pooled = {}, {}
    for fold in chosen:
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(os.path.join(root, "data"), data)
        start = time.time()
        train(dabir, compiler, kit, data, model, weights, fold)
        for name, scheme, file in FILES:
            b = blocks(os.path.join(kit, "trees", file))
            gold = b[len(b) * fold // FOLDS:len(b) * (fold + 1) // FOLDS]
            counts, given, raw = test(dabir, model, tmp, gold, scheme)
            rows.setdefault(name, []).extend(counts)
            p = pooled.setdefault(name, ["", "", ""])
            for i, text in enumerate(("\n\n".join(gold) + "\n\n", given, raw)):
                p[i] += text
            print("fold %d %-6s gold words: UPOS %.2f lemma %.2f UAS %.2f LAS %.2f (trained in %.0f s)"
                  % (fold + 1, name, share(counts, 1), share(counts, 2), share(counts, 3), share(counts, 4), time.time() - start), flush=True)
    for name, _, _ in FILES:
        n = sum(r[0] for r in rows[name])
        print("%s: %d folds, %d sentences, %d words; gold words:" % (name, len(chosen), len(rows[name]), n))
        for i, what in ((1, "UPOS"), (2, "lemma"), (3, "UAS"), (4, "LAS")):
            print("  %-6s %6.2f  [%.2f, %.2f]" % ((what, share(rows[name], i)) + interval(rows[name], i)))
        gold, given, raw = (os.path.join(tmp, x) for x in ("g.conllu", "w.conllu", "r.conllu"))
        for path, text in zip((gold, given, raw), pooled[name]):
            write(path, text)
        print("  score/ud, gold words: " + re.sub(r"\s+", " ", run([sys.executable, ud, gold, given])))
        print("  score/ud, raw text:   " + re.sub(r"\s+", " ", run([sys.executable, ud, gold, raw])))
    shutil.rmtree(tmp)


if __name__ == "__main__":
    main()
