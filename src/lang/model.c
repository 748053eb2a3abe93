/* model.c -- opening the model file: the header is checked, offsets are bounded, strings get pointers; nothing is parsed. */
#include "lang/model.h"

#include <stdlib.h>

const dabir_model *db_model_check(const dabir_model *m) { return m && m->head && memcmp(m->head->magic, DB_MODEL_MAGIC, 8) == 0 ? m : NULL; }

static uint64_t head_sum(const db_model_head *h) {
    db_model_head c = *h;
    c.head_sum = 0;
    return db_hash(&c, sizeof c);
}

const void *db_model_section(const dabir_model *m, const char tag[4], uint32_t *bytes) {
    for (uint32_t i = 0; i < m->head->n_sections; i++) {
        const db_section *s = &m->head->s[i];
        if (memcmp(s->tag, tag, 4) != 0) continue;
        if (bytes) *bytes = (uint32_t)s->bytes;
        return (const char *)m->head + s->off;
    }
    if (m->base) return db_model_section(m->base, tag, bytes);
    if (bytes) *bytes = 0;
    return NULL;
}

#define SECTION(m, tag, T, count) ((const T *)section_of((m), (tag), sizeof(T), (count)))
static const void *section_of(const dabir_model *m, const char *tag, size_t size, uint32_t *count) {
    uint32_t bytes;
    const void *p = db_model_section(m, tag, &bytes);
    *count = bytes / (uint32_t)size;
    return p;
}

static dabir_status check_head(const db_model_head *h, size_t n, dabir_error *err) {
    const uint32_t one = 1;
    if (*(const unsigned char *)&one != 1) return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "the model is little-endian, this machine is not");
    if (n < sizeof *h || memcmp(h->magic, DB_MODEL_MAGIC, 8) != 0) return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "this is no dabir model");
    if (h->version != DB_MODEL_VERSION)
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 8, "the model has version %u, this program reads version %d", h->version, DB_MODEL_VERSION);
    if (h->bytes != n)
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 16, "the model is cut off: %llu bytes expected, %llu found", (unsigned long long)h->bytes, (unsigned long long)n);
    if (h->head_sum != head_sum(h)) return db_fail(err, DABIR_E_MODEL, "", 0, 0, 32, "the model's header is damaged");
    if (h->n_sections > DB_MODEL_SECTIONS) return db_fail(err, DABIR_E_MODEL, "", 0, 0, 12, "the model's header is damaged");
    for (uint32_t i = 0; i < h->n_sections; i++)
        if (h->s[i].off % DB_MODEL_ALIGN || h->s[i].off < sizeof *h || h->s[i].off > n || h->s[i].bytes > n - h->s[i].off || h->s[i].bytes > UINT32_MAX)
            return db_fail(err, DABIR_E_MODEL, "", 0, 0, h->s[i].off, "a section lies outside of the model");
    return DABIR_OK;
}

static const char *str_at(const dabir_model *m, uint32_t o) { return o < m->n_strs ? m->strs + o : m->strs; }

static bool relocate(dabir_model *m) {
    const db_entry_rec *e = SECTION(m, "ENTR", db_entry_rec, &m->n_entry);
    const db_reg_rec *r = SECTION(m, "REGS", db_reg_rec, &m->n_reg);
    const db_vlist_rec *v = SECTION(m, "VLST", db_vlist_rec, &m->n_vlist);
    m->entry = malloc((m->n_entry + (size_t)1) * sizeof *m->entry);
    m->reg = malloc((m->n_reg + (size_t)1) * sizeof *m->reg);
    m->vlist = malloc((m->n_vlist + (size_t)1) * sizeof *m->vlist);
    if (!m->entry || !m->reg || !m->vlist) return false;
    for (uint32_t i = 0; i < m->n_entry; i++) m->entry[i] = (db_entry){e[i].cls, e[i].form, e[i].list, e[i].id, str_at(m, e[i].attr)};
    for (uint32_t i = 0; i < m->n_reg; i++)
        m->reg[i] = (db_reg){(dabir_kind)r[i].kind, str_at(m, r[i].code), str_at(m, r[i].sector), str_at(m, r[i].name), str_at(m, r[i].country), str_at(m, r[i].flags)};
    for (uint32_t i = 0; i < m->n_vlist; i++) m->vlist[i] = (db_vlist){v[i].list, v[i].flags, str_at(m, v[i].attr), v[i].via};
    return true;
}

