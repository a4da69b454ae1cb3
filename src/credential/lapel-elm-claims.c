/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-elm-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* What the holder is said to have achieved: europe.md §1, with C = a claim, S = its specification,
 * X = an assessment. */

#define ESCO        "http://data.europa.eu/esco/"
#define DIGCOMP     "http://data.europa.eu/snb/dcf/"
#define EQF         "http://data.europa.eu/snb/eqf/"
#define ECTS_SUFFIX "/6fcec5c5af"

#define DIPLOMA_SUPPLEMENT "http://data.europa.eu/snb/credential/6dff8a0f87"

/* More than any programme has. */
#define MAX_ECTS    1000.0
#define MAX_RESULTS 1000
#define MAX_LISTED  1000

/* A micro-credential of the European approach has at most these. */
#define MAX_MICRO_ECTS 30.0

static const char activity_type[] = "LearningActivity";

static gboolean
is_achievement (const LapelJson *claim)
{
  return lapel_json_has_type (claim, "LearningAchievement");
}

/* The claim that the credential is about: the first achievement, else the first of all. */
static const LapelJson *
find_main (const LapelJson *claims)
{
  for (uint32_t i = 0; i < lapel_json_count (claims); i++)
    if (is_achievement (lapel_json_at (claims, i)))
      return lapel_json_at (claims, i);
  return lapel_json_at (claims, 0);
}

static uint32_t
count_achievements (const LapelJson *claims)
{
  uint32_t n = 0;

  for (uint32_t i = 0; i < lapel_json_count (claims); i++)
    n += is_achievement (lapel_json_at (claims, i)) ? 1 : 0;
  return n;
}

/* Credits */

static gboolean
is_ects (const LapelJson *credit)
{
  const LapelJson *framework = lapel_elm_first (credit, "framework");
  const char *id = lapel_json_get_string (framework, "id");
  const char *notation = lapel_json_get_string (framework, "notation");

  if (id != NULL && g_str_has_suffix (id, ECTS_SUFFIX))
    return TRUE;
  return notation != NULL && g_ascii_strcasecmp (notation, "ECTS") == 0;
}

/* A point is written as text, "2" or "2.5", and by some as a number. */
static double
read_point (const LapelJson *point)
{
  const char *text = lapel_json_as_string (point);
  char *end = NULL;
  double value = 0;

  if (point != NULL && point->type == LAPEL_JSON_NUMBER)
    value = point->number;
  else if (text != NULL && g_ascii_isdigit (*text))
    value = g_ascii_strtod (text, &end);
  if (end != NULL && *end != '\0')
    return 0;
  return value > 0 && value < MAX_ECTS ? value : 0;
}

static double
find_credits (const LapelJson *credits)
{
  for (uint32_t i = 0; i < lapel_json_count (credits); i++)
    {
      const LapelJson *credit = lapel_json_at (credits, i);

      if (is_ects (credit))
        return read_point (lapel_elm_first (credit, "point"));
    }
  return 0;
}

/* What the claim itself states; its parts count only where it states nothing, as the whole includes
 * them (europe.md §2). */
static double
ects_of_claim (const LapelJson *claim)
{
  double ects = find_credits (lapel_json_get (claim, "creditReceived"));
  const LapelJson *parts = lapel_json_get (claim, "hasPart");

  if (ects == 0)
    ects = find_credits (lapel_json_get (lapel_elm_first (claim, "specifiedBy"), "creditPoint"));
  if (ects == 0)
    for (uint32_t i = 0; i < lapel_json_count (parts); i++)
      ects += ects_of_claim (lapel_json_at (parts, i));
  return ects < MAX_ECTS ? ects : 0;
}

static double
ects_of_claims (const LapelJson *claims)
{
  double ects = 0;

  for (uint32_t i = 0; i < lapel_json_count (claims); i++)
    if (is_achievement (lapel_json_at (claims, i)))
      ects += ects_of_claim (lapel_json_at (claims, i));
  return ects < MAX_ECTS ? ects : 0;
}

static int
read_level (const LapelJson *specification)
{
  const char *id = lapel_json_id_of (lapel_elm_first (specification, "eqfLevel"));
  const char *level = id != NULL && g_str_has_prefix (id, EQF) ? id + strlen (EQF) : "";

  return level[0] >= '1' && level[0] <= '8' && level[1] == '\0' ? level[0] - '0' : 0;
}

/* Alignments and tags */

static LapelAlignment
read_skill (const LapelCredential *self,
            const LapelJson       *skill)
{
  const char *id = lapel_json_id_of (skill);
  gboolean esco = id != NULL && g_str_has_prefix (id, ESCO);
  gboolean digcomp = id != NULL && g_str_has_prefix (id, DIGCOMP);

  /* What calls itself an ESCO skill under an id that somebody made up is a word and no more. */
  return (LapelAlignment){
    .framework = esco      ? "ESCO"
                 : digcomp ? "DigComp"
                           : lapel_elm_label (self, lapel_json_get (skill, "inScheme")),
    .name = lapel_elm_label (self, skill),
    .url = esco || digcomp ? id : NULL,
  };
}

