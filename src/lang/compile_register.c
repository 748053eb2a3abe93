/* compile_register.c -- register/: states, organisations, bodies, places, outlets, groups. */
#include "lang/compile.h"

static bool str_is(db_str s, const char *z) { return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0; }

/* Three capitals; XKX for Kosovo. */
static bool iso3(db_str s) {
    if (s.n != 3) return false;
    for (int i = 0; i < 3; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z') return false;
    return true;
}

static bool org_code(db_str s) {
    if (s.n < 2 || s.n > 24) return false;
    for (uint32_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-' || s.p[i] == '_' || s.p[i] == '+')) return false;
    return true;
}

/* PLOVER 0.8 sectors; several may stand side by side ("GOV MIL"). */
static bool sector(db_rd *r, db_str s) {
    static const char known[] = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO NGO";
    for (uint32_t i = 0; i < s.n; i += 4) {
        char z[4] = {0};
        if (s.n - i < 3 || (s.n - i > 3 && s.p[i + 3] != ' ')) z[0] = '?';
        else memcpy(z, s.p + i, 3);
        if (!strstr(known, z)) {
            db_rd_fault(r, s.p + i, "'%.*s' is no sector", (int)(s.n - i), s.p + i);
            return false;
        }
    }
    return true;
}

static uint32_t find_code(const db_cx *c, db_str code, bool orgs) {
    for (uint32_t i = 0; i < c->n_reg; i++) {
        if (c->reg[i].kind != DABIR_STATE && !(orgs && (c->reg[i].kind == DABIR_IGO || c->reg[i].kind == DABIR_BODY))) continue;
        if (str_is(code, c->strs.p + c->reg[i].code)) return i;
    }
    return UINT32_MAX;
}

/* A code of a state (or an organisation) that stands in the register; empty is fine. */
static bool known_code(db_rd *r, db_str code, bool orgs) {
    if (!code.n || find_code(r->c, code, orgs) != UINT32_MAX) return true;
    db_rd_fault(r, code.p, "no %s has the code '%.*s'", orgs ? "state or organisation" : "state", (int)code.n, code.p);
    return false;
}

static uint32_t add_reg(db_cx *c, dabir_kind kind, db_str code, db_str sec, db_str name, db_str country, db_str flags) {
    db_reg_rec e = {kind, db_cx_str(c, code), db_cx_str(c, sec), db_cx_str(c, name), db_cx_str(c, country), db_cx_str(c, flags)};
    DB_PUSH(c->a, c->reg, c->n_reg, c->cap_reg) = e;
    uint32_t id = c->n_reg - 1;
    if (e.code) {
        for (uint32_t i = 0; i < c->n_name; i++)
            if (c->name[i].str == e.code && c->name[i].kind_id >> 28 == DB_NM_REG + (uint32_t)kind) return id; /* a further row of it */
        db_cx_name(c, DB_NM_REG + (uint32_t)kind, e.code, id);
    }
    return id;
}

static void add_form(db_rd *r, db_str form, uint32_t id, db_form as) {
    db_cx *c = r->c;
    db_form_key k;
    if (!db_rd_key(r, form, &k)) return;
    bool again = false; /* of the same row, hence close behind in the table */
    for (uint32_t i = c->n_p; i-- > 0 && c->p[i].e.cls == DB_C_ENTITY && c->p[i].e.id == id;)
        if (db_key_eq(&c->p[i].k, &k)) {
            c->p[i].k.bound |= k.bound;
            again = true;
        }
    if (!again) db_cx_phrase(c, &k, (db_entry_rec){.cls = DB_C_ENTITY, .form = (uint8_t)as, .id = id}, as == DB_F_DEMONYM);
}

static void add_forms(db_rd *r, db_str cell, uint32_t id, db_form as) {
    db_str form;
    for (const char *it = NULL; db_rd_form(r, cell, &it, &form);) {
        db_str v[DB_VARIANTS];
        add_form(r, form, id, as);
        for (uint32_t i = 0, n = db_cx_variants(r->c, form, v, DB_VARIANTS); i < n; i++) add_form(r, v[i], id, as);
    }
}

static bool named(db_rd *r, db_str name) {
    if (name.n) return true;
    db_rd_fault(r, name.p, "the name is missing");
    return false;
}

static void state_row(db_rd *r) {
    db_cx *c = r->c;
    if (!db_rd_columns(r, 7, 7) || !named(r, r->col[1])) return;
    if (!iso3(r->col[0])) db_rd_fault(r, r->col[0].p, "'%.*s' is no ISO 3166-1 alpha-3 code", (int)r->col[0].n, r->col[0].p);
    else if (find_code(c, r->col[0], false) != UINT32_MAX) db_rd_fault(r, r->col[0].p, "there is a line already with the code '%.*s'", (int)r->col[0].n, r->col[0].p);
    else if (!str_is(r->col[6], "y") && !str_is(r->col[6], "n")) db_rd_fault(r, r->col[6].p, "y or n is expected, not '%.*s'", (int)r->col[6].n, r->col[6].p);
    else {
        uint32_t id = add_reg(c, DABIR_STATE, r->col[0], db_str_z(""), r->col[1], db_str_z(""), db_str_z(str_is(r->col[6], "y") ? "capital" : ""));
        add_forms(r, r->col[1], id, DB_F_NAME);
        add_forms(r, r->col[2], id, DB_F_SHORT);
        add_forms(r, r->col[3], id, DB_F_OFFICIAL);
        add_forms(r, r->col[4], id, DB_F_DEMONYM);
        add_forms(r, r->col[5], id, DB_F_CAPITAL);
    }
}

/* The rows are read twice: a parent may stand below its child. */
static void org_row(db_rd *r, bool check) {
    if (check) {
        known_code(r, r->col[2], true);
        return;
    }
    if (!db_rd_columns(r, 6, 7) || !sector(r, r->col[3]) || !named(r, r->col[4])) return;
    dabir_kind kind = str_is(r->col[1], "igo") ? DABIR_IGO : str_is(r->col[1], "body") ? DABIR_BODY : DABIR_N_KINDS;
    if (!org_code(r->col[0])) db_rd_fault(r, r->col[0].p, "'%.*s' is no code of an organisation", (int)r->col[0].n, r->col[0].p);
    else if (kind == DABIR_N_KINDS) db_rd_fault(r, r->col[1].p, "igo or body is expected, not '%.*s'", (int)r->col[1].n, r->col[1].p);
    else {
        for (uint32_t i = 0; i < r->c->n_reg; i++)
            if (r->c->reg[i].kind != DABIR_STATE && str_is(r->col[0], r->c->strs.p + r->c->reg[i].code) && str_is(r->col[6], r->c->strs.p + r->c->reg[i].flags)) {
                db_rd_fault(r, r->col[0].p, "there is a line already with the code '%.*s' and these flags", (int)r->col[0].n, r->col[0].p);
                return;
            }
        uint32_t id = add_reg(r->c, kind, r->col[0], r->col[3], r->col[4], r->col[2], r->col[6]);
        add_forms(r, r->col[4], id, DB_F_NAME);
        add_forms(r, r->col[5], id, DB_F_SHORT);
    }
}

static void body_row(db_rd *r) {
    if (!db_rd_columns(r, 4, 5) || !known_code(r, r->col[0], true) || !sector(r, r->col[1]) || !named(r, r->col[2])) return;
    uint32_t id = add_reg(r->c, DABIR_BODY, db_str_z(""), r->col[1], r->col[2], r->col[0], r->col[4]);
    add_forms(r, r->col[2], id, DB_F_NAME);
    add_forms(r, r->col[3], id, DB_F_SHORT);
}

/* places, outlets, groups: code of the state, name, forms, flags */
static void plain_row(db_rd *r, dabir_kind kind) {
    if (!db_rd_columns(r, 2, 4) || !known_code(r, r->col[0], kind != DABIR_PLACE) || !named(r, r->col[1])) return;
    uint32_t id = add_reg(r->c, kind, db_str_z(""), db_str_z(""), r->col[1], r->col[0], r->col[3]);
    add_forms(r, r->col[1], id, DB_F_NAME);
    add_forms(r, r->col[2], id, DB_F_SHORT);
}

static void read_table(db_cx *c, const char *rel, dabir_kind kind, bool check) {
    db_rd r;
    if (!db_rd_open(&r, c, rel)) return;
    while (db_rd_next(&r)) {
        if (r.directive) {
            if (!check) db_rd_fault(&r, r.p, "unknown directive");
        } else if (kind == DABIR_STATE) state_row(&r);
        else if (kind == DABIR_IGO) org_row(&r, check);
        else if (kind == DABIR_BODY) body_row(&r);
        else plain_row(&r, kind);
    }
    db_rd_close(&r);
}

void db_compile_register(db_cx *c) {
    read_table(c, "register/states.tsv", DABIR_STATE, false);
    read_table(c, "register/orgs.tsv", DABIR_IGO, false);
    read_table(c, "register/orgs.tsv", DABIR_IGO, true);
    read_table(c, "register/bodies.tsv", DABIR_BODY, false);
    read_table(c, "register/places.tsv", DABIR_PLACE, false);
    read_table(c, "register/outlets.tsv", DABIR_OUTLET, false);
    read_table(c, "register/groups.tsv", DABIR_GROUP, false);
}
