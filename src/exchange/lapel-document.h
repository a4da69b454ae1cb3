/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/** What a file turned out to be. */
typedef struct
{
  GBytes     *text;       /* the credential or presentation in it: JSON or a token, byte for byte; the input itself for plain text */
  const char *media_type; /* of the input: "application/vc+json", "application/vc+jwt", "image/png", "text/html" */
  gboolean    picture;    /* the input is a picture that can be shown */
  const char *note;       /* (nullable): the code of a tolerated quirk, e.g. "png-text-compressed" */
} LapelDocument;

void lapel_document_clear (LapelDocument *self);

/**
 * lapel_document_open:
 * @out_document: written on success; clear it with lapel_document_clear ()
 *
 * Recognises JSON, a compact token, a baked PNG and a portfolio page of ours (formats.md §1, §11), by content alone.
 * A file larger than design.md's limits: LAPEL_ERROR_TOO_LARGE. A picture without a credential: _PICTURE_NO_CREDENTIAL;
 * a cut or broken one: _PICTURE_DAMAGED; an empty file: _EMPTY; anything else: _NOT_RECOGNISED.
 */
gboolean lapel_document_open (GBytes        *input,
                              LapelDocument *out_document,
                              GError       **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LapelDocument, lapel_document_clear)

G_END_DECLS
