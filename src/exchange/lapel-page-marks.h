/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-report.h"

G_BEGIN_DECLS

/* The drawings of a portfolio page, as SVG in the page. Each differs in shape and not in colour
 * only; the colours come from the page's style by the names below. */

/** "good", "caution", "bad" or "neutral": the class that gives a mark its colour. */
const char *lapel_page_tone_of_verdict (LapelVerdict verdict);

/** Appends a shield; the word beside it says the same. */
void lapel_page_append_verdict (GString      *out,
                                LapelVerdict  verdict);

/** Appends a shield; @word: (nullable): its text alternative. */
void lapel_page_append_outcome (GString      *out,
                                LapelOutcome  outcome,
                                const char   *word);

/** Appends a shield that says nothing good or bad. */
void lapel_page_append_information (GString *out);

/** Appends a rosette, for a credential without a picture. */
void lapel_page_append_rosette (GString *out);

/** Appends a ring of @total pieces, @done of them filled, with both numbers in it. */
void lapel_page_append_ring (GString  *out,
                             unsigned  done,
                             unsigned  total);

G_END_DECLS
