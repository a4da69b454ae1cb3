/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-input.h"
#include "lapel-wallet-private.h"

#define SUFFIX ".lapel-pathway.json"

char *
lapel_pathways_dup_shipped_folder (void)
{
  const char *data = g_getenv ("LAPEL_DATA_DIR");

  return g_build_filename (data == NULL ? LAPEL_DATA_DIR : data, "pathways", NULL);
}

static LapelPathway *
load_file (const char  *path,
           GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = lapel_input_read_file (file, NULL, error);
  LapelPathway *pathway = NULL;
  const char *text = NULL;
  gsize length = 0;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  pathway = lapel_pathway_parse (text, length, error);
  if (pathway == NULL)
    g_prefix_error (error, "%s: ", path);
  return pathway;
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the pathway files of @folder, sorted; none where there is no such folder. */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names_cb);
  return names;
}

/* @pathway: (transfer full) */
static void
add_pathway (GPtrArray    *pathways,
             LapelPathway *pathway)
{
  for (unsigned int i = 0; i < pathways->len; i++)
    if (g_strcmp0 (lapel_pathway_get_id (g_ptr_array_index (pathways, i)),
                   lapel_pathway_get_id (pathway)) == 0)
      {
        lapel_pathway_unref (g_ptr_array_index (pathways, i));
        g_ptr_array_index (pathways, i) = pathway;
        return;
      }
  g_ptr_array_add (pathways, pathway);
}

GPtrArray *
lapel_pathways_load (const char *const *folders,
                     GPtrArray         *errors)
{
  GPtrArray *pathways = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_pathway_unref);

  for (; *folders != NULL; folders++)
    {
      g_autoptr (GPtrArray) files = list_files (*folders);

      for (unsigned int i = 0; i < files->len; i++)
        {
          g_autoptr (GError) error = NULL;
          LapelPathway *pathway = load_file (g_ptr_array_index (files, i), &error);

          if (pathway != NULL)
            add_pathway (pathways, pathway);
          else
            g_ptr_array_add (errors, g_steal_pointer (&error));
        }
    }
  return pathways;
}

LapelStanding *
lapel_standing_ref (LapelStanding *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lapel_standing_unref (LapelStanding *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  lapel_progress_free (self->progress);
  lapel_pathway_unref (self->pathway);
  g_free (self);
}

static GArray *
make_holdings (GPtrArray *records)
{
  GArray *holdings = g_array_sized_new (FALSE, FALSE, sizeof (LapelHolding), records->len);

  for (unsigned int i = 0; i < records->len; i++)
    {
      const LapelRecord *record = g_ptr_array_index (records, i);
      LapelHolding holding = {
        .entry = record->id,
        .title = record->title,
        .issuer_id = record->issuer_id,
        .issuer_name = record->issuer_name,
        .achievement_id = record->achievement_id,
        .achievement_type = record->achievement_type,
        .awarded = record->awarded,
        .valid_until = record->valid_until,
        .verdict = record->verdict,
        .authentic = record->outcomes[LAPEL_QUESTION_AUTHENTIC],
        .issuer = record->outcomes[LAPEL_QUESTION_ISSUER],
      };

      g_array_append_val (holdings, holding);
    }
  return holdings;
}

GPtrArray *
lapel_standings_new (GPtrArray *pathways,
                     GPtrArray *records,
                     LapelTime  now)
{
  GPtrArray *standings = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_standing_unref);
  g_autoptr (GArray) holdings = make_holdings (records);
  const LapelHolding *first = (const LapelHolding *) (void *) holdings->data;

  for (unsigned int i = 0; i < pathways->len; i++)
    {
      LapelStanding *standing = g_new0 (LapelStanding, 1);

      g_atomic_ref_count_init (&standing->ref_count);
      standing->pathway = lapel_pathway_ref (g_ptr_array_index (pathways, i));
      standing->progress = lapel_progress_new (standing->pathway, first, holdings->len, now);
      standing->award = lapel_progress_find_award (standing->pathway, first, holdings->len, now);
      g_ptr_array_add (standings, standing);
    }
  return standings;
}
