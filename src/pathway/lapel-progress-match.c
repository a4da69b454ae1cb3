/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-name.h"
#include "lapel-progress-private.h"

#include <string.h>

struct _LapelMatcher
{
  const LapelPathway *pathway;  /* borrowed */
  const LapelHolding *holdings; /* borrowed */
  size_t n_holdings;
  LapelTime now;
  LapelTime award_time;       /* LAPEL_TIME_NONE: no certificate yet */
  GHashTable *by_achievement; /* achievement id -> GArray of size_t */
  GHashTable *by_title;       /* normalised title -> GArray of size_t */
};

static void
index_under (GHashTable *table,
             char       *key,
             size_t      i)
{
  GArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (size_t));
      g_hash_table_insert (table, key, list);
    }
  else
    g_free (key);
  g_array_append_val (list, i);
}

static GHashTable *
index_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

LapelMatcher *
lapel_matcher_new (const LapelPathway *pathway,
                   const LapelHolding *holdings,
                   size_t              n_holdings,
                   LapelTime           now)
{
  LapelMatcher *self = g_new0 (LapelMatcher, 1);

  self->pathway = pathway;
  self->holdings = holdings;
  self->n_holdings = n_holdings;
  self->now = now;
  self->award_time = LAPEL_TIME_NONE;
  self->by_achievement = index_new ();
  self->by_title = index_new ();
  for (size_t i = 0; i < n_holdings; i++)
    {
      if (holdings[i].achievement_id != NULL)
        index_under (self->by_achievement, g_strdup (holdings[i].achievement_id), i);
      if (holdings[i].title != NULL)
        index_under (self->by_title, lapel_name_normalise (holdings[i].title), i);
    }
  return self;
}

void
lapel_matcher_free (LapelMatcher *self)
{
  g_hash_table_unref (self->by_achievement);
  g_hash_table_unref (self->by_title);
  g_free (self);
}

void
lapel_matcher_set_award_time (LapelMatcher *self,
                              LapelTime     time)
{
  self->award_time = time;
}

static gboolean
is_one_of (const char        *text,
           const char *const *list)
{
  return text != NULL && list != NULL && g_strv_contains (list, text);
}

