/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"

G_BEGIN_DECLS

/**
 * LapelLanguages:
 *
 * Which of a text's languages to show (europe.md §5): the holder's own in their order, each
 * exactly, then in the same script, then in the same language, then a close relative; else the
 * credential's primary language, else English, else what names no language, else the first there
 * is. The language of the title is decided first and goes before all others, so that a page does
 * not mix.
 */
typedef struct _LapelLanguages LapelLanguages;

/**
 * lapel_languages_new:
 * @wanted: (nullable): tags or locale names, best first, ends with %NULL
 * @primary: (nullable): the credential's own language
 */
LapelLanguages *lapel_languages_new (const char *const *wanted,
                                     const char        *primary);
void lapel_languages_free (LapelLanguages *self);

/** Puts @tag before all other languages. @tag: (nullable): then nothing changes */
void lapel_languages_decide (LapelLanguages *self,
                             const char     *tag);

/** The decided language, else the primary one. (nullable) */
const char *lapel_languages_get_decided (const LapelLanguages *self);

/**
 * lapel_languages_pick:
 * @value: (nullable): a string, a JSON-LD value object, a language map, or several of the first two
 * @out_tag: (out) (nullable): the language of the answer as it was written, in BCP 47; %NULL where
 * nothing names it. Owned by @value or @self
 *
 * Returns: (nullable): a string or an array that holds strings, part of @value
 */
const LapelJson *
lapel_languages_pick (const LapelLanguages  *self,
                      const LapelJson       *value,
                      const char           **out_tag);

/** "sr-Latn-RS" of "sr_RS@latin", "en" of "en ", "en-GB" of "en_GB.UTF-8". Returns: (transfer
 * full) */
char *lapel_language_normalise (const char *tag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelLanguages, lapel_languages_free)

G_END_DECLS
