/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-document.h"

#include "lapel-exchange-codes.h"
#include "lapel-json.h"
#include "lapel-png.h"
#include "lapel-test.h"

#include <string.h>

#define TOKEN "eyJhbGciOiJFZERTQSJ9.e30.c2ln"
#define START "<script type=\"application/vp+json\" id=\"lapel-presentation\">"

/* The only thing in @input. (transfer full) */
static LapelDocument *
open_one (GBytes *input)
{
  g_autoptr (GPtrArray) found = lapel_document_open (input, NULL);
  LapelDocument *document = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  document = g_ptr_array_steal_index (found, 0);
  g_assert_true ((document->text == NULL) != (document->error == NULL));
  return document;
}

static void
assert_refused (const void *data,
                size_t      length,
                int         code)
{
  g_autoptr (GBytes) input = g_bytes_new (data, length);
  g_autoptr (LapelDocument) document = open_one (input);

  g_assert_error (document->error, LAPEL_ERROR, code);
}

static void
assert_opens (const char *input_text,
              const char *media_type,
              const char *text)
{
  g_autoptr (GBytes) input = g_bytes_new_static (input_text, strlen (input_text));
  g_autoptr (LapelDocument) document = open_one (input);

  g_assert_no_error (document->error);
  g_assert_cmpstr (document->media_type, ==, media_type);
  g_assert_cmpmem (g_bytes_get_data (document->text, NULL), g_bytes_get_size (document->text), text,
                   strlen (text));
  g_assert_true (document->file == input);
  g_assert_null (document->place);
  g_assert_false (document->picture);
  g_assert_null (document->note);
}

/* Texts come out as they went in, the white space around them included. */
static void
test_texts (void)
{
  assert_opens ("{}", "application/vc+json", "{}");
  assert_opens ("\r\n\t {\"a\":1}\n", "application/vc+json", "\r\n\t {\"a\":1}\n");
  assert_opens (TOKEN, "application/vc+jwt", TOKEN);
  assert_opens ("\n" TOKEN "\n", "application/vc+jwt", "\n" TOKEN "\n");
  assert_opens (TOKEN "~\n", "application/dc+sd-jwt", TOKEN "~\n");
  assert_opens (TOKEN "~WyJzIiwxXQ~", "application/dc+sd-jwt", TOKEN "~WyJzIiwxXQ~");
}

static void
test_empty (void)
{
  assert_refused ("", 0, LAPEL_ERROR_EMPTY);
  assert_refused (" \n\t", 3, LAPEL_ERROR_EMPTY);
}

