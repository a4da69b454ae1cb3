/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-checker.h"

#include "lapel-codes.h"
#include "lapel-json-text.h"
#include "lapel-words-facts.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Writing: straight into one string, as `verify --batch` does this for every line and a tree of
 * nodes would cost as much as the signature. */

/* The role of a nested report that speaks for its parent and is no part of it. */
#define ENDORSEMENT "endorsement"

static const char hex_digits[] = "0123456789abcdef";

static void
append_escaped (GString       *out,
                unsigned char  byte)
{
  switch (byte)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      g_string_append (out, "\\u00");
      g_string_append_c (out, hex_digits[byte >> 4]);
      g_string_append_c (out, hex_digits[byte & 15]);
    }
}

static gboolean
needs_escape (unsigned char byte)
{
  return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f;
}

void
lapel_json_append_text (GString    *out,
                        const char *text)
{
  const char *start = text;

  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (!needs_escape ((unsigned char) *text))
        continue;
      g_string_append_len (out, start, text - start);
      append_escaped (out, (unsigned char) *text);
      start = text + 1;
    }
  g_string_append_len (out, start, text - start);
  g_string_append_c (out, '"');
}

void
lapel_json_append_member (GString    *out,
                          const char *name,
                          const char *text)
{
  g_string_append_c (out, '"');
  g_string_append (out, name);
  g_string_append (out, "\":");
  lapel_json_append_text (out, text);
}

static void
append_detail (GString          *out,
               const LapelCheck *check)
{
  g_string_append (out, "\"detail\":{");
  for (const LapelParam *param = check->params; param != NULL && param->name != NULL; param++)
    {
      if (param != check->params)
        g_string_append_c (out, ',');
      lapel_json_append_member (out, param->name, param->value);
    }
  g_string_append_c (out, '}');
}

static void
append_states (GString     *out,
               LapelStates  states)
{
  gboolean first = TRUE;

  g_string_append (out, ",\"states\":[");
  for (unsigned int bit = 1; bit <= LAPEL_STATE_WARNING; bit <<= 1)
    {
      if ((states & bit) == 0)
        continue;
      if (!first)
        g_string_append_c (out, ',');
      lapel_json_append_text (out, lapel_state_to_string ((LapelStates) bit));
      first = FALSE;
    }
  g_string_append_c (out, ']');
}

static void
append_questions (GString           *out,
                  const LapelReport *report)
{
  g_string_append (out, ",\"questions\":{");
  for (unsigned int i = 0; i < LAPEL_N_QUESTIONS; i++)
    {
      LapelQuestion question = (LapelQuestion) i;

      if (i > 0)
        g_string_append_c (out, ',');
      lapel_json_append_member (out, lapel_question_to_string (question),
                                lapel_outcome_to_string (
                                    lapel_report_get_outcome (report, question)));
    }
  g_string_append_c (out, '}');
}

static void
append_checks (GString         *out,
               const GPtrArray *checks)
{
  g_string_append (out, ",\"checks\":[");
  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      g_string_append (out, i == 0 ? "{" : ",{");
      lapel_json_append_member (out, "question", lapel_question_to_string (check->question));
      g_string_append_c (out, ',');
      lapel_json_append_member (out, "check", check->check);
      g_string_append_c (out, ',');
      lapel_json_append_member (out, "outcome", lapel_outcome_to_string (check->outcome));
      g_string_append_c (out, ',');
      lapel_json_append_member (out, "code", check->code);
      g_string_append_c (out, ',');
      append_detail (out, check);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
append_notes (GString         *out,
              const GPtrArray *notes)
{
  g_string_append (out, ",\"notes\":[");
  for (unsigned int i = 0; i < notes->len; i++)
    {
      const LapelCheck *note = g_ptr_array_index (notes, i);

      g_string_append (out, i == 0 ? "{" : ",{");
      lapel_json_append_member (out, "code", note->code);
      g_string_append_c (out, ',');
      append_detail (out, note);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
append_report (GString           *out,
               const LapelReport *report,
               const char        *source,
               gboolean           nested)
{
  const GPtrArray *children = lapel_report_get_children (report);

  g_string_append_c (out, '{');
  lapel_json_append_member (out, "source", source);
  g_string_append_c (out, ',');
  if (nested)
    {
      lapel_json_append_member (out, "role",
                                lapel_report_is_endorsement (report) ? ENDORSEMENT : "child");
      g_string_append_c (out, ',');
    }
  lapel_json_append_member (out, "format", lapel_report_get_format (report));
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "title", lapel_report_get_title (report));
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "issuer", lapel_report_get_issuer (report));
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "verdict",
                            lapel_verdict_to_string (lapel_report_get_verdict (report)));
  append_states (out, lapel_report_get_states (report));
  append_questions (out, report);
  append_checks (out, lapel_report_get_checks (report));
  append_notes (out, lapel_report_get_notes (report));

  g_string_append (out, ",\"credentials\":[");
  for (unsigned int i = 0; i < children->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_report (out, g_ptr_array_index (children, i), NULL, TRUE);
    }
  g_string_append (out, "]}");
}

