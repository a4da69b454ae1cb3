/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verify-fixture.h"

G_BEGIN_DECLS

/** The documents of a badge; each can be changed in one place. */
typedef enum
{
  ASSERTION,
  BADGE,
  ISSUER,
  KEY,
  LIST,
  N_DOCUMENTS
} Which;

#define V2   "\"@context\":\"https://w3id.org/openbadges/v2\","
#define SITE "https://a.example"

/** A web in which a badge is genuine, signed or hosted. "$PEM" stands for the issuer's key. */
extern const char *const ob2_good[N_DOCUMENTS];

/** What the documents are changed to, and a row or note that must come of it. */
typedef struct
{
  const char *name;
  Which document;
  const char *from; /* (nullable): the whole document is @to, which may be %NULL: not there */
  const char *to;
  LapelQuestion question;
  int outcome; /* of LapelOutcome, or NOTE */
  const char *code;
} Rule;

#define NOTE     -1
#define FAILS    LAPEL_OUTCOME_FAILED
#define OPEN     LAPEL_OUTCOME_UNCHECKED
#define PASSES   LAPEL_OUTCOME_PASSED
#define TRUTH    LAPEL_QUESTION_AUTHENTIC
#define TIME     LAPEL_QUESTION_CURRENT
#define STANDARD LAPEL_QUESTION_CONFORMS

/** A web with one change in it. */
typedef struct
{
  char *documents[N_DOCUMENTS];
  GPtrArray *asked; /* (element-type utf8) */
} Web;

/** The good web, with what @rule (nullable) changes in it, as the loader of @fixture. */
Web *ob2_web_new (VerifyFixture *fixture,
                  const Rule    *rule);
void ob2_web_free (Web *web);

/** @text with @to for @from, which must be in it. Returns: (transfer full) */
char *ob2_replace (const char *text,
                   const char *from,
                   const char *to);

/** @report has the row or note of @rule. */
void ob2_assert_rule (const LapelReport *report,
                      const Rule        *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Web, ob2_web_free)

G_END_DECLS
