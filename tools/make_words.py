#!/usr/bin/env python3
"""Make data/lexicon/words.tsv: word forms with parts of speech and frequency classes.

usage: DABIR_KIT=../shared python3 tools/make_words.py [OUT]      (OUT: default data/lexicon/words.tsv)

Words come from three lexicons (hazm, shekar: MIT; Lilak: Apache-2.0), frequencies are counted from the kit's news text,
proper names are told by the kit's name lists, gazetteers, entity-tagged tweets (MIT) and the informal treebank (CC0), and by
the company a word keeps in the news (after given names, after titles). A form that stands in data/lexicon/words-fix.tsv
(form TAB POS letters, "-" to leave it out) is settled by hand there.
Forms are joined by their letters (no half-space, folded alef), and written as the lexicon with the most boundaries writes them.
"""
import collections
import csv
import math
import os
import re
import sys

KIT = os.environ.get("DABIR_KIT", "../shared")
HERE = os.path.dirname(os.path.abspath(__file__))
ZW = "\u200c"
MARKS = {ord(c): None for c in "\u200b\u200d\u200e\u200f\u0640\xad\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670"}
NORM = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "ۀ": "ه", "ة": "ه", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "ؤ"} )
WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc\u200c]+")
FOLD = str.maketrans({"آ": "ا", "ؤ": "و", "ئ": "ی", "ء": None, ZW: None, " ": None})

NOUN_TAILS = ["های", "هایی", "ها", "هایش", "هایشان", "هایم", "هایمان", "هایت", "هایتان", "هاست", "یی", "ی", "اش", "شان", "مان", "ش", "م", "ای", "یشان", "یش", "ام",
              "هایمان", "هایتان", "یان", "ان", "ند", "اند", "یم", "ست", "اند", "یند"]
ADJ_TAILS = ["تر", "ترین", "تری", "ترین‌ها"]
PLURAL = ("ها", "های", "هایی", "هایشان", "هایش")
# words after which a name is likely: honorifics, ranks, kin of places
BEFORE_NAME = set("آقای خانم دکتر سید سیده مهندس سردار سرهنگ ژنرال سرتیپ شهید حاج سرلشکر حضرت آیت‌الله حجت‌الاسلام ملا مولوی شیخ امیر دریادار شاهزاده "
                  "شهر استان شهرستان روستای بندر جزیره ولایت ولسوالی ایالت خیابان پایتخت رودخانه".split())


def clean(s):
    return s.translate(NORM).translate(MARKS).strip(ZW + " ")


def key(s):
    return s.translate(FOLD)


