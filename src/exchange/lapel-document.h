/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** The largest file of any kind, and of an archive in all (design.md, "Limits against hostile
 * input"); a text has LAPEL_JSON_MAX_BYTES. */
#define LAPEL_DOCUMENT_MAX_BYTES (32 * 1024 * 1024)
#define LAPEL_ARCHIVE_MAX_BYTES  (256 * 1024 * 1024)

/** So many files an archive may hold, or credentials a text, with what is nested in it. */
#define LAPEL_ARCHIVE_MAX_ENTRIES 1000

/** One thing that was found in an input: the text of a credential, or an error. */
typedef struct
{
  GBytes *text;     /* (nullable): the credential, byte for byte: JSON, XML, a token, or where it is
                       to be had */
  gboolean address; /* the text is only the address of a credential */
  GError *error;    /* (nullable): why there is no text */
  char *place;      /* (nullable): where in the input it lies: "inner/badge.png", "#/2"; %NULL: it
                       is all of it */
  GBytes *file;     /* the file it came in, the innermost that stands on its own; the same GBytes as
                       @text where there is no other */
  const char *media_type; /* (nullable) of @file: "application/vc+json", "image/png", … */
  gboolean picture;       /* @file is a picture of the credential: not a poster with its QR code */
  const char *note;       /* (nullable): one of lapel-exchange-codes.h */
} LapelDocument;

void lapel_document_free (LapelDocument *self);

/**
 * lapel_document_open:
 *
 * Finds everything in @input that is, or should be, a credential, by content alone: JSON, a token
 * or an SD-JWT, the address of one; several in a JSON array or in the backup of another wallet; a
 * baked PNG or SVG, a picture with a QR code, a portfolio page of ours, a PDF with files attached,
 * a ZIP or tar archive. Reading the texts is left to lapel_credential_parse (). Blocks, and may
 * start helper programs: call it on a worker thread. Never writes a file.
 *
 * The errors of what was found: LAPEL_ERROR_EMPTY; _TOO_LARGE; _PICTURE_NO_CREDENTIAL; _PICTURE_
 * DAMAGED; _XML_ENTITY; _PDF_NO_CREDENTIAL; _PDF_DAMAGED; _ARCHIVE_DAMAGED; _ARCHIVE_LIMIT;
 * _ARCHIVE_NESTED; _PASSWORD; _NO_CREDENTIALS: nothing in an archive or a backup; _JSON_ENCODING: a
 * byte order mark; _JSON_SYNTAX; _NOT_RECOGNISED: anything else, with what it looks like;
 * G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type LapelDocument): never empty
 */
GPtrArray *lapel_document_open (GBytes       *input,
                                GCancellable *cancellable);

/** How many bytes an input may have that begins with @start: archives may be larger. */
size_t lapel_document_get_limit (const void *start,
                                 size_t      length);

/** The input's name and the place in it: "backup.zip/inner/badge.png". Returns: (transfer full) */
char *lapel_document_dup_name (const LapelDocument *self,
                               const char          *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelDocument, lapel_document_free)

G_END_DECLS
