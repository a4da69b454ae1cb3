/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-progress-private.h"

/* One requirement of kind credential while it is being filled. */
typedef struct
{
  LapelProgress *progress;
  GArray *counting; /* of size_t: holdings that may fill it */
  gssize filled;    /* the holding that does, or -1 */
} Place;

typedef struct
{
  const LapelHolding *holdings;
  LapelMatcher *matcher;
  GArray *places;    /* of Place */
  GHashTable *by_id; /* requirement id -> LapelProgress */
} Work;

static const char *const reasons[] = {
  [LAPEL_REASON_NONE] = "counts",
  [LAPEL_REASON_EXPIRED] = "expired",
  [LAPEL_REASON_NOT_YET_VALID] = "not-yet-valid",
  [LAPEL_REASON_REVOKED] = "revoked",
  [LAPEL_REASON_INVALID] = "invalid",
  [LAPEL_REASON_UNDECIDED] = "undecided",
  [LAPEL_REASON_NOT_TRUSTED] = "issuer-not-trusted",
  [LAPEL_REASON_OUTSIDE] = "outside-the-time",
  [LAPEL_REASON_USED] = "counts-elsewhere",
  [LAPEL_REASON_SUGGESTED] = "suggested",
};

const char *
lapel_reason_to_string (LapelReason reason)
{
  g_return_val_if_fail ((unsigned int) reason < G_N_ELEMENTS (reasons), "");
  return reasons[reason];
}

void
lapel_progress_free (LapelProgress *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->matches);
  g_ptr_array_unref (self->of);
  g_free (self);
}

static void
place_clear (gpointer data)
{
  Place *place = data;

  g_array_unref (place->counting);
}

/* The tree, with every place and what might fill it. */
static LapelProgress *
build (Work                   *work,
       const LapelRequirement *requirement)
{
  LapelProgress *self = g_new0 (LapelProgress, 1);

  self->requirement = requirement;
  self->entry = -1;
  self->matches = g_array_new (FALSE, FALSE, sizeof (LapelMatch));
  self->of = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_progress_free);
  if (requirement->id != NULL)
    g_hash_table_insert (work->by_id, (gpointer) requirement->id, self);

  if (requirement->kind == LAPEL_REQUIREMENT_CREDENTIAL)
    {
      Place place = { self, g_array_new (FALSE, FALSE, sizeof (size_t)), -1 };

      lapel_matcher_find (work->matcher, requirement, place.counting, self->matches);
      g_array_append_val (work->places, place);
    }
  for (unsigned int i = 0; i < requirement->of->len; i++)
    g_ptr_array_add (self->of, build (work, g_ptr_array_index (requirement->of, i)));
  return self;
}

/* Finds room for place @at, moving others where they have a choice (an augmenting path). @holders
 * maps a holding to the place it fills, plus one; @tried holds the holdings looked at on this
 * search. */
static gboolean
fill (Work         *work,
      unsigned int  at,
      GHashTable   *holders,
      GHashTable   *tried)
{
  Place *place = &g_array_index (work->places, Place, at);

  for (unsigned int i = 0; i < place->counting->len; i++)
    {
      size_t holding = g_array_index (place->counting, size_t, i);
      gpointer key = GSIZE_TO_POINTER (holding + 1);
      unsigned int holder = GPOINTER_TO_UINT (g_hash_table_lookup (holders, key));

      if (!g_hash_table_add (tried, key))
        continue;
      if (holder == 0 || fill (work, holder - 1, holders, tried))
        {
          g_hash_table_insert (holders, key, GUINT_TO_POINTER (at + 1));
          place->filled = (gssize) holding;
          return TRUE;
        }
    }
  return FALSE;
}

/* Required places are served first, so that an optional one never takes their credential. */
static void
fill_all (Work *work)
{
  g_autoptr (GHashTable) holders = g_hash_table_new (NULL, NULL);

  for (int optional = 0; optional < 2; optional++)
    {
      for (unsigned int i = 0; i < work->places->len; i++)
        {
          Place *place = &g_array_index (work->places, Place, i);
          g_autoptr (GHashTable) tried = g_hash_table_new (NULL, NULL);

          if (place->progress->requirement->optional == (optional != 0))
            fill (work, i, holders, tried);
        }
    }
}

/* Tells each place what counts there and which others would have. */
static void
settle (Work *work)
{
  for (unsigned int i = 0; i < work->places->len; i++)
    {
      Place *place = &g_array_index (work->places, Place, i);
      LapelProgress *progress = place->progress;

      for (unsigned int k = 0; k < place->counting->len; k++)
        {
          size_t holding = g_array_index (place->counting, size_t, k);
          LapelMatch match = { work->holdings[holding].entry, LAPEL_REASON_USED };

          if ((gssize) holding != place->filled)
            {
              g_array_append_val (progress->matches, match);
              continue;
            }
          match.reason = LAPEL_REASON_NONE;
          progress->entry = match.entry;
          g_array_prepend_val (progress->matches, match);
        }
    }
}

