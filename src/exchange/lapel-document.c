/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-document.h"

#include "lapel-json.h"
#include "lapel-jws.h"
#include "lapel-page-private.h"
#include "lapel-png.h"
#include "lapel-sd-jwt.h"

#include <string.h>

/* Pictures and pages (design.md, "Limits"); texts have LAPEL_JSON_MAX_BYTES. */
#define MAX_BYTES (32 * 1024 * 1024)

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
  { "\xff\xd8\xff", 3, LAPEL_ERROR_PICTURE_NO_CREDENTIAL, "a JPEG picture" },
  { "GIF8", 4, LAPEL_ERROR_PICTURE_NO_CREDENTIAL, "a GIF picture" },
  { "RIFF", 4, LAPEL_ERROR_PICTURE_NO_CREDENTIAL, "a WebP picture or other RIFF file" },
  { "%PDF-", 5, LAPEL_ERROR_NOT_RECOGNISED, "a PDF document" },
  { "PK\x03\x04", 4, LAPEL_ERROR_NOT_RECOGNISED, "a ZIP archive" },
  { "\xef\xbb\xbf", 3, LAPEL_ERROR_JSON_ENCODING, "a text with a byte order mark (RFC 8259 §8.1)" },
  { "\xff\xfe", 2, LAPEL_ERROR_JSON_ENCODING, "a text in UTF-16 where UTF-8 is asked for" },
  { "\xfe\xff", 2, LAPEL_ERROR_JSON_ENCODING, "a text in UTF-16 where UTF-8 is asked for" },
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

static gboolean
refuse (GError     **error,
        LapelError   code,
        const char  *message)
{
  g_set_error (error, LAPEL_ERROR, (int) code, "%s", message);
  return FALSE;
}

/* The type of what can be a credential, or %NULL. */
static const char *
recognise_text (Span span)
{
  if (begins (span, "{"))
    return "application/vc+json";
  if (lapel_sd_jwt_looks_like (span.data, span.length))
    return "application/dc+sd-jwt";
  if (lapel_jws_looks_like (span.data, span.length))
    return "application/vc+jwt";
  return NULL;
}

static gboolean
open_png (GBytes         *input,
          LapelDocument  *out_document,
          GError        **error)
{
  const char *note = NULL;
  g_autoptr (GBytes) text = lapel_png_unbake (input, &note, error);

  if (text == NULL)
    return FALSE;
  if (recognise_text (trim (text)) == NULL)
    return refuse (error, LAPEL_ERROR_NOT_RECOGNISED,
                   begins (trim (text), "http")
                       ? "the picture holds the address of a credential instead of the credential"
                       : "what the picture holds is neither JSON nor a token");

  *out_document = (LapelDocument){
    .text = g_steal_pointer (&text),
    .media_type = "image/png",
    .picture = TRUE,
    .note = note,
  };
  return TRUE;
}

static gboolean
is_page (Span span)
{
  return begins (span, "<!doctype html") || begins (span, "<html");
}

/* Two presentations in one page could say two things; such a page is none of ours. */
static gboolean
open_page (GBytes         *input,
           LapelDocument  *out_document,
           GError        **error)
{
  size_t size;
  const char *data = g_bytes_get_data (input, &size);
  const char *end = data + size;
  const char *start = memmem (data, size, LAPEL_PAGE_START, strlen (LAPEL_PAGE_START));
  const char *stop;

  if (start == NULL)
    return refuse (error, LAPEL_ERROR_NOT_RECOGNISED, "a web page that holds no portfolio");
  start += strlen (LAPEL_PAGE_START);
  stop = memmem (start, (size_t) (end - start), LAPEL_PAGE_END, strlen (LAPEL_PAGE_END));
  if (stop == NULL)
    return refuse (error, LAPEL_ERROR_NOT_RECOGNISED, "the portfolio in the web page is cut off");
  if (memmem (stop, (size_t) (end - stop), LAPEL_PAGE_START, strlen (LAPEL_PAGE_START)) != NULL)
    return refuse (error, LAPEL_ERROR_NOT_RECOGNISED, "the web page holds several portfolios");
  if (stop - start > LAPEL_JSON_MAX_BYTES)
    return refuse (error, LAPEL_ERROR_TOO_LARGE, "the portfolio in the web page exceeds 5 MiB");

  *out_document = (LapelDocument){
    .text = g_bytes_new_from_bytes (input, (size_t) (start - data), (size_t) (stop - start)),
    .media_type = "text/html",
  };
  return TRUE;
}

static gboolean
open_text (GBytes         *input,
           Span            span,
           LapelDocument  *out_document,
           GError        **error)
{
  const char *media_type = recognise_text (span);

  if (begins (span, "<"))
    return refuse (error, LAPEL_ERROR_NOT_RECOGNISED,
                   "an SVG picture or other XML: this version reads no credential from it");
  if (g_bytes_get_size (input) > LAPEL_JSON_MAX_BYTES)
    return refuse (error, LAPEL_ERROR_TOO_LARGE, "a text of more than 5 MiB");
  if (media_type == NULL)
    return refuse (error, LAPEL_ERROR_NOT_RECOGNISED,
                   "neither JSON, nor a token, nor a picture or a page with a credential");

  *out_document = (LapelDocument){
    .text = g_bytes_ref (input),
    .media_type = media_type,
  };
  return TRUE;
}

/* Whether @input is one of the known strangers; sets @error to say which. */
static gboolean
refuse_known (GBytes  *input,
              GError **error)
{
  size_t size;
  const void *data = g_bytes_get_data (input, &size);

  for (size_t i = 0; i < G_N_ELEMENTS (known); i++)
    if (size >= known[i].length && memcmp (data, known[i].magic, known[i].length) == 0)
      {
        refuse (error, known[i].code, known[i].what);
        return TRUE;
      }
  return FALSE;
}

void
lapel_document_clear (LapelDocument *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  self->media_type = NULL;
  self->picture = FALSE;
  self->note = NULL;
}

gboolean
lapel_document_open (GBytes         *input,
                     LapelDocument  *out_document,
                     GError        **error)
{
  Span span = trim (input);

  if (g_bytes_get_size (input) > MAX_BYTES)
    return refuse (error, LAPEL_ERROR_TOO_LARGE, "a file of more than 32 MiB");
  if (span.length == 0)
    return refuse (error, LAPEL_ERROR_EMPTY, "the file is empty");
  if (lapel_png_is (input))
    return open_png (input, out_document, error);
  if (refuse_known (input, error))
    return FALSE;
  if (is_page (span))
    return open_page (input, out_document, error);
  return open_text (input, span, out_document, error);
}
