/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli-print.h"

#include "lapel-words-facts.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define QUESTION_COLUMNS 22

#define GREEN  "\033[32m"
#define YELLOW "\033[33m"
#define RED    "\033[31m"
#define BOLD   "\033[1m"
#define DIM    "\033[2m"
#define RESET  "\033[0m"

/* https://no-color.org: any value that is not empty. */
static gboolean
has_colour (void)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return isatty (STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0');
}

static const char *
paint (const char *escape)
{
  return has_colour () ? escape : "";
}

/* Controls, and the marks that turn the direction of writing or hide in it. */
static gboolean
is_harmful (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x2028 || c == 0x2029;
}

char *
lapel_cli_clean (const char *text)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      g_string_append_unichar (clean, is_harmful (c) ? 0xFFFD : c);
    }
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

void
lapel_cli_print_line (const char *format,
                      ...)
{
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  clean = lapel_cli_clean (text);
  g_print ("%s\n", clean);
}

void
lapel_cli_print_json (const char *line)
{
  fputs (line, stdout);
  putchar ('\n');
}

void
lapel_cli_print_bytes (GBytes *bytes)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  fwrite (data, 1, size, stdout);
}

gboolean
lapel_cli_flush (void)
{
  return fflush (stdout) == 0 && !ferror (stdout);
}

static unsigned int
count_columns (const char *text)
{
  unsigned int columns = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (c))
        columns += g_unichar_iswide (c) ? 2 : 1;
    }
  return columns;
}

char *
lapel_cli_pad (const char   *text,
               unsigned int  width)
{
  unsigned int columns = count_columns (text);

  return g_strdup_printf ("%s%*s", text, columns < width ? (int) (width - columns) : 0, "");
}

static const char *
outcome_mark (LapelOutcome outcome)
{
  switch (outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      return "✓";
    case LAPEL_OUTCOME_FAILED:
      return "✗";
    case LAPEL_OUTCOME_UNCHECKED:
      return "?";
    case LAPEL_OUTCOME_NOT_APPLICABLE:
    default:
      return "–";
    }
}

static const char *
outcome_colour (LapelOutcome outcome)
{
  switch (outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      return GREEN;
    case LAPEL_OUTCOME_FAILED:
      return RED;
    case LAPEL_OUTCOME_UNCHECKED:
      return YELLOW;
    case LAPEL_OUTCOME_NOT_APPLICABLE:
    default:
      return DIM;
    }
}

/* The shield of a verdict, told with the marks of outcomes. */
static LapelOutcome
outcome_of_verdict (LapelVerdict verdict)
{
  if (verdict == LAPEL_VERDICT_VERIFIED)
    return LAPEL_OUTCOME_PASSED;
  return verdict == LAPEL_VERDICT_UNDECIDED ? LAPEL_OUTCOME_UNCHECKED : LAPEL_OUTCOME_FAILED;
}

static void
print_row (const LapelCheck *check,
           const char       *indent)
{
  g_autofree char *title = lapel_words_check_title (check);
  g_autofree char *detail = lapel_words_check_detail (check);
  g_autofree char *clean_title = lapel_cli_clean (title);

  g_print ("%s    %s%s%s %s\n", indent, paint (outcome_colour (check->outcome)),
           outcome_mark (check->outcome), paint (RESET), clean_title);
  if (detail != NULL)
    {
      g_autofree char *clean_detail = lapel_cli_clean (detail);

      g_print ("%s      %s%s%s\n", indent, paint (DIM), clean_detail, paint (RESET));
    }
}

static void
print_question (const LapelReport *report,
                LapelQuestion      question,
                const char        *indent)
{
  const GPtrArray *checks = lapel_report_get_checks (report);
  LapelOutcome outcome = lapel_report_get_outcome (report, question);
  g_autofree char *name = lapel_cli_pad (lapel_words_question (question), QUESTION_COLUMNS);

  g_print ("%s  %s%s%s%s%s%s\n", indent, paint (BOLD), name, paint (RESET),
           paint (outcome_colour (outcome)), lapel_words_outcome (outcome), paint (RESET));
  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->question == question)
        print_row (check, indent);
    }
}

