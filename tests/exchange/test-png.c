/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-png.h"

#include "lapel-exchange-codes.h"
#include "lapel-json.h"
#include "lapel-test.h"

#include <string.h>
#include <zlib.h>

#define CREDENTIAL "{\"name\": \"Größe\"}"

/* A PNG of one pixel, made here so that the tests below need no data. */
static void
append_chunk (GByteArray *out,
              const char *type,
              const void *data,
              size_t      length)
{
  guint32 head = GUINT32_TO_BE ((guint32) length);
  guint start;
  guint32 crc;

  g_byte_array_append (out, (const guint8 *) &head, 4);
  start = out->len;
  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, data, (guint) length);
  crc = GUINT32_TO_BE ((guint32) crc32 (0, out->data + start, out->len - start));
  g_byte_array_append (out, (const guint8 *) &crc, 4);
}

static GByteArray *
begin_png (void)
{
  static const guint8 ihdr[13] = { 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0 };
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (out, "IHDR", ihdr, sizeof ihdr);
  return out;
}

static GBytes *
end_png (GByteArray *out)
{
  static const guint8 idat[] = { 0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01 };

  append_chunk (out, "IDAT", idat, sizeof idat);
  append_chunk (out, "IEND", "", 0);
  return g_byte_array_free_to_bytes (out);
}

/* The picture with one text chunk of @type in which @body follows the keyword and its NUL. */
static GBytes *
make_png (const char *type,
          const char *keyword,
          const void *body,
          size_t      length)
{
  GByteArray *out = begin_png ();
  g_autoptr (GByteArray) data = g_byte_array_new ();

  g_byte_array_append (data, (const guint8 *) keyword, (guint) strlen (keyword) + 1);
  g_byte_array_append (data, body, (guint) length);
  append_chunk (out, type, data->data, data->len);
  return end_png (out);
}

static void
assert_text (GBytes     *text,
             const char *expected)
{
  g_assert_nonnull (text);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), expected,
                   strlen (expected));
}

static void
test_tells_png_from_the_rest (void)
{
  g_autoptr (GBytes) png = end_png (begin_png ());
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (png, 0, 7);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  g_assert_true (lapel_png_is (png));
  g_assert_false (lapel_png_is (cut));
  g_assert_false (lapel_png_is (empty));
}

/* The first of what is in @png. */
static GBytes *
unbake (GBytes      *png,
        const char **out_note,
        GError     **error)
{
  g_autoptr (GPtrArray) all = lapel_png_unbake (png, error);
  LapelBaked *first = all != NULL ? g_ptr_array_index (all, 0) : NULL;

  g_assert_true (first == NULL || (first->text == NULL) != (first->error == NULL));
  if (first != NULL && first->error != NULL)
    g_propagate_error (error, g_steal_pointer (&first->error));
  if (first == NULL || first->text == NULL)
    return NULL;
  if (out_note != NULL)
    *out_note = first->note;
  return g_bytes_ref (first->text);
}

static void
test_bakes_and_unbakes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = end_png (begin_png ());
  g_autoptr (GBytes) text = g_bytes_new_static (CREDENTIAL, strlen (CREDENTIAL));
  g_autoptr (GBytes) baked = lapel_png_bake (png, LAPEL_BAKED_OB3, text, &error);
  g_autoptr (GBytes) again = NULL;
  const char *note = "unset";

  g_assert_no_error (error);
  again = unbake (baked, &note, &error);
  g_assert_no_error (error);
  g_assert_null (note);
  assert_text (again, CREDENTIAL);
}

/* Baking twice leaves one chunk, the new one. */
static void
test_bake_replaces (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) old = make_png ("tEXt", "openbadgecredential", "{\"old\":1}", 9);
  g_autoptr (GBytes) plain = end_png (begin_png ());
  g_autoptr (GBytes) text = g_bytes_new_static (CREDENTIAL, strlen (CREDENTIAL));
  g_autoptr (GBytes) replaced = lapel_png_bake (old, LAPEL_BAKED_OB3, text, &error);
  g_autoptr (GBytes) direct = lapel_png_bake (plain, LAPEL_BAKED_OB3, text, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (replaced, direct));
}

static void
test_bake_keeps_the_other_keyword (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) old = make_png ("iTXt", "openbadges", "\0\0\0\0{}", 6);
  g_autoptr (GBytes) text = g_bytes_new_static (CREDENTIAL, strlen (CREDENTIAL));
  g_autoptr (GBytes) baked = lapel_png_bake (old, LAPEL_BAKED_OB3, text, &error);
  g_autoptr (GPtrArray) all = NULL;
  const LapelBaked *first = NULL;
  const LapelBaked *second = NULL;

  g_assert_no_error (error);
  all = lapel_png_unbake (baked, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  first = g_ptr_array_index (all, 0);
  second = g_ptr_array_index (all, 1);
  g_assert_cmpint (first->kind, ==, LAPEL_BAKED_OB3);
  assert_text (first->text, CREDENTIAL);
  g_assert_cmpint (second->kind, ==, LAPEL_BAKED_OB2);
  assert_text (second->text, "{}");
}

/* One that cannot be read takes nothing from the other. */
static void
test_reads_beside_a_broken_one (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) old = make_png ("iTXt", "clrcredential", "\2\0\0\0{}", 6);
  g_autoptr (GBytes) text = g_bytes_new_static (CREDENTIAL, strlen (CREDENTIAL));
  g_autoptr (GBytes) baked = lapel_png_bake (old, LAPEL_BAKED_OB3, text, &error);
  g_autoptr (GPtrArray) all = lapel_png_unbake (baked, &error);
  const LapelBaked *broken = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  assert_text (((const LapelBaked *) all->pdata[0])->text, CREDENTIAL);
  broken = g_ptr_array_index (all, 1);
  g_assert_cmpint (broken->kind, ==, LAPEL_BAKED_CLR);
  g_assert_error (broken->error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED);
}