static dabir_status attach(dabir_model *m, dabir_error *err) {
    uint32_t n_mt, n_pt, n_morph, n_grp, n_bounds, n_v, n_n;
    m->strs = SECTION(m, "STRS", char, &m->n_strs);
    m->mt = SECTION(m, "MTRI", db_node, &n_mt);
    m->pt = SECTION(m, "PTRI", db_node, &n_pt);
    m->morph = SECTION(m, "MORF", db_morph, &n_morph);
    m->grp = SECTION(m, "PGRP", db_group, &n_grp);
    m->bounds = SECTION(m, "BNDS", db_bound, &n_bounds);
    m->sfx = SECTION(m, "SUFX", db_suffix, &m->n_sfx);
    m->lemma = SECTION(m, "LEMM", db_lemma_rec, &m->n_lemma);
    m->func = SECTION(m, "FUNC", db_func_rec, &m->n_func);
    m->list = SECTION(m, "LIST", db_list_rec, &m->n_list);
    m->vslot = SECTION(m, "VHSH", db_vslot, &n_v);
    m->nslot = SECTION(m, "NAMS", db_name_slot, &n_n);
    if (!m->strs || !m->mt || !m->pt || !m->morph || !m->grp || !m->bounds || !m->vslot || !m->nslot || !m->n_strs || m->strs[m->n_strs - 1] ||
        n_mt < 128 || n_pt < 128 || n_mt % 128 || n_pt % 128 || !n_v || (n_v & (n_v - 1)) || !n_n || (n_n & (n_n - 1)))
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "a section is missing or damaged");
    m->vmask = n_v - 1;
    m->nmask = n_n - 1;
    for (uint32_t i = 0; i < m->n_sfx; i++) {
        if (m->sfx[i].n == 0 || m->sfx[i].n > 10 || m->sfx[i].letters[m->sfx[i].n - 1] > 127) return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "a suffix is damaged");
        for (uint32_t c = m->sfx[i].letters[m->sfx[i].n - 1] + 1u; c < 130; c++) m->sfx0[c] = (uint16_t)(i + 1);
    }
    if (!relocate(m)) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "out of memory");
    for (uint32_t i = m->n_lemma; i-- > 0;) { /* the first of each counts */
        if (m->lemma[i].flags & DB_LM_BE) m->copula = i + 1;
        if (m->lemma[i].flags & DB_LM_BECOME) m->become = i + 1;
        if (m->lemma[i].flags & DB_LM_DO) m->does = i + 1;
    }
    return DABIR_OK;
}

dabir_status db_model_from_memory(const void *p, size_t n, dabir_model **out, dabir_error *err) {
    *out = NULL;
    dabir_status st = check_head(p, n, err);
    if (st) return st;
    dabir_model *m = calloc(1, sizeof *m);
    if (!m) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "out of memory");
    m->head = p;
    st = attach(m, err);
    if (st) dabir_model_free(m);
    else *out = m;
    return st;
}

dabir_status dabir_model_open(const char *path, dabir_model **out, dabir_error *err) {
    *out = NULL;
    if (!path) return db_fail(err, DABIR_E_ARGUMENT, "", 0, 0, 0, "no path of a model");
    db_file f;
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    st = db_model_from_memory(f.p, f.n, out, err);
    if (st) {
        db_file_unmap(&f);
        if (err) snprintf(err->file, sizeof err->file, "%s", path);
        return st;
    }
    (*out)->file = f;
    return DABIR_OK;
}

void dabir_model_free(dabir_model *m) {
    if (!m) return;
    free(m->entry);
    free(m->reg);
    free(m->vlist);
    if (m->file.p) db_file_unmap(&m->file);
    db_buf_free(&m->image);
    dabir_model_free(m->base);
    free(m);
}

dabir_status db_model_verify(const dabir_model *m, dabir_error *err) {
    const db_model_head *h = m->head;
    if (db_hash(h + 1, (size_t)h->bytes - sizeof *h) != h->data_sum) return db_fail(err, DABIR_E_MODEL, "", 0, 0, sizeof *h, "the model's data is damaged: its sum differs");
    return DABIR_OK;
}

