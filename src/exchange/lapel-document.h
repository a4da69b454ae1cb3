/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/** What a file turned out to be. */
typedef struct
{
  GBytes *text;           /* the credential in it, byte for byte: JSON or a token */
  const char *media_type; /* of the input: "application/vc+json", "image/png", "text/html", … */
  gboolean picture;       /* the input is a picture that can be shown */
  const char *note;       /* (nullable): one of lapel-exchange-codes.h */
} LapelDocument;

void lapel_document_clear (LapelDocument *self);

/**
 * lapel_document_open:
 * @out_document: written on success; clear it with lapel_document_clear ()
 *
 * Recognises JSON, a compact token or SD-JWT, a baked PNG and a portfolio page of ours, by content
 * alone, and leaves reading the text to lapel_credential_parse (). For JSON and tokens the text is
 * the input.
 *
 * Errors: LAPEL_ERROR_EMPTY; _TOO_LARGE: a text, or the text in a picture or page, over 5 MiB, or a
 * file over 32 MiB; _PICTURE_NO_CREDENTIAL; _PICTURE_DAMAGED: cut or broken; _JSON_ENCODING: a byte
 * order mark; _NOT_RECOGNISED: anything else, with what it looks like.
 */
gboolean lapel_document_open (GBytes         *input,
                              LapelDocument  *out_document,
                              GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LapelDocument, lapel_document_clear)

G_END_DECLS
