/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-page-marks.h"

#include "lapel-html.h"

/* The ring's circumference is 100 units, so that lengths are percentages. */
#define RING_RADIUS "15.9155"
#define RING_GAP    1.6

/* More pieces than this would be crumbs. */
#define RING_MAX_PIECES 16

/* What a shield holds. */
#define GLYPH_CHECK    "m8 12 2.9 2.9L16.2 9"
#define GLYPH_CROSS    "m9 9 6 6m0-6-6 6"
#define GLYPH_MINUS    "M8.2 12h7.6"
#define GLYPH_CLOCK    "M12 7.6V12l3 2"
#define GLYPH_LETTER_I "M12 11.2v5.2m0-8.9v.1"
#define GLYPH_QUESTION "M9.6 9.7c.2-3.2 5-3 4.8 0-.1 1.8-2.3 1.8-2.4 3.7m0 2.6v.1"

typedef struct
{
  const char *tone;
  const char *glyph;
} Mark;

static const Mark verdict_marks[LAPEL_N_VERDICTS] = {
  [LAPEL_VERDICT_VERIFIED] = { "good", GLYPH_CHECK },
  [LAPEL_VERDICT_UNDECIDED] = { "caution", GLYPH_QUESTION },
  [LAPEL_VERDICT_NOT_CURRENT] = { "caution", GLYPH_CLOCK },
  [LAPEL_VERDICT_REVOKED] = { "bad", GLYPH_MINUS },
  [LAPEL_VERDICT_INVALID] = { "bad", GLYPH_CROSS },
};

static const Mark outcome_marks[] = {
  [LAPEL_OUTCOME_PASSED] = { "good", GLYPH_CHECK },
  [LAPEL_OUTCOME_FAILED] = { "bad", GLYPH_CROSS },
  [LAPEL_OUTCOME_UNCHECKED] = { "caution", GLYPH_QUESTION },
  [LAPEL_OUTCOME_NOT_APPLICABLE] = { "neutral", GLYPH_MINUS },
};

static const Mark information_mark = { "neutral", GLYPH_LETTER_I };

static void
append_shield (GString    *out,
               const Mark *mark,
               const char *word)
{
  g_string_append_printf (out, "<svg class=\"shield %s\" viewBox=\"0 0 24 24\"", mark->tone);
  if (word != NULL)
    {
      g_string_append (out, " role=\"img\" aria-label=\"");
      lapel_html_append_text (out, word);
      g_string_append (out, "\">");
    }
  else
    {
      g_string_append (out, " aria-hidden=\"true\">");
    }
  g_string_append_printf (out,
                          "<path d=\"M12 1.5c2.7 1.9 5.6 2.8 8.7 2.9v7.2c0 5.3-3.6 9.2-8.7 10.9"
                          "-5.1-1.7-8.7-5.6-8.7-10.9V4.4C6.4 4.3 9.3 3.4 12 1.5z\"/>"
                          "<path class=\"glyph\" d=\"%s\"/></svg>",
                          mark->glyph);
}

const char *
lapel_page_tone_of_verdict (LapelVerdict verdict)
{
  return verdict_marks[verdict].tone;
}

void
lapel_page_append_verdict (GString      *out,
                           LapelVerdict  verdict)
{
  append_shield (out, &verdict_marks[verdict], NULL);
}

void
lapel_page_append_outcome (GString      *out,
                           LapelOutcome  outcome,
                           const char   *word)
{
  append_shield (out, &outcome_marks[outcome], word);
}

void
lapel_page_append_information (GString *out)
{
  append_shield (out, &information_mark, NULL);
}

void
lapel_page_append_rosette (GString *out)
{
  g_string_append (out, "<svg class=\"picture rosette\" viewBox=\"0 0 64 64\" aria-hidden=\"true\">"
                        "<path d=\"m22 38-7 20 9-3 6 7 4-14 4 14 6-7 9 3-7-20z\"/>"
                        "<circle cx=\"32\" cy=\"25\" r=\"21\"/>"
                        "<circle class=\"rim\" cx=\"32\" cy=\"25\" r=\"15\"/></svg>");
}

/* One stretch of the ring, from @start for @length hundredths. SVG numbers have a point whatever
 * the locale. */
static void
append_arc (GString    *out,
            const char *css_class,
            double      start,
            double      length)
{
  char numbers[3][G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (numbers[0], sizeof numbers[0], "%.3f", length);
  g_ascii_formatd (numbers[1], sizeof numbers[1], "%.3f", 100 - length);
  g_ascii_formatd (numbers[2], sizeof numbers[2], "%.3f", start * 3.6 - 90);
  g_string_append_printf (out,
                          "<circle class=\"%s\" cx=\"20\" cy=\"20\" r=\"" RING_RADIUS "\" "
                          "stroke-dasharray=\"%s %s\" transform=\"rotate(%s 20 20)\"/>",
                          css_class, numbers[0], numbers[1], numbers[2]);
}

static void
append_pieces (GString  *out,
               unsigned  done,
               unsigned  total)
{
  double piece = 100.0 / total;
  double gap = total > 1 ? RING_GAP : 0;

  for (unsigned i = 0; i < total; i++)
    append_arc (out, i < done ? "done" : "open", i * piece + gap / 2, piece - gap);
}

void
lapel_page_append_ring (GString  *out,
                        unsigned  done,
                        unsigned  total)
{
  unsigned filled = MIN (done, total);

  g_string_append (out, "<svg class=\"picture ring\" viewBox=\"0 0 40 40\" aria-hidden=\"true\">");
  if (total > 0 && total <= RING_MAX_PIECES)
    {
      append_pieces (out, filled, total);
    }
  else
    {
      append_arc (out, "open", 0, 100);
      if (filled > 0)
        append_arc (out, "done", 0, 100.0 * filled / total);
    }
  g_string_append_printf (out, "<text x=\"20\" y=\"23\">%u / %u</text></svg>", filled, total);
}