dabir_status db_image_append(db_buf *b, const char tag[4], const void *p, size_t n, dabir_error *err) {
    db_model_head h;
    memcpy(&h, b->p, sizeof h);
    if (h.n_sections == DB_MODEL_SECTIONS) return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "too many sections");
    while (b->n % DB_MODEL_ALIGN) db_buf_ch(b, 0);
    db_section *s = &h.s[h.n_sections++];
    memcpy(s->tag, tag, 4);
    s->off = b->n;
    s->bytes = n;
    db_buf_add(b, p, n);
    if (b->failed) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "out of memory");
    h.bytes = b->n;
    memcpy(b->p, &h, sizeof h);
    return DABIR_OK;
}

bool db_image_rename(db_buf *b, const char from[4], const char to[4]) {
    db_model_head h;
    memcpy(&h, b->p, sizeof h);
    uint32_t i = 0;
    while (i < h.n_sections && memcmp(h.s[i].tag, from, 4) != 0) i++;
    if (i == h.n_sections) return true;
    memcpy(h.s[i].tag, to, 4);
    memcpy(b->p, &h, sizeof h);
    return false;
}

void db_image_seal(db_buf *b) {
    db_model_head h;
    if (b->failed || b->n < sizeof h) return;
    memcpy(&h, b->p, sizeof h);
    h.data_sum = db_hash(b->p + sizeof h, b->n - sizeof h);
    h.head_sum = head_sum(&h);
    memcpy(b->p, &h, sizeof h);
}

/* ---- names ---- */

static uint32_t by_name(const dabir_model *m, uint32_t kind, const char *z, uint32_t none) {
    if (!z) return none;
    for (uint32_t i = db_name_hash(kind, z, strlen(z)) & m->nmask, k = 0; k <= m->nmask && m->nslot[i].str; i = (i + 1) & m->nmask, k++)
        if (m->nslot[i].kind_id >> 28 == kind && strcmp(str_at(m, m->nslot[i].str), z) == 0) return m->nslot[i].kind_id & 0xfffffff;
    return none;
}

uint32_t db_model_list(const dabir_model *m, const char *name) { return by_name(m, DB_NM_LIST, name, 0); }
uint32_t db_model_lemma(const dabir_model *m, const char *infinitive) { return by_name(m, DB_NM_LEMMA, infinitive, 0); }
uint32_t db_model_be(const dabir_model *m) { return m->copula; }
uint32_t db_model_become(const dabir_model *m) { return m->become; }
uint32_t db_model_do(const dabir_model *m) { return m->does; }
uint32_t db_model_func(const dabir_model *m, const char *id) { return by_name(m, DB_NM_FUNC, id, 0); }
uint32_t db_model_reg_by_code(const dabir_model *m, dabir_kind k, const char *code) { return by_name(m, DB_NM_REG + (uint32_t)k, code, UINT32_MAX); }
const char *db_model_lemma_name(const dabir_model *m, uint32_t l) { return l && l <= m->n_lemma ? str_at(m, m->lemma[l - 1].name) : ""; }
const char *db_model_func_name(const dabir_model *m, uint32_t i) { return i && i <= m->n_func ? str_at(m, m->func[i - 1].name) : ""; }
const db_reg *db_model_reg(const dabir_model *m, uint32_t i) { return i < m->n_reg ? &m->reg[i] : NULL; }
uint32_t db_model_n_reg(const dabir_model *m) { return m->n_reg; }

const char *db_model_list_name(const dabir_model *m, uint32_t i) { return i && i <= m->n_list ? str_at(m, m->list[i - 1].name) : ""; }

uint32_t db_model_verb_lists(const dabir_model *m, uint32_t nve, uint32_t lemma, const db_vlist **out) {
    for (uint32_t i = db_verb_hash(nve, lemma) & m->vmask, k = 0; k <= m->vmask && m->vslot[i].n; i = (i + 1) & m->vmask, k++) {
        if (m->vslot[i].nve != nve || m->vslot[i].lemma != lemma) continue;
        *out = m->vlist + m->vslot[i].first;
        return m->vslot[i].n;
    }
    *out = NULL;
    return 0;
}