static LapelProgressState
state_of_all (const LapelProgress *self)
{
  gboolean all_met = TRUE;
  gboolean only_unknown = TRUE;
  gboolean some = FALSE;

  for (unsigned int i = 0; i < self->of->len; i++)
    {
      const LapelProgress *child = g_ptr_array_index (self->of, i);
      gboolean met = child->state == LAPEL_PROGRESS_MET;

      some = some || met || child->state == LAPEL_PROGRESS_PARTLY;
      if (child->requirement->optional || met)
        continue;
      all_met = FALSE;
      only_unknown = only_unknown && child->state == LAPEL_PROGRESS_UNKNOWN;
    }
  if (all_met)
    return LAPEL_PROGRESS_MET;
  if (only_unknown)
    return LAPEL_PROGRESS_UNKNOWN;
  return some ? LAPEL_PROGRESS_PARTLY : LAPEL_PROGRESS_OPEN;
}

static void
evaluate (LapelProgress *self)
{
  gboolean leaf = self->requirement->kind != LAPEL_REQUIREMENT_ALL;

  self->done = 0;
  self->total = leaf ? 1 : 0;
  for (unsigned int i = 0; i < self->of->len; i++)
    {
      LapelProgress *child = g_ptr_array_index (self->of, i);

      evaluate (child);
      if (!child->requirement->optional)
        {
          self->done += child->done;
          self->total += child->total;
        }
    }

  if (self->requirement->kind == LAPEL_REQUIREMENT_CREDENTIAL)
    self->state = self->entry >= 0 ? LAPEL_PROGRESS_MET : LAPEL_PROGRESS_OPEN;
  else
    self->state = leaf ? LAPEL_PROGRESS_UNKNOWN : state_of_all (self);
  if (leaf && self->state == LAPEL_PROGRESS_MET)
    self->done = 1;
}

/* Blocks what waits for something that is not met. Each round can only unmeet more, so it ends. */
static gboolean
block (LapelProgress *self,
       GHashTable    *by_id)
{
  gboolean changed = FALSE;

  for (unsigned int i = 0; i < self->of->len; i++)
    changed = block (g_ptr_array_index (self->of, i), by_id) || changed;

  for (size_t i = 0; self->requirement->after != NULL && self->requirement->after[i] != NULL; i++)
    {
      const LapelProgress *before = g_hash_table_lookup (by_id, self->requirement->after[i]);

      if (self->state == LAPEL_PROGRESS_MET && before->state != LAPEL_PROGRESS_MET)
        {
          self->state = LAPEL_PROGRESS_BLOCKED;
          self->done = 0;
          changed = TRUE;
        }
    }
  return changed;
}

/* The sums and states of groups once more, now that some of their leaves are blocked. */
static void
regroup (LapelProgress *self)
{
  if (self->requirement->kind != LAPEL_REQUIREMENT_ALL || self->state == LAPEL_PROGRESS_BLOCKED)
    return;
  self->done = 0;
  for (unsigned int i = 0; i < self->of->len; i++)
    {
      LapelProgress *child = g_ptr_array_index (self->of, i);

      regroup (child);
      if (!child->requirement->optional)
        self->done += child->done;
    }
  self->state = state_of_all (self);
}

LapelProgress *
lapel_progress_new (const LapelPathway *pathway,
                    const LapelHolding *holdings,
                    size_t              n_holdings,
                    LapelTime           now)
{
  g_autoptr (LapelMatcher) matcher = lapel_matcher_new (pathway, holdings, n_holdings, now);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 award = lapel_progress_find_award (pathway, holdings, n_holdings, now);
  Work work = { holdings, matcher, places, by_id };
  LapelProgress *self;

  g_array_set_clear_func (places, place_clear);
  for (size_t i = 0; award >= 0 && i < n_holdings; i++)
    {
      if (holdings[i].entry == award)
        lapel_matcher_set_award_time (matcher, holdings[i].awarded);
    }

  self = build (&work, lapel_pathway_get_root (pathway));
  fill_all (&work);
  settle (&work);
  evaluate (self);
  while (block (self, by_id))
    regroup (self);
  return self;
}

gint64
lapel_progress_find_award (const LapelPathway *pathway,
                           const LapelHolding *holdings,
                           size_t              n_holdings,
                           LapelTime           now)
{
  const LapelRequirement *award = lapel_pathway_get_award (pathway);
  g_autoptr (LapelMatcher) matcher = NULL;
  g_autoptr (GArray) counting = NULL;
  g_autoptr (GArray) others = NULL;

  if (award == NULL)
    return -1;
  matcher = lapel_matcher_new (pathway, holdings, n_holdings, now);
  counting = g_array_new (FALSE, FALSE, sizeof (size_t));
  others = g_array_new (FALSE, FALSE, sizeof (LapelMatch));
  lapel_matcher_find (matcher, award, counting, others);
  return counting->len > 0 ? holdings[g_array_index (counting, size_t, 0)].entry : -1;
}

gboolean
lapel_progress_counts_credentials (const LapelProgress *self)
{
  if (self->requirement->kind != LAPEL_REQUIREMENT_ALL)
    return self->requirement->kind == LAPEL_REQUIREMENT_CREDENTIAL || self->requirement->optional;
  for (unsigned int i = 0; i < self->of->len; i++)
    {
      if (!lapel_progress_counts_credentials (g_ptr_array_index (self->of, i)))
        return FALSE;
    }
  return TRUE;
}