static void
test_strangers (void)
{
  assert_refused ("\0", 1, LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("hello", 5, LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("[{}]", 4, LAPEL_ERROR_NO_CREDENTIALS);
  assert_refused ("https://example.org/a b", 23, LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("%PDF-1.7", 8, LAPEL_ERROR_PDF_DAMAGED);
  assert_refused ("PK\x03\x04", 4, LAPEL_ERROR_ARCHIVE_DAMAGED);
  assert_refused ("<svg xmlns='http://www.w3.org/2000/svg'/>", 41,
                  LAPEL_ERROR_PICTURE_NO_CREDENTIAL);
  assert_refused ("<svg xmlns='http://www.w3.org/2000/svg'>", 40, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused ("\xff\xd8\xff\xe0", 4, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused ("GIF89a", 6, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused ("\x89PNG\n\x1a\n", 7, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused ("\xef\xbb\xbf{}", 5, LAPEL_ERROR_JSON_ENCODING);
  assert_refused ("\xff\xfe{\0}\0", 6, LAPEL_ERROR_JSON_ENCODING);
}

static void
test_limits (void)
{
  size_t limit = LAPEL_JSON_MAX_BYTES;
  g_autofree char *text = g_malloc (32 * 1024 * 1024 + 1);
  g_autoptr (GBytes) fits = NULL;
  g_autoptr (LapelDocument) document = NULL;

  memset (text, '{', 32 * 1024 * 1024 + 1);
  fits = g_bytes_new (text, limit);
  document = open_one (fits);
  g_assert_no_error (document->error);
  assert_refused (text, limit + 1, LAPEL_ERROR_TOO_LARGE);
  memcpy (text, "\x89PNG\r\n\x1a\n", 8);
  assert_refused (text, 32 * 1024 * 1024, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused (text, 32 * 1024 * 1024 + 1, LAPEL_ERROR_TOO_LARGE);
}

static void
test_pages (void)
{
  static const char cut[] = "<html>" START "{}";
  static const char two[] = "<html>" START "{}</script>" START "{}</script>";
  static const char none[] = "<!DOCTYPE html><p>Hello";

  assert_opens ("<!doctype html>\n<p>" START "{\"a\":\n1}</script>", "text/html", "{\"a\":\n1}");
  assert_opens ("\n<HTML>" START "{}</script></html>", "text/html", "{}");
  assert_refused (cut, strlen (cut), LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused (two, strlen (two), LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused (none, strlen (none), LAPEL_ERROR_NOT_RECOGNISED);
}

/* A page may be larger than a text, but not the portfolio in it. */
static void
test_page_limits (void)
{
  size_t head = strlen ("<html>" START);
  size_t length = head + LAPEL_JSON_MAX_BYTES + 1;
  g_autofree char *text = g_malloc (length + 9);

  memset (text, ' ', length);
  memcpy (text, "<html>" START, head);
  memcpy (text + length, "</script>", 9);
  assert_refused (text, length + 9, LAPEL_ERROR_TOO_LARGE);
}

static LapelDocument *
open_baked (const char *file)
{
  g_autofree char *folder = lapel_test_conformance ("baked");
  g_autoptr (GBytes) input = NULL;
  size_t length;
  char *data;

  if (folder == NULL)
    return NULL;
  data = lapel_test_read (folder, file, &length);
  input = g_bytes_new_take (data, length);
  return open_one (input);
}

static void
test_picture (void)
{
  g_autoptr (LapelDocument) document = open_baked ("derived/compressed.png");

  if (document == NULL)
    return;
  g_assert_no_error (document->error);
  g_assert_cmpstr (document->media_type, ==, "image/png");
  g_assert_true (document->picture);
  g_assert_cmpstr (document->note, ==, LAPEL_NOTE_PNG_COMPRESSED);
  g_assert_cmpint (*(const char *) g_bytes_get_data (document->text, NULL), ==, '{');
}

/* Open Badges 0.5 baked an address. */
static void
test_picture_with_address (void)
{
  g_autoptr (LapelDocument) document = open_baked ("ob05-url.png");

  if (document == NULL)
    return;
  g_assert_no_error (document->error);
  g_assert_true (document->address);
  g_assert_cmpstr (document->media_type, ==, "image/png");
}

static void
test_address (void)
{
  g_autoptr (GBytes) input = g_bytes_new_static ("\n https://a.example/1\n", 22);
  g_autoptr (LapelDocument) document = open_one (input);

  g_assert_true (document->address);
  g_assert_cmpstr (document->media_type, ==, "text/uri-list");
  g_assert_cmpmem (g_bytes_get_data (document->text, NULL), g_bytes_get_size (document->text),
                   "https://a.example/1", 19);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/document/texts", test_texts);
  g_test_add_func ("/exchange/document/empty", test_empty);
  g_test_add_func ("/exchange/document/strangers", test_strangers);
  g_test_add_func ("/exchange/document/limits", test_limits);
  g_test_add_func ("/exchange/document/pages", test_pages);
  g_test_add_func ("/exchange/document/page-limits", test_page_limits);
  g_test_add_func ("/exchange/document/picture", test_picture);
  g_test_add_func ("/exchange/document/picture-with-address", test_picture_with_address);
  g_test_add_func ("/exchange/document/address", test_address);
  return g_test_run ();
}
