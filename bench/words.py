#!/usr/bin/env python3
"""words.py -- how well syntactic words, clitics, lemmas and features are found.

  words.py                      five folds over the dev files of the two treebanks: trains on the rest (dabir train) and tests on the block
  words.py --gold-tags          the same without a tagger: lemmas and features for the tags of the treebank (a few minutes instead of an hour)
  words.py score GOLD SYSTEM    two CoNLL-U files of the same text

Gold words lie where their letters lie in the text, so that the two need not have the same sentences or words. A multiword token is right
if its span and all its cuts are; punctuation that PerDT counts to a multiword token is not. Lemma and features are judged on gold words.
Intervals: 95 %, bootstrap over sentences. Needs the kit (DABIR_KIT, default ../shared); DABIR and DABIR_COMPILE name the programs.
"""
import os, random, shutil, subprocess, sys, tempfile

FILES = (("PerDT", "perdt", "fa_perdt-ud-dev.conllu"), ("Seraji", "seraji", "fa_seraji-ud-dev.conllu"))
FOLDS = 5


def blocks(path):
    with open(path, encoding="utf-8") as f:
        return [b for b in f.read().split("\n\n") if b.strip()]


def sentence(block):
    """-> words [(columns, token number)], tokens [(form, word numbers)]"""
    words, tokens, until = [], [], 0
    for line in block.split("\n"):
        if not line or line[0] == "#":
            continue
        c = line.split("\t")
        if "." in c[0]:
            continue
        if "-" in c[0]:
            a, b = map(int, c[0].split("-"))
            tokens.append((c[1], []))
            until = b
            continue
        i = int(c[0])
        if i > until:
            tokens.append((c[1], []))
        tokens[-1][1].append(len(words))
        words.append(c)
    return words, tokens


def letters(s):
    """Without white space and half-spaces, which the parts of a token may have lost."""
    return "".join(ch for ch in s if not ch.isspace() and ch != "\u200c")


def items(block, at, text):
    """Spans of words and of multiword tokens, beginning at character `at` of the text without white space."""
    words, tokens = sentence(block)
    w, m = [], []
    for form, parts in tokens:
        start, cuts = at, []
        for p in parts:
            n = len(letters(words[p][1]))
            w.append((at, at + n))
            text.append(letters(words[p][1]))
            at += n
            cuts.append((at, words[p][3] == "PUNCT" or not any(ch.isalnum() for ch in words[p][1])))
        while len(cuts) > 1 and cuts[-1][1]:
            cuts.pop()
        if len(cuts) > 1:
            m.append((start,) + tuple(c for c, _ in cuts))
    return w, m, at


def f1(tp, n_gold, n_sys):
    return 200.0 * tp / (n_gold + n_sys) if n_gold + n_sys else 0.0


def interval(rows, value, n=1000):
    rnd = random.Random(1)
    got = sorted(value([rows[rnd.randrange(len(rows))] for _ in rows]) for _ in range(n))
    return got[int(0.025 * n)], got[int(0.975 * n)]


def show(name, rows, value, unit):
    lo, hi = interval(rows, value)
    print("  %-28s %6.2f  [%.2f, %.2f]  %s" % (name, value(rows), lo, hi, unit))


def span_rows(gold, system):
    """Per gold sentence: (right words, gold, system, right multiword tokens, gold, system)"""
    gt, st, bounds, gw, gm = [], [], [], [], []
    at = 0
    for b in gold:
        w, m, at = items(b, at, gt)
        gw.append(set(w))
        gm.append(set(m))
        bounds.append(at)
    sw, sm = [], []
    at = 0
    for b in system:
        w, m, at = items(b, at, st)
        sw += w
        sm += m
    if "".join(gt) != "".join(st):
        sys.exit("words.py: the two files are not of the same text")
    rows, i, j, k = [], 0, 0, 0
    for i, end in enumerate(bounds):
        r = [0, len(gw[i]), 0, 0, len(gm[i]), 0]
        while j < len(sw) and sw[j][0] < end:
            r[2] += 1
            r[0] += sw[j] in gw[i]
            j += 1
        while k < len(sm) and sm[k][0] < end:
            r[5] += 1
            r[3] += sm[k] in gm[i]
            k += 1
        rows.append(r)
    return rows


def total(rows, i):
    return sum(r[i] for r in rows)


def report_spans(name, rows):
    print("%s, from raw text: %d sentences, %d words, %d multiword tokens" % (name, len(rows), total(rows, 1), total(rows, 4)))
    show("words F1", rows, lambda x: f1(total(x, 0), total(x, 1), total(x, 2)), "")
    show("multiword tokens F1", rows, lambda x: f1(total(x, 3), total(x, 4), total(x, 5)), "%d right of %d found" % (total(rows, 3), total(rows, 5)))