static gboolean
is_name_of (const char        *name,
            const char *const *list)
{
  g_autofree char *normal = NULL;

  if (name == NULL || list == NULL)
    return FALSE;
  normal = lapel_name_normalise (name);
  for (size_t i = 0; list[i] != NULL; i++)
    {
      g_autofree char *other = lapel_name_normalise (list[i]);

      if (strcmp (normal, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether @holding is by an issuer that the requirement, or else the pathway's owner, names by id.
 */
static gboolean
issuer_is_named (LapelMatcher           *self,
                 const LapelRequirement *requirement,
                 const LapelHolding     *holding)
{
  if (requirement->issuer_ids != NULL)
    return is_one_of (holding->issuer_id, requirement->issuer_ids);
  return is_one_of (holding->issuer_id, lapel_pathway_get_owner_ids (self->pathway));
}

static gboolean
issuer_has_name (LapelMatcher           *self,
                 const LapelRequirement *requirement,
                 const LapelHolding     *holding)
{
  const char *owner[] = { lapel_pathway_get_owner (self->pathway), NULL };

  if (requirement->issuer_names != NULL)
    return is_name_of (holding->issuer_name, requirement->issuer_names);
  return requirement->issuer_ids == NULL && is_name_of (holding->issuer_name, owner);
}

/* An achievement id alone counts where nobody says whose it has to be and it is an https address,
 * which its owner controls; a UUID may be anybody's (europe.md §2, match strength). */
static LapelStrength
strength_by_achievement (LapelMatcher           *self,
                         const LapelRequirement *requirement,
                         const LapelHolding     *holding)
{
  gboolean names_issuer = requirement->issuer_ids != NULL || requirement->issuer_names != NULL ||
                          lapel_pathway_get_owner_ids (self->pathway) != NULL;

  if (requirement->types != NULL && !is_one_of (holding->achievement_type, requirement->types))
    return LAPEL_STRENGTH_NONE;
  if (requirement->names != NULL && !is_name_of (holding->title, requirement->names))
    return LAPEL_STRENGTH_NONE;
  if (issuer_is_named (self, requirement, holding))
    return LAPEL_STRENGTH_COUNTS;
  if (!names_issuer && g_str_has_prefix (holding->achievement_id, "https://"))
    return LAPEL_STRENGTH_COUNTS;
  return LAPEL_STRENGTH_SUGGESTED;
}

/* Why @holding does not count although it matches; LAPEL_REASON_NONE if it does. */
static LapelReason
judge (LapelMatcher           *self,
       const LapelRequirement *requirement,
       const LapelHolding     *holding)
{
  const LapelAccept *accept = &requirement->accept;
  gboolean over = holding->valid_until != LAPEL_TIME_NONE && holding->valid_until < self->now;
  gboolean lasted = accept->at_award && self->award_time != LAPEL_TIME_NONE &&
                    holding->valid_until >= self->award_time;

  if (holding->verdict == LAPEL_VERDICT_INVALID)
    return LAPEL_REASON_INVALID;
  if (holding->verdict == LAPEL_VERDICT_REVOKED)
    return LAPEL_REASON_REVOKED;
  if (over && !accept->expired && !lasted)
    return LAPEL_REASON_EXPIRED;
  if (holding->verdict == LAPEL_VERDICT_NOT_CURRENT && !over)
    return LAPEL_REASON_NOT_YET_VALID;
  if (holding->verdict == LAPEL_VERDICT_UNDECIDED && !accept->unknown)
    return LAPEL_REASON_UNDECIDED;
  if (accept->intact && holding->authentic != LAPEL_OUTCOME_PASSED)
    return LAPEL_REASON_UNDECIDED;
  if (accept->trusted && holding->issuer != LAPEL_OUTCOME_PASSED)
    return LAPEL_REASON_NOT_TRUSTED;
  if ((requirement->from != LAPEL_TIME_NONE && holding->awarded < requirement->from) ||
      (requirement->until != LAPEL_TIME_NONE && holding->awarded >= requirement->until))
    return LAPEL_REASON_OUTSIDE;
  return LAPEL_REASON_NONE;
}

static void
note_match (LapelMatcher           *self,
            const LapelRequirement *requirement,
            size_t                  i,
            LapelStrength           strength,
            GArray                 *out_counting,
            GArray                 *out_others)
{
  LapelMatch match = { self->holdings[i].entry, judge (self, requirement, &self->holdings[i]) };

  if (match.reason == LAPEL_REASON_NONE && strength == LAPEL_STRENGTH_COUNTS)
    {
      g_array_append_val (out_counting, i);
      return;
    }
  if (match.reason == LAPEL_REASON_NONE)
    match.reason = LAPEL_REASON_SUGGESTED;
  g_array_append_val (out_others, match);
}

static void
find_by_title (LapelMatcher           *self,
               const LapelRequirement *requirement,
               const char             *title,
               GHashTable             *seen,
               GArray                 *out_counting,
               GArray                 *out_others)
{
  g_autofree char *normal = lapel_name_normalise (title);
  GArray *list = g_hash_table_lookup (self->by_title, normal);

  for (unsigned int i = 0; list != NULL && i < list->len; i++)
    {
      size_t at = g_array_index (list, size_t, i);
      const LapelHolding *holding = &self->holdings[at];

      if (requirement->types != NULL && !is_one_of (holding->achievement_type, requirement->types))
        continue;
      if (!issuer_is_named (self, requirement, holding) &&
          !issuer_has_name (self, requirement, holding))
        continue;
      if (g_hash_table_add (seen, GSIZE_TO_POINTER (at + 1)))
        note_match (self, requirement, at, LAPEL_STRENGTH_SUGGESTED, out_counting, out_others);
    }
}

static int
compare_indices (gconstpointer a,
                 gconstpointer b)
{
  const size_t *x = a;
  const size_t *y = b;

  return (*x > *y) - (*x < *y);
}

void
lapel_matcher_find (LapelMatcher           *self,
                    const LapelRequirement *requirement,
                    GArray                 *out_counting,
                    GArray                 *out_others)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (size_t k = 0; requirement->achievements != NULL && requirement->achievements[k] != NULL; k++)
    {
      GArray *list = g_hash_table_lookup (self->by_achievement, requirement->achievements[k]);

      for (unsigned int i = 0; list != NULL && i < list->len; i++)
        {
          size_t at = g_array_index (list, size_t, i);
          LapelStrength strength = strength_by_achievement (self, requirement, &self->holdings[at]);

          if (strength != LAPEL_STRENGTH_NONE && g_hash_table_add (seen, GSIZE_TO_POINTER (at + 1)))
            note_match (self, requirement, at, strength, out_counting, out_others);
        }
    }

  for (size_t k = 0; requirement->names != NULL && requirement->names[k] != NULL; k++)
    find_by_title (self, requirement, requirement->names[k], seen, out_counting, out_others);
  for (uint32_t k = 0; requirement->title != NULL && k < lapel_text_count (requirement->title); k++)
    find_by_title (self, requirement, lapel_text_at (requirement->title, k), seen, out_counting,
                   out_others);
  g_array_sort (out_counting, compare_indices);
}
