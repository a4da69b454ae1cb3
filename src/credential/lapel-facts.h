/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-competence.h"
#include "lapel-credential.h"

G_BEGIN_DECLS

/**
 * LAPEL_FACTS:
 *
 * X (NAME, "word", mandatory): the elements of a micro-credential in the Council's order
 * (Recommendation 2022/C 243/02, Annex I). The word is what `lapel-cli show --json` prints; it
 * never changes its meaning.
 */
#define LAPEL_FACTS(X)                                                                             \
  X (LEARNER, "learner", TRUE)                                                                     \
  X (TITLE, "title", TRUE)                                                                         \
  X (COUNTRY, "country", TRUE)                                                                     \
  X (AWARDING_BODY, "awarding-body", TRUE)                                                         \
  X (DATE, "date", TRUE)                                                                           \
  X (LEARNING_OUTCOMES, "learning-outcomes", TRUE)                                                 \
  X (WORKLOAD, "workload", TRUE)                                                                   \
  X (LEVEL, "level", TRUE)                                                                         \
  X (ASSESSMENT, "assessment", TRUE)                                                               \
  X (PARTICIPATION, "participation", TRUE)                                                         \
  X (QUALITY_ASSURANCE, "quality-assurance", TRUE)                                                 \
  X (PREREQUISITES, "prerequisites", FALSE)                                                        \
  X (SUPERVISION, "supervision", FALSE)                                                            \
  X (GRADE, "grade", FALSE)                                                                        \
  X (STACKABILITY, "stackability", FALSE)                                                          \
  X (FURTHER_INFORMATION, "further-information", FALSE)

typedef enum
{
#define LAPEL_FACT_VALUE(NAME, word, mandatory) LAPEL_FACT_##NAME,
  LAPEL_FACTS (LAPEL_FACT_VALUE)
#undef LAPEL_FACT_VALUE
      LAPEL_N_FACTS
} LapelFactName;

/** How many of them the Recommendation makes mandatory: the 11 of "9 of 11 stated". */
#define LAPEL_N_MANDATORY_FACTS 11

/** What can be said of one element; four outcomes, four wordings, never an empty row. */
typedef enum
{
  LAPEL_FACT_STATED,
  LAPEL_FACT_NOT_STATED,     /* there is a place for it, and the issuer left it empty */
  LAPEL_FACT_NO_PLACE,       /* this format has no place for it */
  LAPEL_FACT_NOT_UNDERSTOOD, /* something stands there that Lapel cannot read: see its values */
} LapelFactState;

#define LAPEL_N_FACT_STATES (LAPEL_FACT_NOT_UNDERSTOOD + 1)

/**
 * LAPEL_FACT_TERMS:
 *
 * X (NAME, "word"): the values of vocabularies that are known, whatever the format calls them.
 */
#define LAPEL_FACT_TERMS(X)                                                                        \
  X (NONE, "none")                                                                                 \
  /* participation */                                                                              \
  X (ONLINE, "online")                                                                             \
  X (BLENDED, "blended")                                                                           \
  X (ON_SITE, "on-site")                                                                           \
  X (ON_SITE_OR_BLENDED, "on-site-or-blended")                                                     \
  X (PROJECT_BASED, "project-based")                                                               \
  X (WORK_BASED, "work-based")                                                                     \
  X (LABORATORY, "laboratory")                                                                     \
  X (VOLUNTEERING, "volunteering")                                                                 \
  X (WORK_EXPERIENCE, "work-experience")                                                           \
  X (PERSONALISED, "personalised")                                                                 \
  /* assessment */                                                                                 \
  X (TESTING, "testing")                                                                           \
  X (APPLICATION_OF_SKILL, "application-of-skill")                                                 \
  X (PORTFOLIO, "portfolio")                                                                       \
  X (PRIOR_LEARNING, "prior-learning")                                                             \
  X (EXAM, "exam")                                                                                 \
  X (PERFORMANCE, "performance")                                                                   \
  X (ARTEFACT, "artefact")                                                                         \
  /* supervision and identity check */                                                             \
  X (UNSUPERVISED, "unsupervised")                                                                 \
  X (SUPERVISED, "supervised")                                                                     \
  X (IDENTITY_CHECKED, "identity-checked")                                                         \
  X (IDENTITY_NOT_CHECKED, "identity-not-checked")                                                 \
  X (UNSUPERVISED_UNCHECKED, "unsupervised-unchecked")                                             \
  X (SUPERVISED_UNCHECKED, "supervised-unchecked")                                                 \
  X (SUPERVISED_CHECKED, "supervised-checked")                                                     \
  X (SUPERVISED_ONLINE, "supervised-online")                                                       \
  X (ON_SITE_CHECKED, "on-site-checked")                                                           \
  /* stackability */                                                                               \
  X (STACKABLE, "stackable")                                                                       \
  X (NOT_STACKABLE, "not-stackable")                                                               \
  X (STAND_ALONE, "stand-alone")                                                                   \
  X (PARTIAL, "partial")                                                                           \
  X (PARENT_OF, "parent-of")                                                                       \
  X (CHILD_OF, "child-of")                                                                         \
  X (PART_OF, "part-of")                                                                           \
  X (PRECEDES, "precedes")                                                                         \
  X (REPLACED_BY, "replaced-by")                                                                   \
  X (EXACT_MATCH_OF, "exact-match-of")                                                             \
  X (PEER_OF, "peer-of")                                                                           \
  X (RELATED_TO, "related-to")                                                                     \
  X (EXTENDS, "extends")

