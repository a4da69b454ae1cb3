/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-checker.h"

#include "lapel-documents.h"
#include "lapel-input.h"
#include "lapel-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  LapelDocuments *documents;
} Fixture;

static void
put (const Fixture *fixture,
     const char    *name,
     const char    *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static const char list[] =
    "{\"documents\":{"
    "\"https://a.example/plain\":{\"file\":\"plain.json\"},"
    "\"http://a.example/insecure\":{\"file\":\"plain.json\",\"type\":\"application/json\"},"
    "\"https://a.example/gone\":{\"status\":410,\"file\":\"plain.json\","
    "\"type\":\"Text/HTML; charset=utf-8\"},"
    "\"https://a.example/empty\":{\"status\":410},"
    "\"https://a.example/lost\":{\"status\":404,\"file\":\"plain.json\"},"
    "\"https://a.example/odd\":{\"status\":\"200\",\"file\":\"plain.json\"},"
    "\"https://a.example/absent\":{\"file\":\"absent.json\"},"
    "\"https://a.example/nothing\":{},"
    "\"https://a.example/up\":{\"file\":\"../outside.json\"},"
    "\"https://a.example/absolute\":{\"file\":\"/etc/hostname\"},"
    "\"https://a.example/link\":{\"file\":\"link.json\"},"
    "\"https://a.example/folder\":{\"file\":\".\"},"
    "\"https://a.example/moved\":{\"status\":302,\"location\":\"plain\"},"
    "\"https://a.example/away\":{\"status\":302,\"location\":\"https://b.example/plain\"},"
    "\"https://b.example/plain\":{\"status\":302,\"location\":\"https://www.b.example/plain\"},"
    "\"https://www.b.example/plain\":{\"file\":\"plain.json\"},"
    "\"https://a.example/loop\":{\"status\":301,\"location\":\"https://a.example/loop\"},"
    "\"https://a.example/nowhere\":{\"status\":301},"
    "\"https://a.example/r1\":{\"status\":301,\"location\":\"/r2\"},"
    "\"https://a.example/r2\":{\"status\":301,\"location\":\"/r3\"},"
    "\"https://a.example/r3\":{\"status\":301,\"location\":\"/r4\"},"
    "\"https://a.example/r4\":{\"status\":301,\"location\":\"/r5\"},"
    "\"https://a.example/r5\":{\"status\":301,\"location\":\"/plain#part\"},"
    "\"https://a.example/r0\":{\"status\":301,\"location\":\"/r1\"}}}";

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *top = g_dir_make_tmp ("lapel-documents-XXXXXX", &error);
  g_autofree char *link = NULL;

  g_assert_no_error (error);
  fixture->folder = g_build_filename (top, "inside", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  put (fixture, "documents.json", list);
  put (fixture, "plain.json", "{\"plain\":true}");
  put (fixture, "../outside.json", "{}");
  link = g_build_filename (fixture->folder, "link.json", NULL);
  g_assert_cmpint (symlink ("../outside.json", link), ==, 0);

  fixture->documents = lapel_documents_new (fixture->folder, &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const names[] = { "documents.json", "plain.json", "link.json",
                                       "../outside.json" };
  g_autofree char *top = g_path_get_dirname (fixture->folder);

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_rmdir (top);
  g_free (fixture->folder);
  lapel_documents_free (fixture->documents);
}

static void
test_answered (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const urls[] = { "https://a.example/plain", "https://a.example/plain#key-1",
                                      "http://a.example/insecure", "https://a.example/moved",
                                      "https://a.example/r1" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = lapel_documents_load (urls[i], fixture->documents, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "{\"plain\":true}",
                       14);
    }
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const names[] = { "unlisted", "odd",  "absent", "nothing", "up", "absolute",
                                       "link",     "loop", "folder", "nowhere", "r0" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *url = g_strconcat ("https://a.example/", names[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_documents_load (url, fixture->documents, NULL, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE);
    }
}

static void
test_not_published (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const urls[] = { "https://a.example/gone", "https://a.example/empty",
                                      "https://a.example/lost" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_documents_load (urls[i], fixture->documents, NULL, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_PUBLISHED);
    }
}

/* Who asks for the answer too learns that it was withdrawn, and may read why. */
static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  LapelAnswer answer = { 0 };
  g_autoptr (GBytes) gone =
      lapel_documents_load ("https://a.example/gone", fixture->documents, &answer, &error);
  g_autoptr (GBytes) empty = NULL;
  g_autoptr (GBytes) moved = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (gone), ==, 14);
  g_assert_true (answer.withdrawn);
  g_assert_false (answer.redirected);
  g_assert_cmpstr (answer.media_type, ==, "text/html");

  empty = lapel_documents_load ("https://a.example/empty", fixture->documents, &answer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_cmpstr (answer.media_type, ==, "");

  moved = lapel_documents_load ("https://a.example/moved", fixture->documents, &answer, &error);
  g_assert_no_error (error);
  g_assert_true (answer.redirected);
  g_assert_false (answer.strayed);
  g_assert_false (answer.withdrawn);
}

/* Another site is another one, the same with www. in front is not. */
static void
test_strayed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  LapelAnswer away = { 0 };
  LapelAnswer longer = { 0 };
  g_autoptr (GBytes) first =
      lapel_documents_load ("https://a.example/away", fixture->documents, &away, &error);
  g_autoptr (GBytes) second = NULL;

  g_assert_no_error (error);
  g_assert_true (away.strayed);
  second = lapel_documents_load ("https://b.example/plain", fixture->documents, &longer, &error);
  g_assert_no_error (error);
  g_assert_true (longer.redirected);
  g_assert_false (longer.strayed);
}

static void
test_unusable_folder (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) absent = NULL;
  g_autoptr (GError) broken = NULL;

  g_assert_null (lapel_documents_new ("/nonexistent", &absent));
  g_assert_error (absent, LAPEL_ERROR, LAPEL_ERROR_FILE_READ);
  put (fixture, "documents.json", "{\"documents\":{},\"documents\":{}}");
  g_assert_null (lapel_documents_new (fixture->folder, &broken));
  g_assert_error (broken, LAPEL_ERROR, LAPEL_ERROR_JSON_DUPLICATE);
}

/* A stream that says nothing of its length is read to the limit and no further. */
static void
test_input_limit (void)
{
  g_autoptr (GBytes) exactly =
      g_bytes_new_take (g_malloc0 (LAPEL_DOCUMENT_MAX_BYTES), LAPEL_DOCUMENT_MAX_BYTES);
  g_autoptr (GBytes) more =
      g_bytes_new_take (g_malloc0 (LAPEL_DOCUMENT_MAX_BYTES + 1), LAPEL_DOCUMENT_MAX_BYTES + 1);
  g_autoptr (GInputStream) short_stream = g_memory_input_stream_new_from_bytes (exactly);
  g_autoptr (GInputStream) long_stream = g_memory_input_stream_new_from_bytes (more);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GError) error = NULL;

  read = lapel_input_read_stream (short_stream, "short", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, exactly));
  g_assert_null (lapel_input_read_stream (long_stream, "long", NULL, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE);
}

