/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-credential.h"

G_BEGIN_DECLS

/** Frameworks whose codes are known. */
typedef enum
{
  LAPEL_FRAMEWORK_DIGCOMPEDU,      /* code "2.2", an area "2"; level "A1" to "C2" */
  LAPEL_FRAMEWORK_DIGCOMP,         /* of citizens: code is the end of its URI */
  LAPEL_FRAMEWORK_ESCO_SKILL,      /* code is the UUID of its URI */
  LAPEL_FRAMEWORK_ESCO_OCCUPATION, /* the same, or "C2330" of ISCO */
  LAPEL_FRAMEWORK_EQF,             /* code "1" to "8" */
} LapelFramework;

/** One competence, found in an alignment or in a concept. Texts belong to what it was found in. */
typedef struct
{
  LapelFramework framework;
  char code[40];    /* never empty */
  char level[3];    /* or empty */
  const char *name; /* (nullable): as the credential calls it */
  const char *url;  /* (nullable) */
} LapelCompetence;

/**
 * lapel_competence_recognise:
 *
 * Whether @alignment is with a framework that is known (europe.md §4): ESCO, DigComp and EQF by
 * their URIs alone, DigCompEdu, which has no URIs of its own, by its name with a code or the name
 * of one of its competences in a language it was published in.
 */
gboolean lapel_competence_recognise (const LapelAlignment *alignment,
                                     LapelCompetence      *out);

/** "digcompedu", "digcomp", "esco-skill", "esco-occupation", "eqf". */
const char *lapel_framework_to_string (LapelFramework framework);

/** The English name of a DigCompEdu competence or area, "Creating and modifying digital resources"
 * for "2.2". (nullable) */
const char *lapel_digcompedu_get_name (const char *code);

G_END_DECLS