typedef enum
{
#define LAPEL_FACT_TERM_VALUE(NAME, word) LAPEL_FACT_TERM_##NAME,
  LAPEL_FACT_TERMS (LAPEL_FACT_TERM_VALUE)
#undef LAPEL_FACT_TERM_VALUE
      LAPEL_N_FACT_TERMS
} LapelFactTerm;

typedef enum
{
  LAPEL_FACT_TYPE_TEXT,
  LAPEL_FACT_TYPE_LINK,     /* url; stated is its name, or the URL again */
  LAPEL_FACT_TYPE_IDENTITY, /* code: the type of LapelRecipient */
  LAPEL_FACT_TYPE_COUNTRY,  /* code: ISO 3166-1 alpha-2 */
  LAPEL_FACT_TYPE_DATE,     /* time, day */
  LAPEL_FACT_TYPE_CREDITS,  /* number, unit */
  LAPEL_FACT_TYPE_DURATION, /* duration */
  LAPEL_FACT_TYPE_LEVEL,    /* number: 1 to 8 of the European Qualifications Framework */
  LAPEL_FACT_TYPE_TERM,     /* term */
  LAPEL_FACT_TYPE_GRADE,    /* stated; label: of what; code: the highest grade there is */
} LapelFactType;

#define LAPEL_N_FACT_TYPES (LAPEL_FACT_TYPE_GRADE + 1)

typedef enum
{
  LAPEL_FACT_UNIT_UNKNOWN, /* OB 3.0 credits: a semester hour, a quarter hour, anything */
  LAPEL_FACT_UNIT_ECTS,
  LAPEL_FACT_UNIT_ECVET,
} LapelFactUnit;

typedef enum
{
  LAPEL_FACT_FLAG_NONE = 0,
  LAPEL_FACT_FLAG_NOT_UNDERSTOOD = 1 << 0, /* only stated is to be shown */
  LAPEL_FACT_FLAG_BY_LABEL = 1 << 1,    /* known by its name alone: its URI is the issuer's own */
  LAPEL_FACT_FLAG_IMPLAUSIBLE = 1 << 2, /* read as it is written, and hardly meant */
  LAPEL_FACT_FLAG_LOCAL_MIDNIGHT = 1 << 3, /* a UTC time that is midnight of the next day nearby */
  LAPEL_FACT_FLAG_NO_ZONE = 1 << 4,        /* names no time zone, and is read as UTC */
  LAPEL_FACT_FLAG_HASHED = 1 << 5,         /* an identity that only its owner can recognise */
  LAPEL_FACT_FLAG_CRITERIA = 1 << 6,       /* taken from the text on how it was earned */
} LapelFactFlags;

/** A span of time as written (XML Schema duration); weeks are read as seven days. */
typedef struct
{
  unsigned int years;
  unsigned int months;
  unsigned int days;
  unsigned int hours;
  unsigned int minutes;
  unsigned int seconds;
} LapelDuration;

/** One value of an element. Which members are set is said at LapelFactType. */
typedef struct
{
  LapelFactType type;
  unsigned int flags;   /* LapelFactFlags */
  const char *stated;   /* never %NULL: as it stands in the credential */
  const char *language; /* (nullable): BCP 47 tag of stated */
  const char *label;    /* (nullable) */
  const char *url;      /* (nullable): the URI of the concept, or where the link leads */
  const char *code;     /* (nullable) */
  double number;
  LapelFactUnit unit;
  LapelFactTerm term;
  LapelDuration duration;
  LapelTime time;  /* LAPEL_TIME_NONE where there is none */
  const char *day; /* (nullable): "2023-01-01", the day to be shown, whatever the zone */
} LapelFactValue;

typedef struct
{
  LapelFactName name;
  LapelFactState state;
  const LapelFactValue *values; /* empty where not stated or without a place */
  uint32_t n_values;
  uint32_t n_more; /* left out: more than anybody reads */
} LapelFact;

/** The sixteen elements of one credential. Immutable; may be shared between threads. */
typedef struct _LapelFacts LapelFacts;

/**
 * lapel_facts_new:
 * @credential: a reference is taken, and values borrow from it
 * @languages: (nullable): what the reader reads, best first, ends with %NULL
 *
 * Reads the European elements out of @credential (europe.md §1), normalised. Nothing in it has been
 * verified: it says what the credential states.
 */
LapelFacts *lapel_facts_new (LapelCredential   *credential,
                             const char *const *languages);
void lapel_facts_free (LapelFacts *self);

/** Every element has an answer; @name < LAPEL_N_FACTS. */
const LapelFact *lapel_facts_get (const LapelFacts *self,
                                  LapelFactName     name);

/** How many mandatory elements are stated; a description of the credential, not a judgement of it.
 */
unsigned int lapel_facts_count_stated (const LapelFacts *self);

/** The language most of it is shown in, as a BCP 47 tag. (nullable): not said */
const char *lapel_facts_get_language (const LapelFacts *self);

/** The competences it names that are known: DigCompEdu, ESCO, … in its order.
 * @out_n: (out): how many */
const LapelCompetence *lapel_facts_get_competences (const LapelFacts *self,
                                                    uint32_t         *out_n);

/** "learning-outcomes", …; "stated", "not-stated", "no-place", "not-understood"; "credits", …;
 * "ects", "ecvet", "unknown"; "online", … */
const char *lapel_fact_name_to_string (LapelFactName name);
const char *lapel_fact_state_to_string (LapelFactState state);
const char *lapel_fact_type_to_string (LapelFactType type);
const char *lapel_fact_unit_to_string (LapelFactUnit unit);
const char *lapel_fact_term_to_string (LapelFactTerm term);

gboolean lapel_fact_is_mandatory (LapelFactName name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelFacts, lapel_facts_free)

G_END_DECLS