static LapelChecker *
make_checker (LapelTime at)
{
  LapelCheckerOptions options = { .at = at };
  g_autoptr (GError) error = NULL;
  LapelChecker *checker = lapel_checker_new (&options, &error);

  g_assert_no_error (error);
  return checker;
}

static GBytes *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* Checks the only thing that is in @input. Returns: (transfer full): what was found */
static LapelDocument *
check_one (LapelChecker *checker,
           GBytes       *input,
           LapelChecked *out_checked)
{
  g_autoptr (GPtrArray) found = lapel_document_open (input, NULL);

  g_assert_cmpuint (found->len, ==, 1);
  lapel_checker_check_document (checker, found->pdata[0], out_checked);
  return g_ptr_array_steal_index (found, 0);
}

static void
test_checks_each_form (void)
{
  static const char *const names[] = { "module-1.json", "module-2.png", "module-3.jwt" };
  g_autoptr (LapelChecker) checker = make_checker (LAPEL_TIME_NONE);

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) input = read_sample (names[i]);
      g_auto (LapelChecked) checked = { 0 };
      g_autoptr (LapelDocument) document = check_one (checker, input, &checked);

      g_assert_no_error (checked.error);
      g_assert_nonnull (checked.credential);
      g_assert_cmpint (lapel_report_get_verdict (checked.report), ==, LAPEL_VERDICT_VERIFIED);
      g_assert_cmpint (document->picture, ==, g_str_has_suffix (names[i], ".png"));
    }
}