static void
add_skills (LapelCredential *self,
            GArray          *found,
            const LapelJson *skills)
{
  for (uint32_t i = 0; i < lapel_json_count (skills) && found->len < MAX_LISTED; i++)
    {
      LapelAlignment alignment = read_skill (self, lapel_json_at (skills, i));

      if (alignment.name != NULL || alignment.url != NULL)
        g_array_append_val (found, alignment);
    }
}

/* An outcome that names no skill is one itself. */
static void
add_outcome (LapelCredential *self,
             GArray          *found,
             const LapelJson *outcome)
{
  unsigned int before = found->len;
  LapelAlignment own = { .name = lapel_elm_text_of (self, outcome, "title"),
                         .type = "LearningOutcome" };

  add_skills (self, found, lapel_json_get (outcome, "relatedESCOSkill"));
  add_skills (self, found, lapel_json_get (outcome, "relatedSkill"));
  if (found->len == before && own.name != NULL && found->len < MAX_LISTED)
    g_array_append_val (found, own);
}

static void
read_alignments (LapelCredential *self,
                 const LapelJson *specification)
{
  const LapelJson *outcomes = lapel_json_get (specification, "learningOutcome");
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (LapelAlignment));
  LapelAlignment *alignments;

  for (uint32_t i = 0; i < lapel_json_count (outcomes); i++)
    add_outcome (self, found, lapel_json_at (outcomes, i));

  alignments = lapel_arena_new_array (self->arena, LapelAlignment, found->len);
  for (unsigned int i = 0; i < found->len; i++)
    alignments[i] = g_array_index (found, LapelAlignment, i);
  self->alignments = alignments;
  self->n_alignments = found->len;
}

static void
read_tags (LapelCredential *self,
           const LapelJson *specification)
{
  const LapelJson *areas = lapel_json_get (specification, "thematicArea");
  uint32_t n = MIN (lapel_json_count (areas), MAX_LISTED);
  const char *category = lapel_elm_text_of (self, specification, "category");
  const char **tags = lapel_arena_new_array (self->arena, const char *, n + 2);
  uint32_t used = 0;

  if (category != NULL)
    tags[used++] = category;
  for (uint32_t i = 0; i < n; i++)
    {
      const char *label = lapel_elm_label (self, lapel_json_at (areas, i));

      if (label != NULL)
        tags[used++] = label;
    }
  tags[used] = NULL;
  self->tags = tags;
}

/* Results */

static void
add_assessments (LapelCredential *self,
                 GArray          *found,
                 const LapelJson *assessments)
{
  for (uint32_t i = 0; i < lapel_json_count (assessments) && found->len < MAX_RESULTS; i++)
    {
      const LapelJson *assessment = lapel_json_at (assessments, i);
      const LapelJson *specification = lapel_elm_first (assessment, "specifiedBy");
      LapelResult result = {
        .name = lapel_elm_text_of (self, assessment, "title"),
        .type = lapel_elm_label (self, lapel_json_get (specification, "dcType")),
        .value = lapel_elm_text_of (self, assessment, "grade"),
        .status = lapel_elm_label (self, lapel_json_get (assessment, "gradeStatus")),
      };

      if (result.name == NULL)
        result.name = lapel_elm_text_of (self, specification, "title");
      g_array_append_val (found, result);
      add_assessments (self, found, lapel_json_get (assessment, "hasPart"));
    }
}

static void
add_assessments_of (LapelCredential *self,
                    GArray          *found,
                    const LapelJson *claim)
{
  const LapelJson *awarded = lapel_json_get (claim, "awardedBy");

  add_assessments (self, found, lapel_json_get (claim, "provenBy"));
  for (uint32_t i = 0; i < lapel_json_count (awarded); i++)
    add_assessments (self, found, lapel_json_get (lapel_json_at (awarded, i), "used"));
}

/* A part of the whole, or another claim beside the main one, by its name; then what proved it. */
static void
add_claim (LapelCredential *self,
           GArray          *found,
           const LapelJson *claim)
{
  const LapelJson *parts = lapel_json_get (claim, "hasPart");
  LapelResult result = {
    .name = lapel_elm_text_of (self, claim, "title"),
    .type = lapel_json_as_string (lapel_elm_first (claim, "type")),
  };

  if (found->len >= MAX_RESULTS)
    return;
  if (result.name != NULL)
    g_array_append_val (found, result);
  add_assessments_of (self, found, claim);
  for (uint32_t i = 0; i < lapel_json_count (parts); i++)
    add_claim (self, found, lapel_json_at (parts, i));
}