char *
lapel_report_to_json (const LapelReport *report,
                      const char        *source)
{
  GString *out = g_string_sized_new (2048);

  append_report (out, report, source, FALSE);
  return g_string_free (out, FALSE);
}

char *
lapel_report_to_json_with_facts (const LapelReport *report,
                                 const char        *source,
                                 const LapelFacts  *facts)
{
  g_autofree char *json = lapel_facts_to_json (facts);
  GString *out = g_string_sized_new (4096);

  append_report (out, report, source, FALSE);
  /* One more member before the brace that ends the report. */
  g_string_truncate (out, out->len - 1);
  g_string_append_printf (out, ",\"facts\":%s}", json);
  return g_string_free (out, FALSE);
}

/* Reading: only what append_report () wrote, hence json-glib. */

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_item (JsonArray    *array,
          unsigned int  index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* A word that a newer Lapel wrote may be unknown here; nothing better than "unchecked" is read into
 * it. */
static LapelOutcome
outcome_from_string (const char *word)
{
  for (unsigned int i = 0; i <= LAPEL_OUTCOME_NOT_APPLICABLE; i++)
    if (g_strcmp0 (word, lapel_outcome_to_string ((LapelOutcome) i)) == 0)
      return (LapelOutcome) i;
  return LAPEL_OUTCOME_UNCHECKED;
}

static LapelQuestion
question_from_string (const char *word)
{
  for (unsigned int i = 0; i < LAPEL_N_QUESTIONS; i++)
    if (g_strcmp0 (word, lapel_question_to_string ((LapelQuestion) i)) == 0)
      return (LapelQuestion) i;
  return LAPEL_QUESTION_CONFORMS;
}

/* The parameters of a row; their names are interned, as the report keeps them without a copy. */
static GArray *
read_params (JsonObject *row)
{
  GArray *params = g_array_new (TRUE, TRUE, sizeof (LapelParam));
  JsonNode *node = json_object_get_member (row, "detail");
  g_autoptr (GList) names = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return params;

  names = json_object_get_members (json_node_get_object (node));
  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *value = get_text (json_node_get_object (node), link->data);
      LapelParam param = { g_intern_string (link->data), (char *) value };

      if (value != NULL)
        g_array_append_val (params, param);
    }
  return params;
}

static void
read_checks (LapelReport *report,
             JsonArray   *array)
{
  for (unsigned int i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *row = get_item (array, i);
      g_autoptr (GArray) params = NULL;
      LapelCheck check = { 0 };

      if (row == NULL || get_text (row, "check") == NULL || get_text (row, "code") == NULL)
        continue;
      params = read_params (row);
      check.question = question_from_string (get_text (row, "question"));
      check.outcome = outcome_from_string (get_text (row, "outcome"));
      check.check = g_intern_string (get_text (row, "check"));
      check.code = g_intern_string (get_text (row, "code"));
      check.params = (LapelParam *) (void *) params->data;
      lapel_report_add_copy (report, &check);
    }
}

static void
read_notes (LapelReport *report,
            JsonArray   *array)
{
  for (unsigned int i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *row = get_item (array, i);
      g_autoptr (GArray) params = NULL;
      LapelCheck note = { 0 };

      if (row == NULL || get_text (row, "code") == NULL)
        continue;
      params = read_params (row);
      note.check = lapel_check_name_to_string (LAPEL_CHECK_NOTE);
      note.code = g_intern_string (get_text (row, "code"));
      note.params = (LapelParam *) (void *) params->data;
      lapel_report_add_copy (report, &note);
    }
}

static LapelReport *read_report (JsonObject *object,
                                 LapelTime   checked);

static void
read_nested (LapelReport *report,
             JsonArray   *array,
             LapelTime    checked)
{
  for (unsigned int i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item = get_item (array, i);

      if (item == NULL)
        continue;
      if (g_strcmp0 (get_text (item, "role"), ENDORSEMENT) == 0)
        lapel_report_add_endorsement (report, read_report (item, checked));
      else
        lapel_report_add_child (report, read_report (item, checked));
    }
}

static LapelReport *
read_report (JsonObject *object,
             LapelTime   checked)
{
  LapelReport *report = lapel_report_new ();

  lapel_report_describe (report, get_text (object, "format"), get_text (object, "title"),
                         get_text (object, "issuer"));
  read_checks (report, get_array (object, "checks"));
  read_notes (report, get_array (object, "notes"));
  read_nested (report, get_array (object, "credentials"), checked);

  lapel_report_conclude (report, checked);
  return report;
}

LapelReport *
lapel_report_from_json (const char  *json,
                        LapelTime    checked,
                        GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  JsonNode *root = NULL;

  if (!json_parser_load_from_data (parser, json, -1, &local_error))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_DAMAGED, "stored report: %s",
                   local_error->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_STORE_DAMAGED,
                           "stored report: not an object");
      return NULL;
    }
  return read_report (json_node_get_object (root), checked);
}
