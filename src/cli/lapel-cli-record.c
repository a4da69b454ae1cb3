/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli-print.h"

#include "lapel-json-text.h"

/* Entries as JSON */

void
lapel_cli_append_time (GString    *out,
                       const char *name,
                       LapelTime   time)
{
  g_autofree char *text = time == LAPEL_TIME_NONE ? NULL : lapel_time_format (time);

  g_string_append_c (out, ',');
  lapel_json_append_member (out, name, text);
}

static void
append_member (GString    *out,
               const char *name,
               const char *text)
{
  g_string_append_c (out, ',');
  lapel_json_append_member (out, name, text);
}

static void
append_tags (GString           *out,
             const LapelRecord *record)
{
  g_string_append (out, ",\"tags\":[");
  for (const char *const *tag = record->tags; tag != NULL && *tag != NULL; tag++)
    {
      g_string_append (out, tag == record->tags ? "" : ",");
      lapel_json_append_text (out, *tag);
    }
  g_string_append_c (out, ']');
}

/* By their names, in the holder's order. */
static void
append_collections (GString           *out,
                    LapelWallet       *wallet,
                    const LapelRecord *record)
{
  GPtrArray *collections = lapel_wallet_get_collections (wallet);
  gboolean first = TRUE;

  g_string_append (out, ",\"collections\":[");
  for (unsigned int i = 0; i < collections->len; i++)
    {
      const LapelCollection *collection = g_ptr_array_index (collections, i);

      if (!lapel_record_is_in (record, collection->id))
        continue;
      g_string_append (out, first ? "" : ",");
      lapel_json_append_text (out, collection->name);
      first = FALSE;
    }
  g_string_append_c (out, ']');
}

void
lapel_cli_print_record_json (LapelWallet       *wallet,
                             const LapelRecord *record)
{
  LapelEntryList *entries = lapel_wallet_get_entries (wallet);
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "{\"entry\":%" G_GINT64_FORMAT, record->id);
  append_member (out, "title", record->title);
  append_member (out, "issuer", record->issuer_name);
  append_member (out, "issuerId", record->issuer_id);
  append_member (out, "achievement", record->achievement_id);
  append_member (out, "kind", lapel_kind_to_string (record->kind));
  append_member (out, "language", record->language);
  lapel_cli_append_time (out, "awarded", record->awarded);
  lapel_cli_append_time (out, "validUntil", record->valid_until);
  lapel_cli_append_time (out, "added", record->added);
  lapel_cli_append_time (out, "checked", record->checked);
  if (record->binned != LAPEL_TIME_NONE)
    lapel_cli_append_time (out, "removed", record->binned);
  append_member (out, "verdict", lapel_verdict_to_string (record->verdict));
  append_member (out, "yours", lapel_outcome_to_string (record->outcomes[LAPEL_QUESTION_YOURS]));
  if (record->binned == LAPEL_TIME_NONE)
    g_string_append_printf (out, ",\"earned\":%u",
                            lapel_entry_list_count_same (entries, record->id));
  append_tags (out, record);
  append_collections (out, wallet, record);
  g_string_append_c (out, '}');
  lapel_cli_print_json (out->str);
}

void
lapel_cli_print_outcomes (const LapelCli *cli,
                          const GArray   *ids,
                          const char     *outcome,
                          const char     *words)
{
  for (unsigned int i = 0; i < ids->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i));
      g_autoptr (GString) line = g_string_new (words);

      if (cli->json)
        {
          g_string_printf (line, "{\"entry\":%s,\"outcome\":\"%s\"}", id, outcome);
          lapel_cli_print_json (line->str);
          continue;
        }
      g_string_replace (line, "%1$s", id, 0);
      lapel_cli_print_line ("%s", line->str);
    }
}