static void
test_says_why_it_cannot_read (void)
{
  g_autoptr (LapelChecker) checker = make_checker (LAPEL_TIME_NONE);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_auto (LapelChecked) checked = { 0 };

  lapel_checker_check (checker, empty, &checked);
  g_assert_error (checked.error, LAPEL_ERROR, LAPEL_ERROR_EMPTY);
  g_assert_null (checked.credential);
  g_assert_true (lapel_report_get_states (checked.report) & LAPEL_STATE_UNREADABLE);
}

static void
test_judges_as_of (void)
{
  g_autoptr (LapelChecker) checker = make_checker (0);
  g_autoptr (GBytes) input = read_sample ("module-1.json");
  g_auto (LapelChecked) checked = { 0 };

  lapel_checker_check (checker, input, &checked);
  g_assert_cmpint (lapel_report_get_time (checked.report), ==, 0);
  g_assert_true (lapel_report_get_states (checked.report) & LAPEL_STATE_NOT_YET_VALID);
}

/* What was tolerated in a picture stands among the notes of what was found in it. */
static void
test_notes_what_a_picture_needed (void)
{
  g_autofree char *folder = lapel_test_conformance ("baked");
  g_autoptr (LapelChecker) checker = make_checker (LAPEL_TIME_NONE);
  g_autoptr (GBytes) input = NULL;
  g_auto (LapelChecked) checked = { 0 };
  g_autoptr (LapelDocument) document = NULL;
  const GPtrArray *notes = NULL;
  size_t length = 0;
  char *data = NULL;

  if (folder == NULL)
    return;
  data = lapel_test_read (folder, "derived/compressed.png", &length);
  input = g_bytes_new_take (data, length);
  document = check_one (checker, input, &checked);
  notes = lapel_report_get_notes (checked.report);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (((const LapelCheck *) g_ptr_array_index (notes, 0))->code, ==,
                   "png-text-compressed");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/documents/answered", Fixture, NULL, fixture_set_up, test_answered,
              fixture_tear_down);
  g_test_add ("/documents/unreachable", Fixture, NULL, fixture_set_up, test_unreachable,
              fixture_tear_down);
  g_test_add ("/documents/not-published", Fixture, NULL, fixture_set_up, test_not_published,
              fixture_tear_down);
  g_test_add ("/documents/strayed", Fixture, NULL, fixture_set_up, test_strayed, fixture_tear_down);
  g_test_add ("/documents/answer", Fixture, NULL, fixture_set_up, test_answer, fixture_tear_down);
  g_test_add ("/documents/unusable", Fixture, NULL, fixture_set_up, test_unusable_folder,
              fixture_tear_down);
  g_test_add_func ("/input/limit", test_input_limit);
  g_test_add_func ("/checker/each-form", test_checks_each_form);
  g_test_add_func ("/checker/unreadable", test_says_why_it_cannot_read);
  g_test_add_func ("/checker/note", test_notes_what_a_picture_needed);
  g_test_add_func ("/checker/as-of", test_judges_as_of);
  return g_test_run ();
}