static void
read_results (LapelCredential *self,
              const LapelJson *claims,
              const LapelJson *main_claim)
{
  const LapelJson *parts = lapel_json_get (main_claim, "hasPart");
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (LapelResult));
  LapelResult *results;

  add_assessments_of (self, found, main_claim);
  for (uint32_t i = 0; i < lapel_json_count (parts); i++)
    add_claim (self, found, lapel_json_at (parts, i));
  for (uint32_t i = 0; i < lapel_json_count (claims); i++)
    if (lapel_json_at (claims, i) != main_claim)
      add_claim (self, found, lapel_json_at (claims, i));

  results = lapel_arena_new_array (self->arena, LapelResult, found->len);
  for (unsigned int i = 0; i < found->len; i++)
    results[i] = g_array_index (found, LapelResult, i);
  self->results = results;
  self->n_results = found->len;
}

/* The rest */

static void
read_identity (LapelCredential *self,
               const LapelJson *claim,
               const LapelJson *specification)
{
  const LapelJson *homepage = lapel_elm_first (specification, "homepage");

  self->achievement_id = lapel_elm_global_id (lapel_json_get_string (specification, "id"));
  if (self->achievement_id == NULL)
    self->achievement_id = lapel_json_get_string (homepage, "contentURL");
  self->criteria_id = lapel_json_get_string (homepage, "contentURL");

  self->code = lapel_json_get_string (specification, "qualificationCode");
  if (self->code == NULL)
    self->code = lapel_json_get_string (lapel_elm_first (specification, "identifier"), "notation");
  if (self->code == NULL)
    self->code = lapel_json_get_string (lapel_elm_first (claim, "identifier"), "notation");
}

static void
read_title (LapelCredential *self,
            const LapelJson *claim,
            gboolean         transcript)
{
  const LapelJson *display = lapel_elm_first (self->document, "displayParameter");
  const LapelJson *specification = lapel_elm_first (claim, "specifiedBy");
  const LapelJson *holders[] = { claim, specification, display };
  const LapelJson *title = NULL;

  /* What the whole is called says more than the first of many courses; of one achievement it says
   * less, often just "Micro-Credential" (europe.md §1). */
  if (transcript)
    title = lapel_json_get (display, "title");
  for (unsigned int i = 0; title == NULL && i < G_N_ELEMENTS (holders); i++)
    title = lapel_json_get (holders[i], "title");

  self->language = lapel_elm_choose_language (self, title);
  self->title = lapel_elm_text (self, title);
  if (self->title == NULL)
    self->title = "EuropeanDigitalCredential";
  for (unsigned int i = 0; self->description == NULL && i < G_N_ELEMENTS (holders); i++)
    self->description = lapel_elm_text_of (self, holders[i], "description");
}

static void
read_kind (LapelCredential *self,
           const LapelJson *specification,
           gboolean         transcript)
{
  const LapelJson *profiles = lapel_json_get (self->document, "credentialProfiles");
  gboolean diploma = FALSE;

  for (uint32_t i = 0; i < lapel_json_count (profiles); i++)
    diploma = diploma ||
              g_strcmp0 (lapel_json_id_of (lapel_json_at (profiles, i)), DIPLOMA_SUPPLEMENT) == 0;

  self->kind = LAPEL_KIND_CERTIFICATE;
  if (transcript)
    self->kind = LAPEL_KIND_TRANSCRIPT;
  else if (!self->participation && !diploma && self->ects >= 1 && self->ects <= MAX_MICRO_ECTS)
    self->kind = LAPEL_KIND_MICRO_CREDENTIAL;

  self->achievement_type = lapel_elm_label (self, lapel_json_get (specification, "dcType"));
  if (self->achievement_type == NULL && self->kind == LAPEL_KIND_MICRO_CREDENTIAL)
    self->achievement_type = "MicroCredential";
  if (self->achievement_type == NULL && self->participation)
    self->achievement_type = activity_type;
}

void
lapel_elm_read_claims (LapelCredential *self)
{
  const LapelJson *subject = lapel_elm_first (self->document, "credentialSubject");
  const LapelJson *claims = lapel_json_get (subject, "hasClaim");
  const LapelJson *claim = find_main (claims);
  const LapelJson *specification = lapel_elm_first (claim, "specifiedBy");
  gboolean transcript = count_achievements (claims) > 1;

  self->participation = lapel_json_has_type (claim, activity_type);
  read_title (self, claim, transcript);
  read_identity (self, claim, specification);
  self->ects = ects_of_claims (claims);
  self->eqf = read_level (specification);
  read_alignments (self, specification);
  read_tags (self, specification);
  read_results (self, claims, claim);
  read_kind (self, specification, transcript);
}
