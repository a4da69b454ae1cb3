/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-method-cache.h"

#include "lapel-error.h"
#include "lapel-test.h"

#include <string.h>

#define BOTH (LAPEL_RELATION_ASSERTION | LAPEL_RELATION_AUTHENTICATION)

#define KEY "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
#define DID "did:key:" KEY

/* More than the cache has room for. */
#define N_SIGNERS 400

/* A DID document in @user_data that counts how often it is asked for. */
typedef struct
{
  const char *text;
  unsigned int n_loads;
} Source;

static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  Source *source = user_data;

  source->n_loads++;
  return g_bytes_new_static (source->text, strlen (source->text));
}

static void
test_same_answer (void)
{
  static const char *const urls[] = { DID, DID "#" KEY };
  g_autoptr (LapelMethodCache) cache = lapel_method_cache_new ();

  for (unsigned int i = 0; i < 3 * G_N_ELEMENTS (urls); i++)
    {
      const char *url = urls[i % G_N_ELEMENTS (urls)];
      g_autoptr (GError) error = NULL;
      g_autoptr (LapelMethod) expected = lapel_method_resolve (url, NULL, NULL, &error);
      g_autoptr (LapelMethod) method = lapel_method_cache_resolve (cache, url, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (method->id, ==, expected->id);
      g_assert_cmpstr (method->controller, ==, expected->controller);
      g_assert_cmpint (method->relations, ==, BOTH);
      g_assert_true (lapel_key_equal (method->key, expected->key));
      g_assert_true (method->expires == LAPEL_TIME_NONE && method->revoked == LAPEL_TIME_NONE);
    }
}

/* Knowing a key by one name does not answer for another. */
static void
test_other_fragment (void)
{
  g_autoptr (LapelMethodCache) cache = lapel_method_cache_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = lapel_method_cache_resolve (cache, DID, NULL, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      g_assert_null (lapel_method_cache_resolve (cache, DID "#other", NULL, NULL, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_METHOD_NOT_FOUND);
      g_clear_error (&error);
    }
}

static char *
make_did (unsigned int number)
{
  guint8 seed[32] = { (guint8) number, (guint8) (number >> 8) };
  g_autoptr (LapelSigner) signer = lapel_signer_new (seed);

  return g_strdup (lapel_signer_get_did (signer));
}

/* However many there are, each is answered with its own key. */
static void
test_many (void)
{
  g_autoptr (LapelMethodCache) cache = lapel_method_cache_new ();

  for (unsigned int i = 0; i < 2 * N_SIGNERS; i++)
    {
      g_autofree char *did = make_did (i % N_SIGNERS);
      g_autoptr (GError) error = NULL;
      g_autoptr (LapelMethod) expected = lapel_method_resolve (did, NULL, NULL, &error);
      g_autoptr (LapelMethod) method = lapel_method_cache_resolve (cache, did, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (method->controller, ==, did);
      g_assert_true (lapel_key_equal (method->key, expected->key));
    }
}

/* Whether a document that was fetched still holds is not for this cache to say. */
static void
test_documents_are_asked_again (void)
{
  Source source = {
    "{\"id\":\"https://a.example/issuer\",\"assertionMethod\":[{\"id\":\"https://a.example/"
    "issuer#k\",\"type\":\"Multikey\",\"controller\":\"https://a.example/issuer\","
    "\"publicKeyMultibase\":\"" KEY "\"}]}",
    0
  };
  g_autoptr (LapelMethodCache) cache = lapel_method_cache_new ();

  for (unsigned int i = 1; i <= 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LapelMethod) method =
          lapel_method_cache_resolve (cache, "https://a.example/issuer#k", load_cb, &source,
                                      &error);

      g_assert_no_error (error);
      g_assert_cmpint (method->relations, ==, LAPEL_RELATION_ASSERTION);
      g_assert_cmpuint (source.n_loads, ==, i);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/method-cache/same-answer", test_same_answer);
  g_test_add_func ("/method-cache/other-fragment", test_other_fragment);
  g_test_add_func ("/method-cache/many", test_many);
  g_test_add_func ("/method-cache/documents-are-asked-again", test_documents_are_asked_again);
  return g_test_run ();
}
