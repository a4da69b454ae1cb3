/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-codes.h"
#include "lapel-words.h"

#include <string.h>

G_BEGIN_DECLS

static inline gboolean
is_check (const LapelCheck *check,
          LapelCheckName    name)
{
  return strcmp (check->check, lapel_check_name_to_string (name)) == 0;
}

static inline gboolean
has_code (const LapelCheck *check,
          LapelCode         code)
{
  return strcmp (check->code, lapel_code_to_string (code)) == 0;
}

/** The day in the parameter @name, in words. Returns: (transfer full) (nullable) */
char *lapel_words_date_param (const LapelCheck *check,
                              const char       *name);

/** The title of a row about a document of an Open Badge up to 2.0, or %NULL for any other. Returns:
 * (transfer full) (nullable) */
char *lapel_words_document_title (const LapelCheck *check);

/** The title of a row about a seal, or %NULL for any other. Returns: (transfer full) (nullable) */
char *lapel_words_seal_title (const LapelCheck *check);

/** What an intact seal means, in one sentence; %NULL for any other row. Returns: (transfer full)
 * (nullable) */
char *lapel_words_seal_sentence (const LapelCheck *check);

G_END_DECLS