def column_rows(gold, system):
    rows = []
    for g, s in zip(gold, system):
        a, b = sentence(g)[0], sentence(s)[0]
        if len(a) != len(b):
            sys.exit("words.py: gold words were not kept")
        rows.append((len(a), sum(x[2] == y[2] for x, y in zip(a, b)), sum(x[5] == y[5] for x, y in zip(a, b)),
                     sum(x[3] == y[3] for x, y in zip(a, b))))
    return rows


def report_columns(name, gold_tags, rows):
    print("%s, gold words, %s tags: %d sentences, %d words" % (name, "gold" if gold_tags else "the tagger's", len(rows), total(rows, 0)))
    for i, what in ((3, "UPOS"), (1, "lemma"), (2, "features"))[gold_tags:]:
        show(what, rows, lambda x: 100.0 * total(x, i) / max(total(x, 0), 1), "")


def run(args, **kw):
    r = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kw)
    if r.returncode:
        sys.exit("words.py: %s: %s" % (" ".join(args), r.stderr.decode("utf-8", "replace")[-500:]))
    return r.stdout


def raw_of(gold):
    """The text of each sentence, a paragraph each."""
    out = []
    for b in gold:
        out.append(next(l for l in b.split("\n") if l.startswith("# text ="))[8:].strip())
    return "\n\n".join(out) + "\n"


def train(kit, root, tmp, fold, gold_tags):
    """A model trained without block `fold` of the dev files; its path."""
    dabir, compiler = programs(root)
    data, model, weights = (os.path.join(tmp, x) for x in ("data", "fa.dabir", "out"))
    for what in ("clitic", "lemma") if gold_tags else ("tag", "clitic", "lemma"):
        run([compiler, data, model])
        run([dabir, "train", "-q", "--model", model, "--kit", kit, "--out", weights, "--fold", "%d/%d" % (fold + 1, FOLDS), what])
        for f in os.listdir(weights):
            shutil.move(os.path.join(weights, f), os.path.join(data, "weights", f))
    run([compiler, data, model])
    return model


def programs(root):
    dabir = os.environ.get("DABIR", os.path.join(root, "build", "dabir"))
    return dabir, os.environ.get("DABIR_COMPILE", os.path.join(os.path.dirname(dabir), "dabir-compile"))


def sentences(out):
    return [x for x in out.decode("utf-8").split("\n\n") if x.strip()]


def folds(kit, root, gold_tags):
    spans, columns = {}, {}
    tmp = tempfile.mkdtemp(prefix="dabir-words-")
    shutil.copytree(os.path.join(root, "data"), os.path.join(tmp, "data"))
    os.mkdir(os.path.join(tmp, "out"))
    for fold in range(FOLDS):
        model = train(kit, root, tmp, fold, gold_tags)
        for name, scheme, file in FILES:
            b = blocks(os.path.join(kit, "trees", file))
            gold = b[len(b) * fold // FOLDS:len(b) * (fold + 1) // FOLDS]
            text, given = os.path.join(tmp, "text.txt"), os.path.join(tmp, "gold.conllu")
            with open(text, "w", encoding="utf-8") as f:
                f.write(raw_of(gold))
            with open(given, "w", encoding="utf-8") as f:
                f.write("\n\n".join(gold) + "\n\n")
            lemma = [programs(root)[0], "text", "lemma", "--model", model, "--scheme", scheme, "--conllu"]
            spans.setdefault(name, []).extend(span_rows(gold, sentences(run(lemma + [text]))))
            columns.setdefault(name, []).extend(column_rows(gold, sentences(run(lemma + ["--from", "conllu"] + ["--keep-tags"] * gold_tags + [given]))))
    shutil.rmtree(tmp)
    for name, _, _ in FILES:
        report_spans(name, spans[name])
        report_columns(name, gold_tags, columns[name])


def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    if len(sys.argv) > 3 and sys.argv[1] == "score":
        gold, system = blocks(sys.argv[2]), blocks(sys.argv[3])
        report_spans(os.path.basename(sys.argv[2]), span_rows(gold, system))
        return
    kit = os.path.join(os.environ.get("DABIR_KIT", os.path.join(root, "..", "shared")), "data")
    if not os.path.isdir(os.path.join(kit, "trees")):
        print("words.py: no kit at %s: skipped" % kit)
        return
    folds(kit, root, "--gold-tags" in sys.argv)


if __name__ == "__main__":
    main()
