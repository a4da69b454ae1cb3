/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-facts.h"

G_BEGIN_DECLS

/* The European elements in words: translated, plain text, never markup. To show them, go from 0 to
 * LAPEL_N_FACTS over lapel_facts_get (): a label, a text, and where there is one a second line. */

/** "Workload", "Quality assurance", … */
const char *lapel_words_fact (LapelFactName name);

/** All its values on one line, or one of the wordings for what is absent: "Not stated by the
 * issuer", "This format has no place for it", "Stated but not understood: “…”". Returns: (transfer
 * full) */
char *lapel_words_fact_text (const LapelFact *fact);

/** What has to be known about it beside the text: that a duration is hardly meant, that a day was
 * guessed from a zone, that it may be described in the criteria. Returns: (transfer full)
 * (nullable) */
char *lapel_words_fact_note (const LapelFact *fact);

/** One value alone, for a list: "60 hours", "2 ECTS", "Ireland". Returns: (transfer full) */
char *lapel_words_fact_value (const LapelFactValue *value);

/** "9 of 11 stated": a description, not a verdict. Returns: (transfer full) */
char *lapel_words_facts_count (const LapelFacts *facts);

/** "DigCompEdu 2.2", "DigCompEdu 2.2 (B1)", "EQF 6", or the name of a skill. Returns: (transfer
 * full) */
char *lapel_words_competence (const LapelCompetence *competence);

/** The name of a country in the user's language, where iso-codes has it. (nullable) for letters
 * that are no country */
const char *lapel_words_country (const char *alpha2);

/** The facts as one line of JSON (`lapel-cli show --json`). Returns: (transfer full) */
char *lapel_facts_to_json (const LapelFacts *facts);

G_END_DECLS
