/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-document.h"

#include "lapel-exchange-codes.h"
#include "lapel-json.h"
#include "lapel-jws.h"
#include "lapel-opening.h"
#include "lapel-page-private.h"
#include "lapel-picture.h"
#include "lapel-png.h"
#include "lapel-sd-jwt.h"
#include "lapel-svg.h"

#include <string.h>

/* The root of the only credentials in XML, the retired form of the European ones, is in its head.
 */
#define XML_ROOT   "europassCredential"
#define HEAD_BYTES 4096

/* Files we know but cannot take a credential from, so that the refusal can name them. */
typedef struct
{
  const char *magic;
  size_t length;
  LapelError code;
  const char *what;
} Known;

static const Known known[] = {
  { "\x89PNG", 4, LAPEL_ERROR_PICTURE_DAMAGED, "a PNG picture whose first bytes were changed" },
  { "\x1f\x8b", 2, LAPEL_ERROR_NOT_RECOGNISED, "a compressed file" },
  { "\xef\xbb\xbf", 3, LAPEL_ERROR_JSON_ENCODING, "a text with a byte order mark (RFC 8259 §8.1)" },
  { "\xff\xfe", 2, LAPEL_ERROR_JSON_ENCODING, "a text in UTF-16 where UTF-8 is asked for" },
  { "\xfe\xff", 2, LAPEL_ERROR_JSON_ENCODING, "a text in UTF-16 where UTF-8 is asked for" },
};

/* Pictures that nothing is baked into; there may be a QR code in them. */
typedef struct
{
  const char *magic;
  const char *media_type;
} Photograph;

static const Photograph photographs[] = {
  { "\xff\xd8\xff", "image/jpeg" },
  { "GIF8", "image/gif" },
  { "RIFF", "image/webp" },
};

/* The input as text, without the white space around it; not NUL-terminated. */
typedef struct
{
  const char *data;
  size_t length;
} Span;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static Span
trim (GBytes *input)
{
  Span span;

  span.data = g_bytes_get_data (input, &span.length);
  while (span.length > 0 && is_blank (span.data[0]))
    {
      span.data++;
      span.length--;
    }
  while (span.length > 0 && is_blank (span.data[span.length - 1]))
    span.length--;
  return span;
}

static gboolean
begins (Span        span,
        const char *prefix)
{
  size_t length = strlen (prefix);

  return span.length >= length && g_ascii_strncasecmp (span.data, prefix, length) == 0;
}

/* One address and nothing else. */
static gboolean
is_address (Span span)
{
  if (!begins (span, "https://") && !begins (span, "http://"))
    return FALSE;
  for (size_t i = 0; i < span.length; i++)
    if (!g_ascii_isgraph (span.data[i]))
      return FALSE;
  return TRUE;
}

/* The type of what can be a credential, or %NULL. */
static const char *
recognise_text (Span span)
{
  if (begins (span, "{"))
    return "application/vc+json";
  if (begins (span, "<") &&
      memmem (span.data, MIN (span.length, HEAD_BYTES), XML_ROOT, strlen (XML_ROOT)) != NULL)
    return "application/xml";
  if (lapel_sd_jwt_looks_like (span.data, span.length))
    return "application/dc+sd-jwt";
  if (lapel_jws_looks_like (span.data, span.length))
    return "application/vc+jwt";
  return is_address (span) ? "text/uri-list" : NULL;
}

static LapelDocument *
new_document (GBytes     *file,
              const char *place)
{
  LapelDocument *document = g_new0 (LapelDocument, 1);

  document->file = g_bytes_ref (file);
  document->place = g_strdup (place);
  return document;
}

void
lapel_opening_add_error (LapelOpening *self,
                         GBytes       *file,
                         const char   *place,
                         GError       *error)
{
  LapelDocument *document = new_document (file, place);

  document->error = error;
  g_ptr_array_add (self->documents, document);
}

static void
refuse (LapelOpening *opening,
        GBytes       *file,
        const char   *place,
        LapelError    code,
        const char   *message)
{
  lapel_opening_add_error (opening, file, place,
                           g_error_new_literal (LAPEL_ERROR, (int) code, message));
}

void
lapel_opening_add_text (LapelOpening  *self,
                        LapelDocument *document,
                        GBytes        *text)
{
  Span span = trim (text);
  const char *media_type = recognise_text (span);

  g_ptr_array_add (self->documents, document);
  if (g_bytes_get_size (text) > LAPEL_JSON_MAX_BYTES)
    g_set_error (&document->error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "a text of more than 5 MiB");
  else if (media_type == NULL)
    g_set_error (&document->error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED,
                 "neither JSON, nor a token, nor a picture or a page with a credential");
  if (document->error != NULL)
    return;

  document->address = is_address (span);
  document->text = document->address ? g_bytes_new (span.data, span.length) : g_bytes_ref (text);
  if (document->media_type == NULL)
    document->media_type = media_type;
}

