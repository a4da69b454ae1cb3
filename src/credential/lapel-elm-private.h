/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-credential.h"

G_BEGIN_DECLS

/* European Digital Credentials are read as a tree of JSON members, never as RDF: ids are local to a
 * document and used twice for different things, and the members are the stable interface
 * (europe.md §3). Every member may be one value or several: read them with lapel_json_count () and
 * lapel_json_at (). */

/** Where the ids begin that a document gives to its own parts; in another one they mean something
 * else. */
#define LAPEL_ELM_LOCAL_ID "urn:epass:"

/** The dcType of evidence that the sealing organisation acts under mandate. */
#define LAPEL_ELM_MANDATE "http://data.europa.eu/snb/evidence-type/c_18016257"

/** The first value of member @name of the first of @object. */
const LapelJson *lapel_elm_first (const LapelJson *object,
                                  const char      *name);

/** @id, or %NULL where it is local to the document. */
const char *lapel_elm_global_id (const char *id);

/** The dcType of @object as URI; (nullable). */
const char *lapel_elm_type_id (const LapelJson *object);

/** Whether @document has evidence that its issuer acts for the awarding body. */
gboolean lapel_elm_has_mandate (const LapelJson *document);

/** The number of its issuer in the EU's register (eIDASIdentifier) that @document states;
 * (nullable). */
const char *lapel_elm_issuer_number (const LapelJson *document);

/* lapel-elm-text.c: language maps. */

/** The BCP 47 tag of a language concept of the EU's authority list, "…/language/ENG"; (nullable).
 */
const char *lapel_elm_language_tag (const LapelJson *concept);

/**
 * lapel_elm_choose_language:
 *
 * Decides the language in which @self is shown, by its @title (europe.md §5), which may be %NULL.
 * Returns: (nullable): a BCP 47 tag in the arena of @self
 */
const char *lapel_elm_choose_language (LapelCredential *self,
                                       const LapelJson *title);

/**
 * lapel_elm_text:
 *
 * @value, a language map, a plain text or a Note, in the language of @self; where it does not have
 * that, in English, undetermined, or the first there is. Of several texts the first. Returns:
 * (nullable)
 */
const char *lapel_elm_text (const LapelCredential *self,
                            const LapelJson       *value);

/** The text of member @name of @object. */
const char *
lapel_elm_text_of (const LapelCredential *self,
                   const LapelJson       *object,
                   const char            *name);

/** What a concept is called: its label, else its notation. */
const char *lapel_elm_label (const LapelCredential *self,
                             const LapelJson       *concept);

/* lapel-elm-claims.c: what was achieved. */

/** Fills what @self says of the claims of its holder. */
void lapel_elm_read_claims (LapelCredential *self);

/* lapel-elm-media.c: pictures and documents. */

/** The bytes of a MediaObject as a data: URI in the arena of @self, typed by what they are and not
 * by what they are called; (nullable): none that could be shown. */
const char *lapel_elm_data_uri (LapelCredential *self,
                                const LapelJson *media);

/** Fills the page images and the evidence of @self. */
void lapel_elm_read_media (LapelCredential *self);

G_END_DECLS