def rows(*path, sep=None):
    with open(os.path.join(KIT, "data", *path), encoding="utf8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield line.split(sep) if sep else line


class Lexicon:
    """Forms by key: spellings with votes, and parts of speech with the lexicon that gives them."""

    def __init__(self):
        self.spell = collections.defaultdict(collections.Counter)
        self.pos = collections.defaultdict(set)
        self.src = collections.defaultdict(set)

    def add(self, form, pos, src, vote=1):
        form = clean(form)
        if len(form) < 2 or not WORD.fullmatch(form):
            return
        k = key(form)
        self.spell[k][form] += vote + form.count(ZW)
        self.pos[k].update(pos)
        self.src[k].add(src)


LILAK = {"noun_singular": "N", "noun_plural": "N", "adjective": "A", "adjective_comparative": "A", "adjective_superlative": "A", "adverb": "D",
         "numeral": "U", "pronoun": "C", "adposition": "C", "conjunction": "C", "determiner": "C", "interjection": "D", "classifier": "N", "foreign": ""}
HAZM = {"N": "N", "AJ": "A", "ADV": "D", "CONJ": "C", "DET": "C", "PREP": "C", "PRO": "C", "CL": "N", "AJC": "A", "AJS": "A"}


def read_lexicons():
    lex = Lexicon()
    for r in rows("lexicon", "lex-lilak", "lexicon", sep=","):
        if len(r) > 1 and r[1] in LILAK:
            lex.add(r[0], LILAK[r[1]], "lilak", 2)
    for r in rows("lexicon", "lex-hazm", "words.dat", sep="\t"):
        if len(r) == 3 and r[2] not in ("0", "V"):
            tags = {HAZM[t] for t in r[2].split(",") if t in HAZM}
            lex.add(r[0], tags, "hazm" if int(r[1]) > 0 else "hazm0")
    for r in rows("lexicon", "lex-shekar", "vocab.csv", sep=","):
        lex.add(r[0], "", "shekar", 0)
    for r in rows("lexicon", "lex-shekar", "compound_words.csv"):
        lex.add(r, "", "compound", 3)
    return lex


def read_counts(given):
    """Count forms, and how often each stands right after a given name or a title."""
    n = collections.Counter()
    spell = collections.defaultdict(collections.Counter)
    after_given, after_title = collections.Counter(), collections.Counter()
    titles = {key(w) for w in BEFORE_NAME}
    for line in rows("text", "all.txt"):
        prev, end = "", -1
        text = line.translate(NORM).translate(MARKS)
        for m in WORD.finditer(text):
            w = m.group().strip(ZW)
            if not w:
                continue
            k = key(w)
            n[k] += 1
            spell[k][w] += 1
            if prev and m.start() - end == 1 and text[end] == " ":
                if prev in given:
                    after_given[k] += 1
                elif prev in titles:
                    after_title[k] += 1
            prev, end = k, m.end()
    return n, spell, after_given, after_title


def read_neighbours(strange, wanted):
    """How often a wanted key stands beside a word of `strange` (names and unknown words), with only a space between."""
    beside = collections.Counter()
    for line in rows("text", "all.txt"):
        text = line.translate(NORM).translate(MARKS)
        prev, end, counted = "", -1, False
        for m in WORD.finditer(text):
            k = key(m.group())
            if not k:
                continue
            touch = prev and m.start() - end == 1 and text[end] == " "
            if touch and prev in wanted and not counted and k in strange:
                beside[prev] += 1
            counted = bool(touch and prev in strange and k in wanted)
            beside[k] += counted
            prev, end = k, m.end()
    return beside


def verb_forms():
    """Keys of the finite and other forms of the verbs, without auxiliaries."""
    out = set()
    with open(os.path.join(HERE, "..", "data", "lexicon", "verbs.tsv"), encoding="utf8") as f:
        for line in f:
            if line.startswith("#"):
                continue
            _, past, pres, _ = line.rstrip("\n").split("\t")
            ends = ((past, ["", "م", "ی", "یم", "ید", "ند", "ه", "ن", "ه‌است", "ه‌اند", "ه‌ام", "ه‌ایم"]), (pres, ["م", "ی", "د", "یم", "ید", "ند", "", "نده", "ان"]))
            out.update(key(pre + stem + e) for stem, es in ends for e in es for pre in ("", "ن", "می", "نمی", "ب"))
    return out | {key(w) for w in "است هست نیست هستند نیستند هستیم نیستیم هستم نیستم بودند نبودند بیاید آید نیاید بیایند می‌آید".split()}


def tagged_names():
    """(how often a key is inside an entity, how often it is not) in tagged text."""
    inside, outside = collections.Counter(), collections.Counter()
    for name in ("train.txt", "dev.txt"):
        tokens = [r for r in rows("ner", "parstwiner", name, sep="\t") if len(r) == 2]
        for r, after in zip(tokens, tokens[1:] + [["", "O"]]):
            # a place of several words (خلیج فارس) is made of common words
            is_name = r[1][2:] == "PER" or r[1] == "B-LOC" and after[1] != "I-LOC"
            if r[1][2:] not in ("POG", "NAT"):
                (inside if is_name else outside)[key(clean(r[0]))] += 1
    for name in ("iPerUDT_train", "iPerUDT_dev"):  # not those that the tagger is tested on, block by block
        for r in rows("trees", name + ".conllu", sep="\t"):
            if len(r) > 3 and r[0].isdigit():
                (inside if r[3] == "PROPN" else outside)[key(clean(r[1]))] += 1
    return inside, outside


def name_lists():
    given, places = set(), set()
    with open(os.path.join(KIT, "data/lexicon/names-pngt/persian-gender-by-name.csv"), encoding="utf8") as f:
        for r in csv.DictReader(f):
            given.add(key(clean(r["name"])))
    for n in ("male_fa.txt", "female_fa.txt"):
        for r in rows("lexicon", "names-armanyazdi", n):
            given.add(key(clean(r)))
    for r in rows("lexicon", "names-armanyazdi", "region_fa.txt"):
        places.add(key(clean(r)))
    for f in (("gazetteer", "gaz-countries", "cldr-territories-fa.tsv"), ("gazetteer", "gaz-places", "cldr-subdivisions-fa.tsv")):
        for r in rows(*f, sep="\t"):
            form = clean(r[-1])
            if " " not in form:
                places.add(key(form))
    return given, places


def read_fix():
    fix = {}
    path = os.path.join(HERE, "..", "data", "lexicon", "words-fix.tsv")
    if os.path.exists(path):
        with open(path, encoding="utf8") as f:
            for line in f:
                if line.strip() and not line.startswith("#"):
                    forms, pos = line.rstrip("\n").split("\t")[:2]
                    for form in forms.split("; "):
                        fix[key(form)] = (form, pos)
    return fix


def function_words():
    out = set()
    with open(os.path.join(HERE, "..", "data", "lexicon", "function.tsv"), encoding="utf8") as f:
        for line in f:
            if not line.startswith("#"):
                out.update(key(w) for w in line.rstrip("\n").split("\t")[2].split("; "))
    return out


def freq_class(n):
    return min(9, int(1.6 * math.log10(n))) if n > 0 else 0


class Judge:
    """Is a key a proper name, a common word, or both?"""

    def __init__(self, lex, n, after_given, after_title):
        self.lex, self.n, self.ag, self.at = lex, n, after_given, after_title
        self.given, self.places = name_lists()
        self.inside, self.outside = tagged_names()

    def plurals(self, k):
        return sum(self.n[k + p] for p in PLURAL)

    def common(self, k):
        """Signs of a common word: it takes plurals, it is an adjective or adverb, or text without names has it."""
        lex, n = self.lex, self.n
        if self.plurals(k) >= max(3, n[k] // 100):
            return True
        listed = k in self.given or k in self.places
        if lex.pos[k] & set("ADC") and "lilak" in lex.src[k] and not listed and not (k.endswith("ی") and self.company(k) > 0.3):
            return True
        return self.outside[k] >= 2 and self.outside[k] > 2 * self.inside[k]

    def company(self, k):
        return (self.ag[k] + self.at[k]) / max(1, self.n[k])

    def name(self, k):
        if k in self.places or k in self.given:
            return True
        if self.inside[k] >= 2 and self.inside[k] > 2 * self.outside[k]:
            return True
        return self.n[k] >= 5 and self.company(k) > 0.2


def main():
    out_path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "data", "lexicon", "words.tsv")
    lex = read_lexicons()
    given, _ = name_lists()
    plain = {k for k in given if not lex.pos[k] & set("ADC") and "lilak" not in lex.src[k]} | {key(w) for w in
             "محمد علی حسن حسین رضا مهدی امیر احمد محمود ابراهیم اسماعیل یوسف جواد مجید سعید حمید عباس فاطمه زهرا مریم ولادیمیر سرگئی جان دونالد جو امانوئل".split()}
    n, spell, ag, at = read_counts(plain)
    judge = Judge(lex, n, ag, at)
    fix, func = read_fix(), function_words()
    out, dropped, restored = {}, [], []

    def best(k):
        forms = collections.Counter(lex.spell[k])
        for w, c in spell[k].items():  # attested spelling decides among equals
            if w in forms:
                forms[w] += c / (1 + n[k])
        top = max(forms.items(), key=lambda x: (x[0].count(ZW) > 0, x[1], x[0]))
        return top[0]

    for k in sorted(lex.spell):
        src, c = lex.src[k], n[k]
        if k in fix or k in func:
            continue
        known = "lilak" in src or "hazm" in src or "compound" in src
        if not known and not (c >= 20 and judge.plurals(k) >= 5):
            continue
        sure = "lilak" in src and ("hazm" in src or "hazm0" in src or "compound" in src or c > 0 or lex.pos[k] & set("AD"))
        if c < 2 and not sure:
            continue
        is_name, is_common = judge.name(k), judge.common(k)
        if is_name and not is_common:
            dropped.append(k)
            continue
        pos = "".join(p for p in "NADUC" if p in lex.pos[k]) or "N"
        out[k] = (best(k), pos + ("P" if is_name else ""), c)
    first = set(out)
    base = {**out, **{k: (form, pos, n[k]) for k, (form, pos) in fix.items() if pos != "-"}}
    for k, c in n.items():  # inflected forms that the text has
        if k in out or k in fix or k in func or c < 3:
            continue
        form = inflected(k, spell[k].most_common(1)[0][0], base)
        if form and not (judge.name(k) and not judge.common(k)):
            out[k] = (form[0], form[1], c)
    strange = set(dropped) | plain | {k for k, c in n.items() if c >= 2 and k not in out and k not in func and k not in fix} - verb_forms()
    wanted = {k for k in first if n[k] >= 4 and base[k][1] in ("N", "NP", "NA", "NAP") and ZW not in base[k][0]
              and judge.plurals(k) < max(3, n[k] // 50) and judge.outside[k] < 3} | {k for k in dropped if n[k] >= 4}
    beside = read_neighbours(strange, wanted)
    for k in [k for k in dropped if k not in judge.places and n[k] >= 8 and len(k) > 2]:
        # a name in the lists, but it does not keep the company of names: a common word that serves as a name as well
        pos = "".join(p for p in "NADUC" if p in lex.pos[k]) or "N"
        limit = 0.22 if "A" in pos or judge.plurals(k) else 0.17
        if beside[k] <= limit * n[k] and judge.company(k) < 0.04 and judge.inside[k] <= max(1, judge.outside[k]) and "hazm" in lex.src[k]:
            out[k] = (best(k), pos + "P", n[k])
            restored.append(k)
    dropped = [k for k in dropped if k not in out]
    for k in sorted(wanted & first):
        if beside[k] > (0.45 if "A" in base[k][1] else 0.35) * n[k]:
            del out[k]
            dropped.append(k)
    for k, (form, pos) in fix.items():
        if pos != "-":
            out[k] = (form, pos, n[k])
    with open(out_path, "w", encoding="utf8") as f:
        f.write("# Made by tools/make_words.py; do not edit (hand corrections: words-fix.tsv). form, POS, frequency class\n")
        for form, pos, c in sorted(set(out.values())):
            f.write(f"{form}\t{pos}\t{freq_class(c)}\n")
    if os.environ.get("DROPPED"):
        with open(os.environ["DROPPED"], "w", encoding="utf8") as f:
            f.writelines(f"{k}\t{n[k]}\t{judge.company(k):.2f}\t{'g' * (k in judge.given)}{'p' * (k in judge.places)}\t{judge.inside[k]}/{judge.outside[k]}\t{beside[k]}\n" for k in sorted(dropped, key=lambda k: -n[k]))
            f.writelines(f"+{k}\t{n[k]}\t{beside[k] / n[k]:.2f}\n" for k in restored)
    print(f"{len(out)} forms, {len(dropped)} names left out, {os.path.getsize(out_path)} bytes", file=sys.stderr)


def inflected(k, seen, base):
    """Take k apart into a known word and an ending; the form with its boundary and POS, or None."""
    if k.endswith("گان") and k[:-3] + "ه" in base and len(k) > 5:
        return base[k[:-3] + "ه"][0][:-1] + "گان", "N"
    if k.startswith("به") and seen.startswith("به" + ZW) and k[2:] in base and "P" not in base[k[2:]][1]:
        return "به" + ZW + base[k[2:]][0], "D"
    for tail in NOUN_TAILS + ADJ_TAILS:
        t = key(tail)
        stem = k[: -len(t)]
        if not k.endswith(t) or len(stem) < (2 if t.startswith("ها") else 3) or stem not in base:
            continue
        form, pos, _ = base[stem]
        if tail in ADJ_TAILS:
            if "A" not in pos:
                continue
            return form + ZW + tail, "A"
        if not set(pos) & set("NA") or "P" in pos and t in ("ش", "م"):
            continue
        if t in ("ش", "م") and (form[-1] in "اوه" or stem[-1] in "اوه"):
            continue
        if tail == "ای":
            if not form.endswith("ه"):
                continue
            return form + ZW + tail, "N"
        if t in ("ند", "اند", "یم", "یند", "ست"):
            if "A" not in pos or t == "ست" and stem[-1] not in "اوی":
                continue
            return form + (ZW if t == "اند" else "") + tail, "A"
        if t in ("اش", "ام"):
            if not form.endswith("ه"):
                continue
            return form + ZW + tail, "N"
        if t.startswith("ها"):
            return form + ZW + tail, "N"
        return form + tail, "N" if "N" in pos else "A"
    return None


if __name__ == "__main__":
    main()
