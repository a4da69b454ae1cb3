/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli-explain.h"

#include "lapel-cli-print.h"
#include "lapel-json-text.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME_COLUMNS 20

static void
append_steps (GString      *out,
              const GArray *steps)
{
  g_string_append_c (out, '{');
  for (unsigned int i = 0; i < steps->len; i++)
    {
      const LapelParam *step = &g_array_index (steps, LapelParam, i);

      if (i > 0)
        g_string_append_c (out, ',');
      lapel_json_append_member (out, step->name, step->value);
    }
  g_string_append_c (out, '}');
}

char *
lapel_cli_explain_in_json (const char      *report,
                           const GPtrArray *explanations)
{
  /* A report is an object that has members, and so ends with a brace. */
  GString *out = g_string_new_len (report, (gssize) strlen (report) - 1);

  g_string_append (out, ",\"explain\":[");
  for (unsigned int i = 0; i < explanations->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_steps (out, g_ptr_array_index (explanations, i));
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

static void
print_step (const LapelParam *step)
{
  g_autofree char *name = lapel_cli_pad (step->name, NAME_COLUMNS);
  const char *words = lapel_words_step_value (step->name, step->value);
  g_auto (GStrv) lines = NULL;

  if (strchr (step->value, '\n') == NULL)
    {
      if (g_str_equal (words, step->value))
        lapel_cli_print_line ("    %s %s", name, step->value);
      else
        lapel_cli_print_line ("    %s %s (%s)", name, step->value, words);
      return;
    }

  lapel_cli_print_line ("    %s", step->name);
  lines = g_strsplit (step->value, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      lapel_cli_print_line ("      %s", *line);
}

void
lapel_cli_print_explanations (const GPtrArray *explanations)
{
  for (unsigned int i = 0; i < explanations->len; i++)
    {
      const GArray *steps = g_ptr_array_index (explanations, i);

      /* Translators: a heading; %u counts the proofs and signed tokens of a credential */
      lapel_cli_print_line (_ ("  Proof %u, step by step"), i + 1);
      for (unsigned int j = 0; j < steps->len; j++)
        print_step (&g_array_index (steps, LapelParam, j));
    }
}