typedef struct
{
  const char *type;
  const char *body;
  size_t length;
  int code;
} BadChunk;

static void
test_refuses_bad_chunks (void)
{
  static const BadChunk cases[] = {
    { "iTXt", "", 0, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\0", 1, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\0\0", 2, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\0\0en", 4, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\0\0en\0x", 6, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\2\0\0\0{}", 6, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\1\1\0\0{}", 6, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\1\0\0\0{}", 6, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\1\0\0\0", 4, LAPEL_ERROR_PICTURE_DAMAGED },
    { "iTXt", "\0\0\0\0", 4, LAPEL_ERROR_PICTURE_NO_CREDENTIAL },
    { "iTXt", "\0\0\0\0\xef\xbb\xbf", 7, LAPEL_ERROR_PICTURE_NO_CREDENTIAL },
    { "zTXt", "", 0, LAPEL_ERROR_PICTURE_DAMAGED },
    { "zTXt", "\1x", 2, LAPEL_ERROR_PICTURE_DAMAGED },
    { "tEXt", "", 0, LAPEL_ERROR_PICTURE_NO_CREDENTIAL },
    { "abCd", "{}", 2, LAPEL_ERROR_PICTURE_NO_CREDENTIAL },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) png =
          make_png (cases[i].type, "openbadgecredential", cases[i].body, cases[i].length);

      g_assert_null (unbake (png, NULL, &error));
      g_assert_error (error, LAPEL_ERROR, cases[i].code);
    }
}

static void
test_reads_text_at_the_limit (void)
{
  g_autofree char *body = g_malloc0 (4 + LAPEL_JSON_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) fits = NULL;
  g_autoptr (GBytes) over = NULL;
  g_autoptr (GBytes) text = NULL;

  memset (body + 4, ' ', LAPEL_JSON_MAX_BYTES + 1);
  fits = make_png ("iTXt", "openbadgecredential", body, 4 + LAPEL_JSON_MAX_BYTES);
  over = make_png ("iTXt", "openbadgecredential", body, 4 + LAPEL_JSON_MAX_BYTES + 1);
  text = unbake (fits, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (text), ==, LAPEL_JSON_MAX_BYTES);
  g_assert_null (unbake (over, NULL, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE);
}

/* Cut anywhere, a baked picture is refused as damaged; only what follows IEND does not matter. */
static void
test_survives_every_cut (void)
{
  g_autoptr (GBytes) png = make_png ("iTXt", "openbadgecredential", "\0\0\0\0{}", 6);
  size_t size = g_bytes_get_size (png);

  for (size_t length = 0; length < size; length++)
    {
      g_autoptr (GError) error = NULL;
      /* A copy of its own, so that a sanitizer sees each byte read too far. */
      g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (png, NULL), length);
      g_autoptr (GBytes) text = g_bytes_new_static ("{}", 2);

      g_assert_null (unbake (cut, NULL, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED);
      g_assert_null (lapel_png_bake (cut, LAPEL_BAKED_OB3, text, NULL));
    }
}

/* Baked into a stranger's picture, the credential comes back and everything else stands. */
static void
test_bakes_published_pictures (void)
{
  static const char *const files[] = { "unbaked.png", "unbaked-2.png" };
  g_autofree char *folder = lapel_test_conformance ("baked");
  g_autoptr (GBytes) text = g_bytes_new_static (CREDENTIAL, strlen (CREDENTIAL));
  const size_t head = 8 + 25; /* signature and IHDR */
  const size_t chunk = 12 + strlen ("openbadgecredential") + 5 + strlen (CREDENTIAL);

  for (size_t i = 0; folder != NULL && i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      size_t length;
      char *data = lapel_test_read (folder, files[i], &length);
      g_autoptr (GBytes) png = g_bytes_new_take (data, length);
      g_autoptr (GBytes) baked = lapel_png_bake (png, LAPEL_BAKED_OB3, text, &error);
      g_autoptr (GBytes) read = unbake (baked, NULL, &error);
      const char *after = g_bytes_get_data (baked, NULL);

      g_assert_no_error (error);
      assert_text (read, CREDENTIAL);
      g_assert_cmpuint (g_bytes_get_size (baked), ==, length + chunk);
      g_assert_cmpmem (after, head, data, head);
      g_assert_cmpmem (after + head + chunk, length - head, data + head, length - head);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/png/is", test_tells_png_from_the_rest);
  g_test_add_func ("/exchange/png/bake-and-unbake", test_bakes_and_unbakes);
  g_test_add_func ("/exchange/png/bake-replaces", test_bake_replaces);
  g_test_add_func ("/exchange/png/bake-keeps-other-keyword", test_bake_keeps_the_other_keyword);
  g_test_add_func ("/exchange/png/beside-broken", test_reads_beside_a_broken_one);
  g_test_add_func ("/exchange/png/bad-chunks", test_refuses_bad_chunks);
  g_test_add_func ("/exchange/png/limit", test_reads_text_at_the_limit);
  g_test_add_func ("/exchange/png/every-cut", test_survives_every_cut);
  g_test_add_func ("/exchange/png/bake-published", test_bakes_published_pictures);
  return g_test_run ();
}