static void
print_notes (const GPtrArray *notes,
             const char      *indent)
{
  for (unsigned int i = 0; i < notes->len; i++)
    {
      const LapelCheck *note = g_ptr_array_index (notes, i);
      const char *sentence = lapel_words_code (note->code);

      g_print ("%s  %s!%s %s\n", indent, paint (YELLOW), paint (RESET),
               sentence == NULL ? note->code : sentence);
    }
}

static void
print_report (const LapelReport *report,
              const char        *source,
              unsigned int       level)
{
  g_autofree char *indent = g_strnfill (level * 4, ' ');
  g_autofree char *sentence = lapel_words_verdict_sentence (report);
  g_autofree char *clean_source = lapel_cli_clean (source == NULL ? "" : source);
  const char *title = lapel_report_get_title (report);
  const char *issuer = lapel_report_get_issuer (report);
  const GPtrArray *children = lapel_report_get_children (report);
  LapelOutcome shield = outcome_of_verdict (lapel_report_get_verdict (report));

  if (lapel_report_is_endorsement (report))
    lapel_cli_print_line ("%s%s", indent, _ ("Endorsed by somebody else:"));
  g_print ("%s%s%s %s%s%s%s\n", indent, paint (outcome_colour (shield)), outcome_mark (shield),
           lapel_words_report_verdict (report), paint (RESET), source == NULL ? "" : "  ",
           clean_source);
  if (title != NULL && issuer != NULL)
    lapel_cli_print_line ("%s  %s · %s", indent, title, issuer);
  else if (title != NULL)
    lapel_cli_print_line ("%s  %s", indent, title);
  lapel_cli_print_line ("%s  %s", indent, sentence);

  /* Of what could not be read nothing was asked, and the sentence has said why. */
  if (lapel_report_get_states (report) & LAPEL_STATE_UNREADABLE)
    return;
  for (unsigned int i = 0; i < LAPEL_N_QUESTIONS; i++)
    print_question (report, (LapelQuestion) i, indent);
  print_notes (lapel_report_get_notes (report), indent);

  for (unsigned int i = 0; i < children->len; i++)
    print_report (g_ptr_array_index (children, i), NULL, level + 1);
}

void
lapel_cli_print_report (const LapelReport *report,
                        const char        *source)
{
  print_report (report, source, 0);
}

void
lapel_cli_print_record (const LapelRecord *record)
{
  g_autofree char *title = lapel_cli_clean (record->title);
  g_autofree char *issuer = lapel_cli_clean (record->issuer_name);
  g_autofree char *verdict =
      lapel_cli_pad (lapel_words_verdict (record->verdict, record->states), 24);
  g_autofree char *date = lapel_words_date (record->awarded);
  LapelOutcome shield = outcome_of_verdict (record->verdict);

  g_print ("%5" G_GINT64_FORMAT "  %s%s %s%s  %s · %s · %s\n", record->id,
           paint (outcome_colour (shield)), outcome_mark (shield), verdict, paint (RESET), title,
           issuer, date);
}

static void
print_fact (const LapelFact *fact)
{
  g_autofree char *label = lapel_cli_pad (lapel_words_fact (fact->name), QUESTION_COLUMNS);
  g_autofree char *text = lapel_words_fact_text (fact);
  g_autofree char *note = lapel_words_fact_note (fact);
  g_autofree char *clean_text = lapel_cli_clean (text);

  g_print ("    %s%s%s%s\n", label, paint (fact->state == LAPEL_FACT_STATED ? "" : YELLOW),
           clean_text, paint (RESET));
  if (note != NULL && fact->state != LAPEL_FACT_NO_PLACE)
    {
      g_autofree char *clean_note = lapel_cli_clean (note);

      g_print ("    %*s%s%s%s\n", QUESTION_COLUMNS, "", paint (DIM), clean_note, paint (RESET));
    }
}

void
lapel_cli_print_facts (const LapelFacts *facts)
{
  g_autofree char *count = lapel_words_facts_count (facts);

  g_print ("\n  %s%s%s  %s\n", paint (BOLD), _ ("Micro-credential facts"), paint (RESET), count);
  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    print_fact (lapel_facts_get (facts, (LapelFactName) i));
}
