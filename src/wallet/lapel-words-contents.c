/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words.h"

#include <glib/gi18n-lib.h>

/* What stands in a credential, and the steps of its proofs, in words. */

typedef struct
{
  const char *name;
  const char *words; /* marked, not translated */
} Word;

static const char *
find (const Word *words,
      size_t      n,
      const char *name)
{
  for (size_t i = 0; i < n; i++)
    if (g_str_equal (words[i].name, name))
      return _ (words[i].words);
  return NULL;
}

const char *
lapel_words_step (const char *name)
{
  /* Translators: the steps of checking a signature, for an expert */
  static const Word steps[] = {
    { "credential", N_ ("Credential") },
    { "suite", N_ ("Kind of signature") },
    { "method", N_ ("Name of the key") },
    { "key-from", N_ ("Where the key came from") },
    { "key", N_ ("Key") },
    { "canonical-options", N_ ("Canonical form of the proof’s options") },
    { "canonical-document", N_ ("Canonical form of the credential") },
    { "options-hash", N_ ("Hash of the options") },
    { "document-hash", N_ ("Hash of the credential") },
    { "hash-data", N_ ("Both hashes") },
    { "signed-bytes", N_ ("Bytes signed") },
    { "header", N_ ("Header of the token") },
    { "signing-input", N_ ("Bytes signed") },
    { "signature", N_ ("Signature") },
    { "outcome", N_ ("Outcome") },
    { "message", N_ ("What went wrong") },
  };

  return find (steps, G_N_ELEMENTS (steps), name);
}

const char *
lapel_words_step_value (const char *name,
                        const char *value)
{
  static const Word sources[] = {
    { "identifier", N_ ("The identifier itself, which is the key") },
    { "header", N_ ("The token’s own header, which proves nothing about its issuer") },
    { "issuer-metadata", N_ ("What the issuer publishes about its tokens") },
    { "fragment", N_ ("The fragment of its URL, which proves nothing about its issuer") },
  };
  const char *words = NULL;

  if (g_str_equal (name, "key-from"))
    words = find (sources, G_N_ELEMENTS (sources), value);
  else if (g_str_equal (name, "outcome") && g_str_equal (value, "ok"))
    words = _ ("The signature fits");
  return words != NULL ? words : value;
}

char *
lapel_words_association (const char *type,
                         const char *source,
                         const char *target)
{
  /* Translators: how two achievements belong together; both are titles. The same for those below.
   */
  if (g_str_equal (type, "isChildOf") || g_str_equal (type, "isPartOf"))
    return g_strdup_printf (_ ("“%1$s” is a part of “%2$s”"), source, target);
  if (g_str_equal (type, "isParentOf"))
    return g_strdup_printf (_ ("“%1$s” contains “%2$s”"), source, target);
  if (g_str_equal (type, "exactMatchOf"))
    return g_strdup_printf (_ ("“%1$s” is the same as “%2$s”"), source, target);
  if (g_str_equal (type, "isPeerOf"))
    return g_strdup_printf (_ ("“%1$s” stands beside “%2$s”"), source, target);
  if (g_str_equal (type, "isRelatedTo"))
    return g_strdup_printf (_ ("“%1$s” is related to “%2$s”"), source, target);
  if (g_str_equal (type, "precedes"))
    return g_strdup_printf (_ ("“%1$s” comes before “%2$s”"), source, target);
  if (g_str_equal (type, "replacedBy"))
    return g_strdup_printf (_ ("“%1$s” is replaced by “%2$s”"), source, target);

  /* Translators: two titles that belong together in a way Lapel does not know; the third is the
   * English word for that way */
  return g_strdup_printf (_ ("“%1$s” and “%2$s” belong together (%3$s)"), source, target, type);
}

char *
lapel_words_origin (const char *issuer,
                    const char *what,
                    LapelTime   awarded)
{
  gboolean named = issuer != NULL && *issuer != '\0';
  g_autofree char *date = awarded != LAPEL_TIME_NONE ? lapel_words_date (awarded) : NULL;

  if (named && date != NULL)
    /* Translators: the name of an issuer, a kind such as badge, a date */
    return g_strdup_printf (_ ("%s · %s · issued %s"), issuer, what, date);
  if (named)
    /* Translators: first %s is the name of an issuer, second %s a kind such as badge */
    return g_strdup_printf (_ ("%s · %s"), issuer, what);
  if (date != NULL)
    /* Translators: a kind such as badge, a date */
    return g_strdup_printf (_ ("%s · issued %s"), what, date);
  return g_strdup (what);
}

char *
lapel_words_result (const LapelResult *result)
{
  const char *value = result->value != NULL ? result->value : result->level;

  if (value == NULL)
    return g_strdup (result->status);
  if (result->value != NULL && result->maximum != NULL)
    /* Translators: a mark and the best mark that can be had: "87 of 100" */
    return g_strdup_printf (_ ("%1$s of %2$s"), value, result->maximum);
  return g_strdup (value);
}

/* @text: (transfer full) (nullable) */
static void
take_line (GPtrArray *lines,
           char      *text)
{
  if (text != NULL)
    g_ptr_array_add (lines, text);
}

char *
lapel_words_result_detail (const LapelResult *result)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (result->value != NULL)
    take_line (lines, g_strdup (result->level));
  if (result->value != NULL || result->level != NULL)
    take_line (lines, g_strdup (result->status));
  if (result->required != NULL)
    /* Translators: %s is a mark */
    take_line (lines, g_strdup_printf (_ ("at least %s needed"), result->required));
  if (result->minimum != NULL)
    /* Translators: %s is a mark */
    take_line (lines, g_strdup_printf (_ ("lowest mark %s"), result->minimum));
  if (lines->len == 0)
    return NULL;

  g_ptr_array_add (lines, NULL);
  return g_strjoinv (" · ", (char **) lines->pdata);
}