char *
lapel_opening_join (const char *place,
                    const char *name)
{
  if (place == NULL)
    return g_strdup (name);
  return g_strconcat (place, name[0] == '#' ? "" : "/", name, NULL);
}

/* A picture with several credentials has a place for each. */
static void
add_baked (LapelOpening *opening,
           GBytes       *file,
           const char   *place,
           const char   *media_type,
           GPtrArray    *all)
{
  for (unsigned int i = 0; i < all->len; i++)
    {
      LapelBaked *baked = g_ptr_array_index (all, i);
      LapelDocument *document = new_document (file, place);

      if (all->len > 1)
        {
          g_autofree char *name = g_strconcat ("#", lapel_baked_get_keyword (baked->kind), NULL);

          g_free (document->place);
          document->place = lapel_opening_join (place, name);
        }
      document->media_type = media_type;
      document->picture = TRUE;
      document->note = baked->note;
      document->error = g_steal_pointer (&baked->error);
      if (document->error != NULL)
        g_ptr_array_add (opening->documents, document);
      else
        lapel_opening_add_text (opening, document, baked->text);
    }
}

/* Whether the text of a QR code can be a credential; most lead to a shop or a wireless network. */
static gboolean
is_for_us (GBytes *text)
{
  return recognise_text (trim (text)) != NULL;
}

/* Looks for a QR code in a picture that nothing is baked into. @why: (transfer full): the error
 * where there is none; where the picture is damaged, that is said instead */
static void
open_plain_picture (LapelOpening *opening,
                    GBytes       *file,
                    const char   *place,
                    const char   *media_type,
                    GError       *why)
{
  g_autoptr (GError) error = why;
  g_autoptr (GError) damage = NULL;
  g_autoptr (GPtrArray) texts = lapel_picture_read_codes (file, opening->cancellable, &damage);
  unsigned int before = opening->documents->len;

  for (unsigned int i = 0; texts != NULL && i < texts->len; i++)
    {
      GBytes *text = g_ptr_array_index (texts, i);
      g_autofree char *name = g_strdup_printf ("#qr%u", i + 1);
      LapelDocument *document = NULL;

      if (!is_for_us (text))
        continue;
      document = new_document (file, NULL);
      document->place = texts->len > 1 ? lapel_opening_join (place, name) : g_strdup (place);
      document->media_type = media_type;
      document->note = LAPEL_NOTE_QR;
      lapel_opening_add_text (opening, document, text);
    }
  if (opening->documents->len > before)
    return;
  if (damage == NULL || g_error_matches (damage, LAPEL_ERROR, LAPEL_ERROR_FILE_READ))
    lapel_opening_add_error (opening, file, place, g_steal_pointer (&error));
  else
    lapel_opening_add_error (opening, file, place, g_steal_pointer (&damage));
}

/* A picture of a kind that nothing can be baked into. */
static gboolean
open_photograph (LapelOpening *opening,
                 GBytes       *file,
                 const char   *place)
{
  size_t size;
  const char *data = g_bytes_get_data (file, &size);

  for (size_t i = 0; i < G_N_ELEMENTS (photographs); i++)
    if (size >= 4 && memcmp (data, photographs[i].magic, strlen (photographs[i].magic)) == 0)
      {
        open_plain_picture (opening, file, place, photographs[i].media_type,
                            g_error_new (LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL,
                                         "%s cannot carry a credential",
                                         photographs[i].media_type));
        return TRUE;
      }
  return FALSE;
}

static void
open_png (LapelOpening *opening,
          GBytes       *file,
          const char   *place)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) all = lapel_png_unbake (file, &error);

  if (all != NULL)
    add_baked (opening, file, place, "image/png", all);
  else if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL))
    open_plain_picture (opening, file, place, "image/png", error);
  else
    lapel_opening_add_error (opening, file, place, error);
}

/* XML that is no picture may be a credential of its own. */
static void
open_xml (LapelOpening *opening,
          GBytes       *file,
          const char   *place)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) all = lapel_svg_unbake (file, &error);

  if (all != NULL)
    {
      add_baked (opening, file, place, "image/svg+xml", all);
      return;
    }
  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL))
    {
      open_plain_picture (opening, file, place, "image/svg+xml", error);
      return;
    }
  if (!g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED))
    {
      lapel_opening_add_error (opening, file, place, error);
      return;
    }
  g_error_free (error);
  lapel_opening_add_text (opening, new_document (file, place), file);
}

