/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-document.h"

G_BEGIN_DECLS

/* What lapel_document_open () is at, for the files that each open one kind of container. */

typedef struct
{
  GPtrArray *documents; /* (element-type LapelDocument): found so far */
  GCancellable *cancellable;
  size_t bytes_left; /* that may still be unpacked */
  unsigned int entries_left;
  unsigned int depth; /* containers around what is being opened */
} LapelOpening;

/** Containers in containers that are opened: an archive, and one in it. */
#define LAPEL_OPENING_MAX_DEPTH 2

/** Opens @file, whatever it is, and adds what is found. @place: (nullable): where it lies */
void lapel_opening_add_file (LapelOpening *self,
                             GBytes       *file,
                             const char   *place);

/** Adds one text of which is known that it should be a credential. @document: (transfer full): gets
 * the text; what it looks like is found out here */
void lapel_opening_add_text (LapelOpening  *self,
                             LapelDocument *document,
                             GBytes        *text);

/** Adds that there is no credential at @place. @error: (transfer full) */
void lapel_opening_add_error (LapelOpening *self,
                              GBytes       *file,
                              const char   *place,
                              GError       *error);

/** Returns: (transfer full): where something called @name lies in @place (nullable) */
char *lapel_opening_join (const char *place,
                          const char *name);

/* The kinds. Each adds at least one document, be it an error. */
void lapel_archive_open (LapelOpening *opening,
                         GBytes       *file,
                         const char   *place);
void lapel_bundle_open (LapelOpening *opening,
                        GBytes       *file,
                        const char   *place);

void lapel_pdf_open (LapelOpening *opening,
                     GBytes       *file,
                     const char   *place);

gboolean lapel_archive_is (const void *start,
                           size_t      length);

/** Whether a text is an array, or looks like the backup of another wallet. */
gboolean lapel_bundle_is (const char *text,
                          size_t      length);

G_END_DECLS
