/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-facts.h"
#include "lapel-language.h"

G_BEGIN_DECLS

struct _LapelFacts
{
  LapelArena *arena;
  LapelCredential *credential;
  LapelLanguages *languages;
  GArray *values[LAPEL_N_FACTS]; /* (element-type LapelFactValue) */
  LapelFact facts[LAPEL_N_FACTS];
  GArray *competences; /* (element-type LapelCompetence) */
};

/* Readers of one format each: they add what is stated, and set the state of what cannot be. */

/** Open Badges 0.5 to 2.0. */
void lapel_facts_read_ob2 (LapelFacts *self);

/** Open Badges 3.0 and Comprehensive Learner Records 2.0. */
void lapel_facts_read_ob3 (LapelFacts *self);

/** European Digital Credentials. @document: the credential, or the claim of a token that holds it
 */
void lapel_facts_read_elm (LapelFacts      *self,
                           const LapelJson *document);

/** Whatever else: what the model has. */
void lapel_facts_read_model (LapelFacts *self);

/** Says that the format has no place for @name; an element with a value keeps it. */
void lapel_facts_set_no_place (LapelFacts    *self,
                               LapelFactName  name);

/* Adding. What is absent (%NULL) or empty adds nothing; an equal value is there once. */

/**
 * lapel_facts_add:
 *
 * Adds a copy of @value.
 * Returns: (nullable) (transfer none): where it lies until the next one is added; %NULL where there
 * are too many
 */
LapelFactValue *lapel_facts_add (LapelFacts           *self,
                                 LapelFactName         name,
                                 const LapelFactValue *value);

/** A text in the language to be shown; each of several. */
void lapel_facts_add_text (LapelFacts      *self,
                           LapelFactName    name,
                           const LapelJson *value,
                           unsigned int     flags);

/** Somewhere to read on; what is no address on the web stands as the text of @label alone. @url,
 * @label: (nullable) */
void
lapel_facts_add_link (LapelFacts    *self,
                      LapelFactName  name,
                      const char    *url,
                      const char    *label);

/** A word of an enumeration, each of several; one that is not known stands as text. */
void lapel_facts_add_words (LapelFacts      *self,
                            LapelFactName    name,
                            const LapelJson *value);

/** ELM concepts: known by URI, notation or English label, else shown by their label, else not
 * understood. */
void lapel_facts_add_concepts (LapelFacts      *self,
                               LapelFactName    name,
                               const LapelJson *value);

void
lapel_facts_add_term (LapelFacts    *self,
                      LapelFactName  name,
                      LapelFactTerm  term,
                      const char    *stated);

/** An awarding body's country in any of its writings; @url: (nullable) its authority URI */
void lapel_facts_add_country (LapelFacts *self,
                              const char *stated,
                              const char *language,
                              const char *url);

/** @value: a number, or a text that is one */
void lapel_facts_add_credits (LapelFacts      *self,
                              const LapelJson *value,
                              LapelFactUnit    unit,
                              const char      *url);

/** Credits at the start of a text such as "5 ECTS". */
void lapel_facts_add_credits_text (LapelFacts    *self,
                                   const char    *text,
                                   LapelFactUnit  unit);

/** XML Schema durations, each of several. @label: (nullable): what takes so long */
void lapel_facts_add_durations (LapelFacts      *self,
                                const LapelJson *value,
                                const char      *label);

/** A number of hours, or of minutes; where @minutes_per_unit is 0 nobody knows of what. */
void lapel_facts_add_span (LapelFacts      *self,
                           const LapelJson *value,
                           unsigned int     minutes_per_unit);

/** How many minutes one of the issuer's own units of work has; 0 where it is not known. */
unsigned int lapel_facts_minutes_per_unit (const LapelFacts *self);

/** A level that ends @url, or else @stated: "6", "EQF6". @url: (nullable) */
void lapel_facts_add_eqf (LapelFacts *self,
                          const char *stated,
                          const char *url);

/** A date and time, or a date. @local_midnight: whether its writer is known to turn local dates
 * into UTC times */
void lapel_facts_add_date (LapelFacts *self,
                           const char *stated,
                           gboolean    local_midnight);

/** The text of a number or of a string; %NULL for anything else. It lives as long as @self. */
const char *lapel_facts_scalar (LapelFacts      *self,
                                const LapelJson *value);

/** True and false as two terms; anything else adds nothing. */
void lapel_facts_add_answer (LapelFacts      *self,
                             LapelFactName    name,
                             const LapelJson *value,
                             LapelFactTerm    yes,
                             LapelFactTerm    no);

void lapel_facts_add_result (LapelFacts        *self,
                             const LapelResult *result);

/** Credits, levels, quality assurance and outcomes of alignments (Open Badges 2 and 3). */
void lapel_facts_add_alignment (LapelFacts           *self,
                                const LapelAlignment *alignment);

/** The holder, by name and by what identifies them; by an id of their own only where there is
 * nothing else. */
void lapel_facts_add_learner (LapelFacts *self);

/** Remembers @alignment where its framework is known. */
void lapel_facts_add_competence (LapelFacts           *self,
                                 const LapelAlignment *alignment);

gboolean lapel_facts_is_empty (const LapelFacts *self,
                               LapelFactName     name);

/** Shows everything else in the language that suits for @title. */
void lapel_facts_decide_language (LapelFacts      *self,
                                  const LapelJson *title);

/** The language @credential says it is in, as a tag. (nullable) */
const char *lapel_facts_find_primary (const LapelCredential *credential);

/** Whether there is nothing but white space. @text: (nullable) */
gboolean lapel_is_blank (const char *text);

/* Vocabularies (europe.md §1): %LAPEL_FACT_TERM_NONE for what is not in them. */
LapelFactTerm lapel_fact_term_of_uri (LapelFactName  name,
                                      const char    *uri);
LapelFactTerm lapel_fact_term_of_label (LapelFactName  name,
                                        const char    *label);

/** Reads an XML Schema duration that is not negative; "P2W" of ISO 8601 too. */
gboolean lapel_duration_parse (const char    *text,
                               LapelDuration *out);

/** Its length in hours; a month has 30 days and a year 365. */
double lapel_duration_get_hours (const LapelDuration *self);

G_END_DECLS