static gboolean
is_page (Span span)
{
  return begins (span, "<!doctype html") || begins (span, "<html");
}

/* The presentation in a page of ours. Two in one page could say two things; such a page is none of
 * ours. */
static GBytes *
find_presentation (GBytes  *page,
                   GError **error)
{
  size_t size;
  const char *data = g_bytes_get_data (page, &size);
  const char *end = data + size;
  const char *start = memmem (data, size, LAPEL_PAGE_START, strlen (LAPEL_PAGE_START));
  const char *stop = NULL;
  const char *message = NULL;

  if (start != NULL)
    {
      start += strlen (LAPEL_PAGE_START);
      stop = memmem (start, (size_t) (end - start), LAPEL_PAGE_END, strlen (LAPEL_PAGE_END));
    }
  if (start == NULL)
    message = "a web page that holds no portfolio";
  else if (stop == NULL)
    message = "the portfolio in the web page is cut off";
  else if (memmem (stop, (size_t) (end - stop), LAPEL_PAGE_START, strlen (LAPEL_PAGE_START)))
    message = "the web page holds several portfolios";
  if (message == NULL)
    return g_bytes_new_from_bytes (page, (size_t) (start - data), (size_t) (stop - start));

  g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED, message);
  return NULL;
}

static void
open_page (LapelOpening *opening,
           GBytes       *file,
           const char   *place)
{
  GError *error = NULL;
  g_autoptr (GBytes) text = find_presentation (file, &error);
  LapelDocument *document = NULL;

  if (text == NULL)
    {
      lapel_opening_add_error (opening, file, place, error);
      return;
    }
  document = new_document (file, place);
  document->media_type = "text/html";
  lapel_opening_add_text (opening, document, text);
}

/* Whether @file is one of the known strangers; then says which. */
static gboolean
refuse_known (LapelOpening *opening,
              GBytes       *file,
              const char   *place)
{
  size_t size;
  const void *data = g_bytes_get_data (file, &size);

  for (size_t i = 0; i < G_N_ELEMENTS (known); i++)
    if (size >= known[i].length && memcmp (data, known[i].magic, known[i].length) == 0)
      {
        refuse (opening, file, place, known[i].code, known[i].what);
        return TRUE;
      }
  return FALSE;
}

void
lapel_opening_add_file (LapelOpening *self,
                        GBytes       *file,
                        const char   *place)
{
  size_t size;
  const void *data = g_bytes_get_data (file, &size);
  Span span = trim (file);

  if (size > lapel_document_get_limit (data, size))
    refuse (self, file, place, LAPEL_ERROR_TOO_LARGE, "a file of more than 32 MiB");
  else if (span.length == 0)
    refuse (self, file, place, LAPEL_ERROR_EMPTY, "the file is empty");
  else if (lapel_png_is (file))
    open_png (self, file, place);
  else if (lapel_archive_is (data, size))
    lapel_archive_open (self, file, place);
  else if (size >= 5 && memcmp (data, "%PDF-", 5) == 0)
    lapel_pdf_open (self, file, place);
  else if (open_photograph (self, file, place) || refuse_known (self, file, place))
    return;
  else if (is_page (span))
    open_page (self, file, place);
  else if (begins (span, "<"))
    open_xml (self, file, place);
  else if (lapel_bundle_is (span.data, span.length))
    lapel_bundle_open (self, file, place);
  else
    lapel_opening_add_text (self, new_document (file, place), file);
}

void
lapel_document_free (LapelDocument *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self->place);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self);
}

GPtrArray *
lapel_document_open (GBytes       *input,
                     GCancellable *cancellable)
{
  LapelOpening opening = {
    .documents = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_document_free),
    .cancellable = cancellable,
    .bytes_left = LAPEL_ARCHIVE_MAX_BYTES,
    .entries_left = LAPEL_ARCHIVE_MAX_ENTRIES,
  };

  lapel_opening_add_file (&opening, input, NULL);
  return opening.documents;
}

size_t
lapel_document_get_limit (const void *start,
                          size_t      length)
{
  return lapel_archive_is (start, length) ? LAPEL_ARCHIVE_MAX_BYTES : LAPEL_DOCUMENT_MAX_BYTES;
}

char *
lapel_document_dup_name (const LapelDocument *self,
                         const char          *input)
{
  return self->place == NULL ? g_strdup (input) : lapel_opening_join (input, self->place);
}
